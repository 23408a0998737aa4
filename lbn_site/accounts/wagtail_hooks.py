"""What accounts add to the admin: the user bar's address, and the ways to one's own sign-in."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks

from . import views


@hooks.register("register_admin_urls")
def register_user_bar() -> list[URLPattern]:
    """Where the script on public pages asks for the user bar."""
    return [path("userbar/", views.user_bar, name="accounts_user_bar")]


@hooks.register("register_account_menu_item")
def password_item(request: HttpRequest) -> dict[str, str]:
    """On the page 'Account'."""
    return {
        "url": reverse("account_change_password"),
        "label": "Password",
        "help_text": "Choose a new password. Everywhere else you will be signed out.",
    }


@hooks.register("register_account_menu_item")
def two_step_item(request: HttpRequest) -> dict[str, str]:
    """On the page 'Account'."""
    return {
        "url": reverse("mfa_index"),
        "label": "Two steps to sign in",
        "help_text": "Add a passkey or an authenticator app, and see your recovery codes.",
    }
