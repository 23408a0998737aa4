from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "lbn_site.media"
    label = "media"
    verbose_name = "Images and documents"

    def ready(self) -> None:
        from lbn_site.core import restoring

        from . import restored

        restoring.register(restored.after_restore)
