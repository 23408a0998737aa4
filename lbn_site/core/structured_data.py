"""What pages say to machines (schema.org as JSON-LD): only what visitors read on the same page too.

What schema.org or Google require of a type and we do not know leads to another type, or to none: nothing is made up.
tests/site/test_structured_data.py has the list of what each type must say.
"""

from collections.abc import Iterable
from typing import Any

from django.templatetags.static import static

from .addresses import absolute
from .campaign import Campaign

CONTEXT = "https://schema.org"

Data = dict[str, Any]


def described(kind: str, address: str, **facts: Any) -> Data:
    """A thing of schema.org with the address of its page, without the facts that are not known."""
    return {"@context": CONTEXT, "@type": kind, "url": absolute(address), **known(facts)}


def known(facts: Data) -> Data:
    """The facts without those that are empty."""
    return {name: value for name, value in facts.items() if value}


def website() -> Data:
    """The site, by the name that search engines show above its pages."""
    return described("WebSite", "/", name=Campaign.current().name)


def organization() -> Data:
    """The group: its name, its mark, and the months in which it began and ended."""
    campaign = Campaign.current()
    months = {"foundingDate": campaign.active_from, "dissolutionDate": campaign.active_to}
    facts = {name: f"{date:%Y-%m}" for name, date in months.items() if date}
    logo = absolute(static("img/icon.png"))
    return described("Organization", "/", name=campaign.name, logo=logo, email=campaign.contact_email, **facts)


def publisher() -> Data:
    """The group as the publisher of a page."""
    return {"@type": "Organization", "name": Campaign.current().name, "url": absolute("/")}


def breadcrumbs(steps: Iterable[Any], title: str = "") -> Data:
    """The way from the front page to the page with this title: the steps that it shows, each with url and title."""
    items = [{"name": step.title, "item": absolute(step.url)} for step in steps]
    if title:
        items.append({"name": title})
    numbered = [{"@type": "ListItem", "position": place, **item} for place, item in enumerate(items, start=1)]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": numbered}


def under_notice(notice: str) -> Data:
    """A page on which the closing notice stands, with its words."""
    return {"@context": CONTEXT, "@type": "WebPage", "creativeWorkStatus": notice}
