"""What accounts add to the admin: the user bar's address, and the ways to one's own and others' sign-in."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.log_actions import LogActionRegistry

from . import invitation_views, invitations, second_step, staff_bulk_actions, views


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLPattern]:
    """Where scripts ask for the user bar and whether one is still signed in, and where a second step is removed."""
    return [
        path("userbar/", views.user_bar, name="accounts_user_bar"),
        path("still-signed-in/", views.still_signed_in, name="accounts_still_signed_in"),
        path("staff-invitations/new/", invitation_views.invite, name="accounts_invite"),
        path("staff-invitations/<int:pk>/<slug:act>/", invitation_views.act, name="accounts_invitation_act"),
        path("users/<int:pk>/second-step/", views.remove_second_step, name="accounts_remove_second_step"),
    ]


@hooks.register("insert_global_admin_js")
def keep_what_was_written() -> SafeString:
    """The script that notices the end of a sign-in while a form is open."""
    return format_html('<script src="{}"></script>', versioned_static("accounts/still_signed_in.js"))


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    """What the log says of it."""
    actions.register_action(second_step.REMOVED_ACTION, "Remove the second step", "The second step was removed")
    actions.register_action(invitations.INVITE_ACTION, "Invite someone", "An invitation was sent")
    actions.register_action(invitations.RESEND_ACTION, "Send an invitation again", "The invitation was sent again")
    actions.register_action(invitations.WITHDRAW_ACTION, "Withdraw an invitation", "The invitation was withdrawn")


@hooks.register("register_account_menu_item")
def password_item(request: HttpRequest) -> dict[str, str]:
    """On the page 'Account'."""
    return {
        "url": reverse("account_change_password"),
        "label": "Password",
        "help_text": "Choose a new password. You will be signed out everywhere else.",
    }


@hooks.register("register_account_menu_item")
def two_step_item(request: HttpRequest) -> dict[str, str]:
    """On the page 'Account'."""
    return {
        "url": reverse("mfa_index"),
        "label": "Two-step sign-in",
        "help_text": "Add a passkey or an authenticator app, or see your recovery codes.",
    }


for _action in staff_bulk_actions.ALL:
    hooks.register("register_bulk_action", _action, order=1)  # after Wagtail's own, whose names they take
