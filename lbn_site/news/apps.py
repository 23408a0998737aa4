from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "lbn_site.news"
    label = "news"
    verbose_name = "News"
