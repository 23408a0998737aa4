from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "lbn_site.evidence"
    label = "evidence"
    verbose_name = "Evidence sessions"
