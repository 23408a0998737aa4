"""Where staff edit what is not a page."""

from wagtail.snippets.views.snippets import SnippetViewSet

from .models import FAQTopic


class FAQTopicViewSet(SnippetViewSet):
    """The topics, in the order in which they stand on the questions page."""

    model = FAQTopic
    icon = "list-ul"
    menu_label = "Question topics"
    add_to_admin_menu = True
    menu_order = 250
    sort_order_field = "sort_order"
    list_display = ["name"]
    list_per_page = 50
