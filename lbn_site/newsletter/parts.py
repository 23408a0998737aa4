"""The sign-up form as a part of any page. It posts to a page that is in no cache, so it needs no token of its own."""

from typing import Any

from lbn_site.core import asked_once
from lbn_site.core.templatetags.core_tags import campaign

from .models import SignUpPage


@asked_once.for_every_page
def sign_up_page() -> SignUpPage | None:
    """The live sign-up page, read once for all pages."""
    return SignUpPage.current()


def sign_up(context: dict[str, Any]) -> dict[str, Any]:
    """The live sign-up page, or None while the campaign is closed."""
    return {"sign_up_page": None if campaign(context).is_closed else sign_up_page()}
