from django.apps import AppConfig


class StatementsConfig(AppConfig):
    name = "lbn_site.statements"
    label = "statements"
    verbose_name = "Cookies, privacy and accessibility statements"

    def ready(self) -> None:
        from lbn_site.consent.models import Cookie, CookieQuestion
        from lbn_site.delivery.purge import purge_when_saved

        purge_when_saved(Cookie, CookieQuestion)
