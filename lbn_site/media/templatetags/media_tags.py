"""Pictures on public pages: only copies that exist are shown, and none is made while a visitor waits."""

from dataclasses import dataclass

from django import template
from wagtail.images.models import Filter

from ..models import CustomImage, CustomRendition
from ..sizes import FORMATS, PLAIN_FORMAT, SHARE_SPEC, WIDTHS, page_spec

register = template.Library()


@dataclass(frozen=True)
class Copies:
    """What a page can show of a picture: the plain one, other widths of it, and better formats as (type, srcset)."""

    plain: CustomRendition | None
    srcset: str
    sources: list[tuple[str, str]]


@register.simple_tag
def copies_of(image: CustomImage) -> Copies:
    """The copies of a picture that exist. Until all are made: the nearest one, or none."""
    there = {copy.filter_spec: copy for copy in image.renditions.all()}
    by_format = {name: [copy for width in WIDTHS if (copy := there.get(page_spec(name, width)))] for name in FORMATS}
    plain = by_format.pop(PLAIN_FORMAT)
    # A browser takes the first format that it knows, however few widths it has: so only those with all of them.
    sources = [(FORMATS[name], _srcset(found)) for name, found in by_format.items() if len(found) == len(WIDTHS)]
    uncut = [copy for spec, copy in there.items() if not spec.startswith("fill")]
    nearest = max(uncut, key=lambda copy: copy.width, default=None)
    return Copies(plain[0] if plain else nearest, _srcset(plain) if len(plain) > 1 else "", sources)


@register.simple_tag
def share_copy(image: CustomImage | None) -> CustomRendition | None:
    """The copy of a picture for shared links; None until it is made."""
    if not image:
        return None
    cut = Filter(SHARE_SPEC).get_cache_key(image)
    return image.renditions.filter(filter_spec=SHARE_SPEC, focal_point_key=cut).first()


def _srcset(copies: list[CustomRendition]) -> str:
    return ", ".join(f"{copy.url} {copy.width}w" for copy in copies)
