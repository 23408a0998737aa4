from django.apps import AppConfig


class FaqConfig(AppConfig):
    name = "lbn_site.faq"
    label = "faq"
    verbose_name = "Questions and answers"
