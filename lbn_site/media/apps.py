from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "lbn_site.media"
    label = "media"
    verbose_name = "Images and documents"
