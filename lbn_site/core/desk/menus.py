"""Menus of the admin that show each person only what works for them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

# What a bulk action on pages needs on at least one page; the others also work on what is one's own.
PAGE_ACTIONS = {"publish": "publish", "unpublish": "publish"}


def shown_to(may_use: Callable[[Any], bool]) -> type[MenuItem]:
    """The class of a menu item that only those see who may use what it leads to."""

    class ItemForSome(MenuItem):
        def is_shown(self, request: HttpRequest) -> bool:
            return may_use(request.user)

    return ItemForSome


def bulk_action_works(user: Any, model: type[Model], action: str) -> bool:
    """Whether the bulk action can work on at least some of these things; Wagtail offers each to everybody."""
    if issubclass(model, Page):
        return action not in PAGE_ACTIONS or page_permission_policy.user_has_permission(user, PAGE_ACTIONS[action])
    viewset = getattr(model, "snippet_viewset", None)
    if viewset is not None and action == "delete":
        return bool(viewset.permission_policy.user_has_permission(user, "delete"))
    return True


def offer_only_pages_that_can_be_added() -> None:
    """Take the link 'Add' off the usage of a page type of which there are as many as there may be.

    Wagtail shows it for every type, and refuses whoever follows it.
    """
    address_of = ContentTypeUseView.get_add_url

    def get_add_url(self: Any) -> str | None:
        most = self.model.max_count
        return None if most is not None and self.model.objects.count() >= most else address_of(self)

    ContentTypeUseView.get_add_url = get_add_url
