from django.apps import AppConfig


class NeighbourhoodsConfig(AppConfig):
    name = "lbn_site.neighbourhoods"
    label = "neighbourhoods"
    verbose_name = "Neighbourhoods"
