"""What delivery adds to the admin: redirects from a file."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .redirect_views import redirects_from_file


@hooks.register("register_admin_urls")
def register_redirect_urls() -> list[URLPattern]:
    return [path("redirects-from-file/", redirects_from_file, name="redirects_from_file")]


class RedirectFileMenuItem(MenuItem):
    """Shown to staff who may add redirects."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("wagtailredirects.add_redirect")


@hooks.register("register_settings_menu_item")
def redirect_file_menu_item() -> MenuItem:
    return RedirectFileMenuItem(
        "Redirects from a file", reverse("redirects_from_file"), icon_name="redirect", order=801
    )
