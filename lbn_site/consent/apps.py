from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "lbn_site.consent"
    label = "consent"
    verbose_name = "Cookies and consent"
