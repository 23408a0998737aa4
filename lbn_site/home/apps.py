from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "lbn_site.home"
    label = "home"
    verbose_name = "Home"
