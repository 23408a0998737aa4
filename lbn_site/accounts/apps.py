from django.apps import AppConfig, apps
from django.db.models.signals import post_delete, post_migrate, post_save


class AccountsConfig(AppConfig):
    name = "lbn_site.accounts"
    label = "accounts"
    verbose_name = "Staff accounts"

    def ready(self) -> None:
        from allauth.account.signals import password_reset as password_was_reset
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth.signals import user_logged_in

        from . import (
            approvals,
            email_addresses,
            invitations,
            known_browsers,
            password_reset,
            retention,  # noqa: F401 - its rule belongs in the privacy notice
            roles,
            second_step,
            sign_in_limits,
            used_codes,
        )

        password_reset.register_kind()
        invitations.register_kind()
        used_codes.keep_in_the_database()
        post_save.connect(
            email_addresses.keep_in_step, sender=self.get_model("User"), dispatch_uid="accounts:address"
        )
        post_delete.connect(email_addresses.forget, sender=self.get_model("User"), dispatch_uid="accounts:address")
        password_was_reset.connect(email_addresses.prove, dispatch_uid="accounts:address")
        password_was_reset.connect(sign_in_limits.let_in, dispatch_uid="accounts:sign-in-limits")
        for signal in (user_logged_in, password_was_reset):
            signal.connect(known_browsers.note, dispatch_uid="accounts:known-browser")
        authenticator_added.connect(second_step.note_passed, dispatch_uid="accounts:second-step")

        # Permissions of an app exist once its own post_migrate has run, so the roles wait for the last app.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(roles.renew_groups, sender=last, dispatch_uid="accounts:roles")
        post_migrate.connect(approvals.ask_all_who_publish, sender=last, dispatch_uid="accounts:approvals")
        approvals.ask_each_person_once()
