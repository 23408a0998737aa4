from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "lbn_site.statistics"
    label = "statistics"
    verbose_name = "Statistics"

    def ready(self) -> None:
        from lbn_site.accounts import roles
        from lbn_site.accounts.roles import Role
        from lbn_site.consent import known_cookies
        from lbn_site.consent.known_cookies import KnownCookie
        from lbn_site.delivery.purge import purge_when_saved

        from . import retention  # noqa: F401  # its rule stands in the privacy notice
        from .models import StatisticsSettings
        from .visitor import COOKIE_NAME

        known_cookies.register(
            KnownCookie(
                COOKIE_NAME,
                "analytics",
                "A random number that shows us whether this is a first visit or a return visit. Only set if you say "
                "yes.",
                "30 days",
                in_use=lambda: StatisticsSettings.current().counts_visits,
            )
        )
        purge_when_saved(StatisticsSettings)
        roles.grant(Role.PUBLISHER, "statistics.change_statisticssettings")
