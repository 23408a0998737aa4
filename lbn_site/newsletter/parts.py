"""The sign-up form as a part of any page. It posts to a page that is in no cache, so it needs no token of its own."""

from typing import Any

from lbn_site.core import asked_once
from lbn_site.core.templatetags.core_tags import campaign

from .models import SignUpPage


def sign_up(context: dict[str, Any]) -> dict[str, Any]:
    """The live sign-up page, or None while the campaign is closed."""
    page = asked_once.ask_for_every_page("sign-up page", SignUpPage.objects.live().first)
    return {"sign_up_page": None if campaign(context).is_closed else page}
