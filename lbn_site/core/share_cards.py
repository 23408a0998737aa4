"""The picture that stands beside a shared link, made from the page's title where staff chose none.

An app can draw the cards of its own pages, by the name of their address, in `AppConfig.ready`; what draws takes the
parts of the address and answers with a PNG:

    share_cards.draw_with("neighbourhoods-place", card_of_place)
"""

import io
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import resolve, reverse
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import Page

from . import public_addresses as addresses
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
MOST_LINES_BELOW = 2
NAME_SIZE = 34
SHAPE_SIZE = 380
SMOOTHNESS = 4  # how much larger a shape is drawn, for smooth edges
PNG = "image/png"

# Polygons of rings of points, the outer ring first, y counted downwards; in any unit.
Shape = Sequence[Sequence[Sequence[tuple[float, float]]]]
Drawing = Callable[..., bytes]
_drawings: dict[str, Drawing] = {}


def draw_with(url_name: str, drawing: Drawing) -> None:
    """Let `drawing` make the cards of pages by the name of their address. Raises ValueError if something does."""
    if url_name in _drawings:
        raise ValueError(f"The cards of {url_name!r} are drawn twice.")
    _drawings[url_name] = drawing


def card(title: str, name: str, *, below: str = "", shape: Shape = ()) -> bytes:
    """A PNG of 1200 by 630 pixels with a title, a line below it, and the name of the site.

    A shape is drawn on the right, and the title keeps to the left of it.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT), token("support"))
    draw = ImageDraw.Draw(image)
    width = WIDTH - 2 * MARGIN
    if shape:
        drawn = _drawn(shape)
        left = WIDTH - MARGIN - (SHAPE_SIZE + drawn.width) // 2
        image.paste(drawn, (left, MARGIN + (SHAPE_SIZE - drawn.height) // 2))
        width -= SHAPE_SIZE + MARGIN // 2
    lines_below = _lines(storable_line(below), _font(NAME_SIZE), width)[:MOST_LINES_BELOW] if below else []
    room = HEIGHT - 2 * MARGIN - 90 - int(len(lines_below) * NAME_SIZE * 1.5)
    lines, font = _fitted(storable_line(title), width, room)
    top = MARGIN
    for line in lines:
        draw.text((MARGIN, top), line, font=font, fill=token("on-support"))
        top += int(font.size * 1.25)
    for line in lines_below:
        draw.text((MARGIN, top + 8), line, font=_font(NAME_SIZE), fill=token("on-support-soft"))
        top += int(NAME_SIZE * 1.3)
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
    return HttpResponse(card(page.title, Campaign.current().name), content_type=PNG)


def card_of_address(request: HttpRequest, address: str) -> HttpResponse:
    """The card of a public page that is not in the page tree. Raises Http404 where there is none."""
    path = f"/{address}/"
    known = next((page for page in addresses.pages() if page.path == path), None)
    if known is None:
        raise Http404("No public page has this address.")
    match = resolve(path)
    drawing = _drawings.get(match.url_name or "")
    png = drawing(**match.kwargs) if drawing else card(known.title, Campaign.current().name)
    return HttpResponse(png, content_type=PNG)


def public_addresses() -> list[PublicAddress]:
    """The addresses of the cards of the page tree, for whoever copies the site."""
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


def _fitted(title: str, width: int, room: int) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """The title in lines, in the largest size that fits the room; cut where even the smallest does not."""
    for size in SIZES:
        font = _font(size)
        lines = _lines(title, font, width)
        widest = max(font.getlength(line) for line in lines)
        if len(lines) <= MOST_LINES and len(lines) * size * 1.25 <= room and widest <= width:
            return lines, font
    if len(lines) <= MOST_LINES:
        return lines, font
    return [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"], font


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _drawn(shape: Shape) -> Image.Image:
    """The shape in the colour of light, its longer side SHAPE_SIZE pixels."""
    points = [point for polygon in shape for ring in polygon for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
    scale = SHAPE_SIZE * SMOOTHNESS / (max(width, height) or 1)
    size = (int(width * scale) or 1, int(height * scale) or 1)
    large = Image.new("RGB", size, token("support"))
    draw = ImageDraw.Draw(large)
    for polygon in shape:
        for position, ring in enumerate(polygon):
            corners = [((x - left) * scale, (y - top) * scale) for x, y in ring]
            draw.polygon(corners, fill=token("support" if position else "lamp"))
    small = (-(-size[0] // SMOOTHNESS), -(-size[1] // SMOOTHNESS))
    return large.resize(small, Image.Resampling.LANCZOS)


@lru_cache(maxsize=1)
def _house() -> Image.Image:
    """A house with one lit window: the site's mark in its simplest form. Drawn large, for smooth edges."""
    large = Image.new("RGB", (68 * 4, 68 * 4), token("support"))
    draw = ImageDraw.Draw(large)
    draw.polygon([(0, 272), (0, 112), (136, 0), (272, 112), (272, 272)], fill=token("on-support"))
    draw.rectangle((100, 112, 171, 199), fill=token("lamp"))
    return large.resize((68, 68), Image.Resampling.LANCZOS)
