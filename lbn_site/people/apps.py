from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "lbn_site.people"
    label = "people"
    verbose_name = "People"
