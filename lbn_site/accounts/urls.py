"""Staff sign-in, by allauth: only the views that are used. There is no sign-up and no change of address here."""

from allauth.account import views
from django.urls import include, path, re_path, register_converter

from lbn_site.core.emailed_links import altered_below

from . import invitation_views, password_reset

register_converter(altered_below("accounts/invitation"), "altered_invitation")
register_converter(altered_below("accounts/password/reset/key"), "altered_reset_link")

patterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9a-z]+)-(?P<key>[0-9a-z-]+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("invitation/<token>/", invitation_views.accept, name="accounts_invitation"),
    path("two-step/", include("allauth.mfa.urls")),
]

urlpatterns = [
    path("accounts/", include(patterns)),
    path("<altered_invitation:token>", invitation_views.accept),
    path("<altered_reset_link:token>", password_reset.straighten),
]
