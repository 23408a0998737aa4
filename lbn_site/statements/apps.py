from django.apps import AppConfig


class StatementsConfig(AppConfig):
    name = "lbn_site.statements"
    label = "statements"
    verbose_name = "Cookies, privacy and accessibility statements"
