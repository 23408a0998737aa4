from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "lbn_site.mail"
    label = "mail"
    verbose_name = "Outgoing email"

    def ready(self) -> None:
        from lbn_site.core import restoring

        from . import (
            backend,
            restored,
            retention,  # noqa: F401 - its rules belong in the privacy notice
        )

        backend.register_kind()
        restoring.register(restored.after_restore)
