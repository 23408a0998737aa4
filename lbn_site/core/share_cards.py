"""The picture that stands beside a shared link, made from the page's title where staff chose none."""

import io
import re
from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import Page

from .campaign import Campaign
from .public_addresses import PublicAddress
from .storable_text import storable_line
from .styles import read_sheet

# DejaVu, which the style sheet names too; its free licence lies beside it.
FONT = Path(__file__).parent / "fonts" / "DejaVuSerifCondensed-Bold.ttf"
WIDTH, HEIGHT = 1200, 630  # what the large networks ask for
MARGIN = 80
SIZES = (76, 66, 58, 50, 44)
MOST_LINES = 5
NAME_SIZE = 34


def card(title: str, name: str) -> bytes:
    """A PNG of 1200 by 630 pixels with a title and the name of the site."""
    image = Image.new("RGB", (WIDTH, HEIGHT), token("support"))
    draw = ImageDraw.Draw(image)
    lines, font = _fitted(storable_line(title))
    top = MARGIN
    for line in lines:
        draw.text((MARGIN, top), line, font=font, fill=token("on-support"))
        top += int(font.size * 1.25)
    bottom = HEIGHT - MARGIN
    image.paste(_house(), (MARGIN, bottom - 68))
    draw.text((MARGIN + 92, bottom - 54), name, font=_font(NAME_SIZE), fill=token("on-support-soft"))
    draw.rectangle((0, HEIGHT - 16, WIDTH, HEIGHT), fill=token("lamp"))
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def share_card(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of a live page."""
    page = get_object_or_404(Page.objects.live(), pk=pk)
    return HttpResponse(card(page.title, Campaign.current().name), content_type="image/png")


def public_addresses() -> list[PublicAddress]:
    """The addresses of all cards, for whoever copies the site."""
    ids = Page.objects.live().filter(depth__gt=1).order_by("pk").values_list("pk", flat=True)
    return [PublicAddress(reverse("share-card", args=[pk])) for pk in ids]


@lru_cache(maxsize=16)
def token(name: str) -> str:
    """A colour of the style sheet's tokens, as it is by day."""
    found = re.search(rf"--{re.escape(name)}:\s*(#[0-9a-f]{{3,8}})", read_sheet("css/tokens.css"))
    if not found:
        raise LookupError(f"There is no token --{name} in static/css/tokens.css.")
    return found[1]


@lru_cache(maxsize=16)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)


def _fitted(title: str) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """The title in lines, in the largest size that fits; cut where even the smallest does not."""
    for size in SIZES:
        font = _font(size)
        lines = _lines(title, font)
        if len(lines) <= MOST_LINES and len(lines) * size * 1.25 <= HEIGHT - 2 * MARGIN - 90:
            return lines, font
    return [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"], font


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > WIDTH - 2 * MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@lru_cache(maxsize=1)
def _house() -> Image.Image:
    """A house with one lit window: the site's mark in its simplest form. Drawn large, for smooth edges."""
    large = Image.new("RGB", (68 * 4, 68 * 4), token("support"))
    draw = ImageDraw.Draw(large)
    draw.polygon([(0, 272), (0, 112), (136, 0), (272, 112), (272, 272)], fill=token("on-support"))
    draw.rectangle((100, 112, 171, 199), fill=token("lamp"))
    return large.resize((68, 68), Image.Resampling.LANCZOS)
