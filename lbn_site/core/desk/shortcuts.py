"""'What do you want to do?': the acts that staff come for, in their words, each one click away.

An act is offered only to those who may do it. Apps add theirs in `AppConfig.ready`:

    shortcuts.offer(350, "Replace the list of neighbourhoods", "Hand in a file …", address=desk_for)
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse
from wagtail.permissions import page_permission_policy

from ..site_settings import default_site

Address = Callable[[HttpRequest], str | None]


@dataclass(frozen=True, order=True)
class Shortcut:
    """An act: where it stands in the list, its name, one sentence about it, and where it leads for somebody."""

    order: int
    label: str
    explanation: str
    address: Address


_shortcuts: list[Shortcut] = []


def offer(order: int, label: str, explanation: str, *, address: Address) -> None:
    """Add an act. `address` answers None to those who may not do it."""
    _shortcuts.append(Shortcut(order, label, explanation, address))


def offered_to(request: HttpRequest) -> list[tuple[Shortcut, str]]:
    """The acts that this person may do, each with its address."""
    found = [(shortcut, shortcut.address(request)) for shortcut in sorted(_shortcuts, key=lambda one: one.order)]
    return [(shortcut, address) for shortcut, address in found if address]


def new_page(page_type: str, parent_type: str) -> Address:
    """The form for a new page of a type (`app_label.Model`) below the first page of another type."""

    def address(request: HttpRequest) -> str | None:
        parent = apps.get_model(parent_type).objects.order_by("path").first()
        if parent is None or not parent.permissions_for_user(request.user).can_add_subpage():
            return None
        model = apps.get_model(page_type)
        return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])

    return address


def page_tree(request: HttpRequest) -> str | None:
    """The sections of the site, for those who may change any page."""
    site = default_site()
    may_change = page_permission_policy.user_has_any_permission(request.user, {"change", "publish"})
    return reverse("wagtailadmin_explore", args=[site.root_page_id]) if site and may_change else None


def campaign_settings(request: HttpRequest) -> str | None:
    """The campaign's settings, for those who may change them."""
    site = default_site()
    if site is None or not request.user.has_perm("core.change_campaign"):
        return None
    return reverse("wagtailsettings:edit", args=["core", "campaign", site.pk])


def offer_usual_acts() -> None:
    """What every editor of this site comes for."""
    offer(10, "Correct a text", "Find the page, change it, check the preview and publish.", address=page_tree)
    offer(
        20,
        "Write a news item",
        "A title, a date, a few paragraphs and a picture if you have one.",
        address=new_page("news.NewsPage", "news.NewsIndexPage"),
    )
    offer(
        30,
        "Answer a new question",
        "A question as a reader would ask it, with a short answer.",
        address=new_page("faq.QuestionPage", "faq.FAQIndexPage"),
    )
    offer(
        40,
        "Record an evidence session",
        "Who spoke and about what, with the briefing and the recording.",
        address=new_page("evidence.EvidenceSessionPage", "evidence.EvidenceIndexPage"),
    )
    offer(
        50,
        "Add a publication",
        "The text as a page, with the PDF beside it.",
        address=new_page("publications.PublicationPage", "publications.PublicationIndexPage"),
    )
    offer(
        90,
        "Change the notice or close the campaign",
        "The notice on every page, the group’s details and whether forms are open.",
        address=campaign_settings,
    )
