from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "lbn_site.newsletter"
    label = "newsletter"
    verbose_name = "Newsletter"

    def ready(self) -> None:
        from lbn_site.accounts import roles
        from lbn_site.accounts.roles import Role
        from lbn_site.core import ready_parts, restoring
        from lbn_site.mail import health

        from . import (
            floods,
            messages,
            parts,
            restored,
            retention,  # noqa: F401 - its rules belong in the privacy notice
            withdrawals,
        )

        messages.register_kinds()
        health.also_check(floods.alarm)
        health.also_check(withdrawals.alarm)
        restoring.register(restored.after_restore)
        ready_parts.register(
            "newsletter-sign-up",
            label="Sign up for the newsletter",
            template="newsletter/parts/sign_up.html",
            context=parts.sign_up,
        )
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
