from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "lbn_site.news"
    label = "news"
    verbose_name = "News"

    def ready(self) -> None:
        from lbn_site.core import feeds

        from .models import NewsPage

        feeds.register("news", title="News", pages=lambda number: NewsPage.objects.listed()[:number])
