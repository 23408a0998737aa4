from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "lbn_site.search"
    label = "search"
    verbose_name = "Search"
