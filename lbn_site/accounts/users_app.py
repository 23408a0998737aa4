"""Wagtail's pages for users and groups, with our own views (named in INSTALLED_APPS)."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):
    user_viewset = "lbn_site.accounts.viewsets.StaffViewSet"
    group_viewset = "lbn_site.accounts.viewsets.RoleViewSet"
