"""What every page of this section gives its template: title, description, one address, the way back."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from lbn_site.core.page_head import PageHead
from lbn_site.core.templatetags.page_tags import Step

from ..models import Edition, NeighbourhoodIndexPage

LIST_ADDRESS = "/neighbourhoods/"


def framed(
    title: str, description: str, address: str, *steps: tuple[str, str], is_indexed: bool = True, **context: Any
) -> dict[str, Any]:
    """The context of a page: `steps` are (address, title) between the list and this page.

    Of a list in several pages (`rows`) only the first is indexed.
    """
    trail = [Step("/", "Home"), Step(LIST_ADDRESS, "Neighbourhoods"), *(Step(*step) for step in steps)]
    is_first = getattr(context.get("rows"), "number", 1) == 1
    head = PageHead.of_view(title, description, address, is_indexed=is_indexed and is_first)
    return {"title": title, "description": description, "head": head, "steps": trail, **context}


def texts() -> NeighbourhoodIndexPage | None:
    """The page whose texts staff have written for this section."""
    return NeighbourhoodIndexPage.objects.live().first()


def current_edition() -> Edition:
    """The current edition. Raises Http404 while no list is published."""
    edition = Edition.objects.current()
    if edition is None:
        raise Http404("No list of neighbourhoods has been published yet.")
    return edition


def known_edition(slug: str) -> Edition:
    """An edition that is or was published, by its address. Raises Http404."""
    edition = Edition.objects.known_to_visitors().filter(slug=slug).first()
    if edition is None:
        raise Http404("There is no such edition of the list.")
    return edition


def published_edition(slug: str) -> Edition:
    """A published edition by its address. Raises Http404."""
    edition = known_edition(slug)
    if not edition.is_published:
        raise Http404("This edition of the list was withdrawn.")
    return edition


def address(name: str, *args: str) -> str:
    return reverse(f"neighbourhoods-{name}", args=args)
