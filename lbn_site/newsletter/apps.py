from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "lbn_site.newsletter"
    label = "newsletter"
    verbose_name = "Newsletter"
