"""A new edition before it is stored: its name, its address, and the texts that it shares with the current one."""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from django.utils.text import slugify

from ..models import AnyEdition, EditionState

LONGEST_SLUG_NAME = 28  # leaves room for the count and for a number that makes it unique
AnEdition = TypeVar("AnEdition", bound=AnyEdition)


def new_draft(model: type[AnEdition], name: str, count: int, *, copied: Iterable[str], **values: Any) -> AnEdition:
    """An unsaved draft of `count` rows with the current edition's texts `copied`; staff see it before anyone else."""
    current = model.objects.current()
    texts = {field: getattr(current, field) for field in copied} if current else {}
    year = year_in(name)
    latest = model.objects.order_by("-order").first()
    return model(
        name=name,
        slug=_free_slug(model, slugify(re.sub("edition", "", name, flags=re.IGNORECASE)) or model.noun, count),
        order=year * 100 if year else (latest.order + 1 if latest else 1),
        state=EditionState.DRAFT,
        **(texts | values),
    )


def year_in(name: str) -> int | None:
    """The year that the name of an edition holds."""
    found = re.search(r"\b(20\d\d)\b", name)
    return int(found[1]) if found else None


def _free_slug(model: type[AnyEdition], name: str, count: int) -> str:
    wish = f"{name[:LONGEST_SLUG_NAME].strip('-')}-{count}"
    taken = set(model.objects.filter(slug__startswith=wish).values_list("slug", flat=True))
    number = 2
    slug = wish
    while slug in taken:
        slug, number = f"{wish}-{number}", number + 1
    return slug
