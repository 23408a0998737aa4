from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "lbn_site.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from lbn_site.core import public_addresses

        from . import sitemaps

        public_addresses.register("search", sitemaps.public_addresses)
