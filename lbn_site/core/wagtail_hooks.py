"""What core adds to Wagtail: live figures in rich text, and the editors' desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.admin.staticfiles import versioned_static
from wagtail.models import Page

from . import acronyms, rich_text, views
from .campaign import Campaign
from .desk import menus, published_again, requests_for_changes, undo_views
from .desk import panels as desk
from .page_link_handler import LivePageLinkHandler
from .page_text import searched_text
from .reserved_slugs import RESERVED, is_taken_by_the_site
from .rich_text_editing import LiveFigureElementHandler, live_figure_entity


@hooks.register("register_rich_text_features")
def register_live_figure(features: Any) -> None:
    """Let rich text hold live figures: stored, shown and converted for the editor."""
    features.register_embed_type(rich_text.LiveFigureEmbedHandler)
    features.register_converter_rule(
        "contentstate",
        rich_text.FEATURE,
        {
            "from_database_format": {
                f'embed[embedtype="{rich_text.FEATURE}"]': LiveFigureElementHandler(rich_text.ENTITY_TYPE)
            },
            "to_database_format": {"entity_decorators": {rich_text.ENTITY_TYPE: live_figure_entity}},
        },
    )
    features.register_editor_plugin(
        "draftail",
        rich_text.FEATURE,
        EntityFeature(
            {
                "type": rich_text.ENTITY_TYPE,
                "icon": rich_text.FEATURE,
                "description": "Insert a live figure",
                # What a paste within the editor keeps.
                "attributes": ["key", "label"],
                "figuresUrl": reverse_lazy("core_live_figures"),
            },
            js=["core/live_figure.js"],
            css={"all": ["core/live_figure.css"]},
        ),
    )
    features.default_features.append(rich_text.FEATURE)


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    """The editor's button for live figures."""
    return [*icons, "core/icons/live-figure.svg"]


@hooks.register("register_admin_urls")
def register_live_figures_address() -> list[URLPattern]:
    """Where the editor's chooser asks for the figures."""
    return [path("live-figures/", views.list_live_figures, name="core_live_figures")]


@hooks.register("register_rich_text_features", order=10)
def register_live_page_links(features: Any) -> None:
    """Take the place of Wagtail's own handler for links to pages."""
    features.register_link_type(LivePageLinkHandler)


@hooks.register("construct_homepage_panels")
def add_desk_panels(request: HttpRequest, panels: list[Any]) -> None:
    """What staff come for and what waits for them."""
    panels.extend(desk.panels_for(request))


@hooks.register("after_publish_page")
def tell_of_unexplained_short_forms(request: HttpRequest, page: Page) -> None:
    """Say which short forms a reader may not know. The page is public all the same."""
    own_name = acronyms.unexplained(Campaign.current().name)
    found = [short for short in acronyms.unexplained(f"{page.title}. {searched_text(page)}") if short not in own_name]
    if found:
        messages.warning(
            request,
            f"‘{page.title}’ uses {', '.join(found)} without saying what it stands for. At the first use, write the "
            f"full name with the short form in brackets, unless every reader knows it.",
        )


@hooks.register("register_admin_urls")
def register_ways_back() -> list[URLPattern]:
    """Where an earlier version is published again, and where changes and deletions are undone."""
    return [
        path("publish-again/<int:revision_id>/", published_again.publish_again, name="publish_again"),
        path("undo/", undo_views.index, name="undo"),
        path("undo/<int:pk>/", undo_views.state, name="undo_state"),
        path("undo/<int:pk>/forget/", undo_views.forget, name="undo_forget"),
    ]


@hooks.register("register_admin_menu_item")
def undo_menu_item() -> MenuItem:
    item_for_some = menus.shown_to(undo_views.may_undo_anything)
    return item_for_some("Undo", reverse_lazy("undo"), name="undo", icon_name="history", order=9000)


@hooks.register("after_edit_page")
@hooks.register("after_edit_snippet")
def say_that_readers_see_another_text(request: HttpRequest, item: Any) -> None:
    """Wagtail only says that the version was replaced."""
    published_again.say_that_readers_see_another_text(request, item)


@hooks.register("before_edit_page")
def show_what_is_to_be_changed(request: HttpRequest, page: Page) -> None:
    """Show a request for changes in the words of who asked."""
    asked = requests_for_changes.of_page(page) if request.method == "GET" else None
    if asked:
        messages.warning(request, asked.sentence)


@hooks.register("before_edit_page")
def tell_of_an_address_that_the_site_uses(request: HttpRequest, page: Page) -> None:
    """Say that readers cannot find a page that had its slug before the site used the word."""
    if request.method == "GET" and is_taken_by_the_site(page):
        messages.warning(request, f"{RESERVED.format(page.slug)} The slug is under ‘Promote’.")


@hooks.register("construct_help_menu")
def leave_out_news_of_wagtail(request: HttpRequest, items: list[Any]) -> None:
    """What is new in Wagtail is news for those who maintain the site, not for editors."""
    items[:] = [item for item in items if not str(item.name).startswith("whats-new")]


@hooks.register("insert_global_admin_js")
def keep_dates_as_typed() -> SafeString:
    """The script that keeps the calendar from changing them."""
    return format_html('<script src="{}"></script>', versioned_static("core/written_dates.js"))


@hooks.register("insert_editor_js")
def save_once_at_a_time() -> SafeString:
    """The script that lets a button wait for the autosave under way."""
    return format_html('<script src="{}"></script>', versioned_static("core/one_save_at_a_time.js"))


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    """The site's colours in the admin."""
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("core/desk.css"))
