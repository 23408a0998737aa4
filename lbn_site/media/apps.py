from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "lbn_site.media"
    label = "media"
    verbose_name = "Images and documents"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from lbn_site.core import restoring

        from . import doorbell, restored

        page_published.connect(doorbell.ring_for_a_page, dispatch_uid="media:copies-for-a-page")
        restoring.register(restored.after_restore)
