from django.apps import AppConfig


class ExplainersConfig(AppConfig):
    name = "lbn_site.explainers"
    label = "explainers"
    verbose_name = "Explainers"
