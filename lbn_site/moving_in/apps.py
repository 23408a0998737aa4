from django.apps import AppConfig


class MovingInConfig(AppConfig):
    name = "lbn_site.moving_in"
    label = "moving_in"
    verbose_name = "Moving in"
