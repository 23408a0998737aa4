"""A site whose register holds one optional cookie."""

import pytest
from django.test import Client

from lbn_site.consent.models import Cookie, CookieQuestion
from lbn_site.example.content import statements

from .factories import CookieFactory

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}


@pytest.fixture
def optional_cookie(home) -> Cookie:
    """The site asks about this one, and about no other."""
    Cookie.objects.filter(category="analytics").delete()
    CookieQuestion.load()
    statements.load()
    return CookieFactory()


@pytest.fixture
def visitor() -> Client:
    """A browser that posts from the site's own pages."""
    return Client(headers=SAME_ORIGIN, enforce_csrf_checks=True)
