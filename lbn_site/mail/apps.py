from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "lbn_site.mail"
    label = "mail"
    verbose_name = "Outgoing mail"

    def ready(self) -> None:
        from . import retention  # noqa: F401 - its rules belong in the privacy notice
