"""What pages say to machines (schema.org as JSON-LD): only what visitors read on the same page too."""

from collections.abc import Iterable
from typing import Any

from .addresses import absolute
from .campaign import Campaign

CONTEXT = "https://schema.org"


def described(kind: str, page: Any, **facts: Any) -> dict[str, Any]:
    """A page as a thing of schema.org, without the facts that are not known."""
    known = {name: value for name, value in facts.items() if value}
    return {"@context": CONTEXT, "@type": kind, "url": absolute(page.url or "/"), **known}


def organization() -> dict[str, Any]:
    """The group: its name, and the months in which it began and ended."""
    campaign = Campaign.current()
    months = {"foundingDate": campaign.active_from, "dissolutionDate": campaign.active_to}
    facts = {name: f"{date:%Y-%m}" for name, date in months.items() if date}
    return {"@context": CONTEXT, "@type": "Organization", "name": campaign.name, "url": absolute("/"), **facts}


def publisher() -> dict[str, str]:
    """The group as the publisher of a page."""
    return {"@type": "Organization", "name": Campaign.current().name}


def breadcrumbs(steps: Iterable[Any]) -> dict[str, Any]:
    """The way from the front page to a page: the steps that the page shows, each with url and title."""
    items = [
        {"@type": "ListItem", "position": place, "name": step.title, "item": absolute(step.url)}
        for place, step in enumerate(steps, start=1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def under_notice(notice: str) -> dict[str, str]:
    """A page on which the closing notice stands, with its words."""
    return {"@context": CONTEXT, "@type": "WebPage", "creativeWorkStatus": notice}
