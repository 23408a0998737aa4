from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "lbn_site.archive"
    label = "archive"
    verbose_name = "Archive"
