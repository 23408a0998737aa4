"""What the neighbourhoods add to the admin: the import desk, places to choose, entries of the audit log."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry
from wagtail.snippets.models import register_snippet

from .desk import urls as desk_urls
from .desk.access import may_open_desk
from .editions import PUBLISHED_ACTION, PUT_BACK_ACTION, RETURNED_ACTION, WITHDRAWN_ACTION
from .published_files import FILES_REPLACED_ACTION
from .viewsets import PlaceViewSet

register_snippet(PlaceViewSet)


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    actions.register_action(PUBLISHED_ACTION, "Publish the edition", "It was published and is now the current one")
    actions.register_action(RETURNED_ACTION, "Return to the edition", "It was made the current one again")
    actions.register_action(PUT_BACK_ACTION, "Put the edition back", "It is among the published editions again")
    actions.register_action(
        FILES_REPLACED_ACTION,
        "Replace the files",
        "The files were made again without figures that must not be published",
    )

    @actions.register_action(WITHDRAWN_ACTION)
    class WithdrawalFormatter(LogFormatter):
        label = "Withdraw the edition"

        def format_message(self, entry: ModelLogEntry) -> str:
            current, because = entry.data["list"], entry.data["because"]
            return f"The edition was withdrawn and the current one is the {current}. The reason: {because}"


@hooks.register("register_admin_urls")
def register_desk_urls() -> list[URLPattern | URLResolver]:
    return [path("neighbourhoods/", include(desk_urls.urlpatterns))]


@hooks.register("register_permissions")
def register_desk_permissions() -> QuerySet[Permission]:
    wanted = Q(codename__in=["add_listimport", "publish_edition", "change_edition"])
    return Permission.objects.filter(wanted, content_type__app_label="neighbourhoods")


class DeskMenuItem(MenuItem):
    """Shown to staff who may hand in or approve a list."""

    def is_shown(self, request: Any) -> bool:
        return may_open_desk(request.user)


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> DeskMenuItem:
    return DeskMenuItem("Neighbourhoods", reverse("neighbourhood_desk:index"), icon_name="site", order=350)
