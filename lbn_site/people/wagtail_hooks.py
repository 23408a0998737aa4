"""People in the staff's menu."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Person


class PersonViewSet(SnippetViewSet):
    """Officers and members of the group with their roles."""

    model = Person
    icon = "group"
    menu_label = "People"
    menu_order = 320
    add_to_admin_menu = True
    list_display = ["name", "sort_name"]
    search_fields = ["name"]
    ordering = ["sort_name"]


register_snippet(PersonViewSet)
