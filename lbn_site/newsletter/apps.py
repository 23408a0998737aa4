from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "lbn_site.newsletter"
    label = "newsletter"
    verbose_name = "Newsletter"

    def ready(self) -> None:
        from . import (
            messages,
            retention,  # noqa: F401 - its rules belong in the privacy notice
        )

        messages.register_kinds()
