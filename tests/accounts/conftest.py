"""People who sign in."""

import pytest

from .factories import PASSWORD, SuperuserFactory


@pytest.fixture
def person(home):
    """Somebody who may do everything, not signed in."""
    return SuperuserFactory(username="ada", email="ada@example.org")


@pytest.fixture
def sign_in(client):
    """Fill in the sign-in form; answers the response."""

    def fill_in(login: str, password: str = PASSWORD, browser=client, **extra):
        return browser.post("/accounts/login/", {"login": login, "password": password, **extra})

    return fill_in
