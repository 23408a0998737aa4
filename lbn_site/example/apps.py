from django.apps import AppConfig


class ExampleConfig(AppConfig):
    name = "lbn_site.example"
    label = "example"
    verbose_name = "Example content"
