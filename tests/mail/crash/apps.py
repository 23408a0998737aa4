from django.apps import AppConfig


class CrashConfig(AppConfig):
    name = "tests.mail.crash"
    label = "crash"

    def ready(self) -> None:
        """Two kinds as the newsletter has them: one that is sent again in doubt, one that is left to staff."""
        from lbn_site.mail.kinds import BULK, URGENT, Content, Kind, OnDoubt, register

        text = "A line of news that is long enough to look like one.\n" * 40
        content = Content("News", text, f"<html><body><p>{text * 12}</p></body></html>")
        for name, priority, on_doubt in (("urgent", URGENT, OnDoubt.SEND_AGAIN), ("bulk", BULK, OnDoubt.ASK_STAFF)):
            register(
                Kind(
                    name,
                    name,
                    render=lambda message: content,
                    objection=lambda message: None,
                    priority=priority,
                    on_doubt=on_doubt,
                )
            )
