"""A list in the admin of what the site itself writes down: staff look and act, nobody adds or edits by hand."""

from typing import Any, ClassVar

from django.db.models import Model
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from .desk.menus import shown_to

NOTHING = "–"


class RecordInspectView(generic.InspectView):
    """One row, each field under words that staff understand."""

    labels: ClassVar[dict[str, str]]

    def get_fields(self) -> list[str]:
        return list(self.labels)

    def get_field_label(self, field_name: str, field: Any) -> str:
        return self.labels[field_name]

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = super().get_field_display_value(field_name, field)
        return NOTHING if value in {None, ""} else value


class RecordViewSet(ViewSet):
    """The list, and a page for each row under `item`. Further pages are added by `get_urlpatterns`."""

    model: type[Model]
    index_view: type[generic.IndexView]
    inspect_view: type[RecordInspectView]
    item: str

    @cached_property
    def permission_policy(self) -> ModelPermissionPolicy:
        return ModelPermissionPolicy(self.model)

    @property
    def menu_item_class(self) -> type[MenuItem]:
        """Shown to those whom the list answers."""
        policy, wanted = self.permission_policy, self.index_view.any_permission_required
        return shown_to(lambda user: policy.user_has_any_permission(user, wanted))

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(
            model=self.model,
            permission_policy=self.permission_policy,
            index_url_name=self.get_url_name("index"),
            index_results_url_name=self.get_url_name("index_results"),
            inspect_url_name=self.get_url_name("inspect"),
            header_icon=self.icon,
            **kwargs,
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(self.index_view), name="index"),
            path("results/", self.construct_view(self.index_view, results_only=True), name="index_results"),
            path(f"{self.item}/<int:pk>/", self.construct_view(self.inspect_view), name="inspect"),
        ]
