from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "lbn_site.newsletter"
    label = "newsletter"
    verbose_name = "Newsletter"

    def ready(self) -> None:
        from lbn_site.accounts import roles
        from lbn_site.accounts.roles import Role

        from . import (
            messages,
            retention,  # noqa: F401 - its rules belong in the privacy notice
        )

        messages.register_kinds()
        roles.grant(
            Role.PUBLISHER,
            "newsletter.view_subscription",
            "newsletter.change_subscription",
            "newsletter.erase_subscription",
            "newsletter.change_mailwording",
            "newsletter.add_blockedaddress",
            "newsletter.change_blockedaddress",
            "newsletter.delete_blockedaddress",
            "mail.view_outgoingmessage",
            "mail.deliver_outgoingmessage",
        )
        roles.grant(
            Role.ADMINISTRATOR,
            "newsletter.export_subscription",
            "newsletter.import_subscription",
            "newsletter.import_confirmed",
        )
