from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "lbn_site.publications"
    label = "publications"
    verbose_name = "Publications"
