"""Which rows of the register?"""

from django.db import models

from . import known_cookies
from .categories import OPTIONAL_CATEGORIES


class CookieQuerySet(models.QuerySet):
    """The register of cookies."""

    def published(self) -> "CookieQuerySet":
        """Reviewed and published by staff."""
        return self.filter(live=True)

    def in_use(self) -> "CookieQuerySet":
        """Published, and not of a part of the site that is switched off at present."""
        return self.published().exclude(name__in=known_cookies.names_not_in_use())

    def optional(self) -> "CookieQuerySet":
        """Set only after a visitor said yes."""
        return self.filter(category__in=OPTIONAL_CATEGORIES)
