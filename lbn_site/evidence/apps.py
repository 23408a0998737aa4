from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "lbn_site.evidence"
    label = "evidence"
    verbose_name = "Evidence sessions"

    def ready(self) -> None:
        from lbn_site.accounts.roles import Role, grant
        from lbn_site.core import feeds, live_figures, public_addresses
        from lbn_site.delivery.purge import purge_when_saved

        from . import views
        from .models import EvidenceSessionPage, Theme

        def newest_sessions(number: int) -> list[EvidenceSessionPage]:
            return list(EvidenceSessionPage.objects.listed()[:number])

        purge_when_saved(Theme)
        public_addresses.register("session-calendars", views.public_addresses)
        grant(Role.EDITOR, "evidence.add_theme", "evidence.change_theme", "evidence.delete_theme")
        feeds.register("sessions", title="Evidence sessions", pages=newest_sessions)
        live_figures.register(
            "sessions",
            label="Number of evidence sessions held",
            source=lambda: live_figures.in_words(EvidenceSessionPage.objects.listed().held().count()),
        )
