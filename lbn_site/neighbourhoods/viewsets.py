"""Places in the admin: to be chosen by pages that mention them. They come from the lists, so nobody types one in."""

from wagtail.permission_policies.base import BlanketPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Place


class ChosenOnlyPolicy(BlanketPermissionPolicy):
    """Staff may choose and look; adding, changing and deleting is the import desk's."""

    def user_has_permission(self, user: object, action: str) -> bool:
        return action in {"choose", "view"} and getattr(user, "is_active", False)

    def user_has_any_permission(self, user: object, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "site"
    list_display = ["name", "authority", "code"]
    search_fields = ["name", "authority", "code"]
    ordering = ["name", "authority"]
    inspect_view_enabled = False
    add_to_admin_menu = False

    @property
    def permission_policy(self) -> ChosenOnlyPolicy:
        return ChosenOnlyPolicy(self.model)
