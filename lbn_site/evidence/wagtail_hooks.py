"""Themes of sessions in the staff's menu."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Theme


class ThemeViewSet(SnippetViewSet):
    """The subjects under which sessions are found."""

    model = Theme
    icon = "tag"
    menu_label = "Themes"
    list_display = ["name", "slug"]


register_snippet(ThemeViewSet)
