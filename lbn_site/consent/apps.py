from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_migrate


class ConsentConfig(AppConfig):
    name = "lbn_site.consent"
    label = "consent"
    verbose_name = "Cookies and consent"

    def ready(self) -> None:
        from . import choices, known_cookies
        from .known_cookies import KnownCookie

        for cookie in (
            KnownCookie(
                choices.COOKIE_NAME,
                "necessary",
                "Remembers your yes or no to optional cookies, so that we do not ask again. Set when you answer.",
                "12 months",
                keeps_the_answer=True,
            ),
            KnownCookie(
                settings.SESSION_COOKIE_NAME,
                "staff",
                "Keeps a member of staff signed in.",
                "2 weeks, or until sign-out",
            ),
            KnownCookie(
                settings.CSRF_COOKIE_NAME,
                "staff",
                "Makes sure that what a member of staff sends comes from one of our own forms.",
                "12 months",
            ),
            KnownCookie(
                "staff",
                "staff",
                "Shows that a member of staff is signed in, so that pages can offer a link to edit them. It says "
                "nothing else.",
                "2 weeks, or until sign-out",
            ),
            KnownCookie(
                "known_browser",
                "staff",
                "Shows that a member of staff has signed in here before, so that a stranger’s wrong passwords do not "
                "lock them out.",
                "12 months",
            ),
            KnownCookie(
                "wagtail:*",
                "staff",
                "Remembers how a member of staff left the editing pages: icons, folded parts, width of columns.",
                "Until it is deleted in the browser",
                kind="storage",
            ),
            KnownCookie(
                "messages", "staff", "Carries a notice such as ‘Saved’ to the next page.", "Until it is shown"
            ),
        ):
            known_cookies.register(cookie)
        post_migrate.connect(_complete_register, sender=self)


def _complete_register(**kwargs: Any) -> None:
    from .models import Cookie
    from .register import add_known_cookies

    if Cookie._meta.db_table in connection.introspection.table_names():  # not after migrating back
        add_known_cookies()
