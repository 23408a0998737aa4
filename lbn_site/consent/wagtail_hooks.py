"""The register of cookies among the editors' snippets and settings."""

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Cookie


class CookieFilterSet(WagtailFilterSet):
    class Meta:
        model = Cookie
        fields = ["category", "kind"]


class CookieViewSet(SnippetViewSet):
    """The register, kept by staff: drafts first, published when reviewed."""

    model = Cookie
    icon = "list-ul"
    menu_label = "Cookies"
    menu_order = 200
    add_to_settings_menu = True
    list_display = ["name", "category", "duration", "provider", "version", BooleanColumn("live", label="Published")]
    filterset_class = CookieFilterSet
    search_fields = ["name", "purpose", "provider"]
    inspect_view_enabled = True


register_snippet(CookieViewSet)
