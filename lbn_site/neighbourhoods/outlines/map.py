"""What the templates draw: England with its regions and places, one region, one place."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from ..models import Neighbourhood, Outline
from ..querysets import NeighbourhoodQuerySet
from .flat import flattened, middle_latitude
from .shapes import Box, Region, box_around, england, on_map, regions

REGION_MARGIN = 8
OUTLINE_WIDTH = 200
MOST_DOTS_APART = 1_000
NEAR_DOTS_TOGETHER = 2
DOTS_TOGETHER = 4  # kilometres; a dot on the map of England is nine wide


@dataclass(frozen=True)
class Point:
    """A place on a map."""

    x: float
    y: float
    row: Neighbourhood


@dataclass(frozen=True)
class RegionOnMap:
    """A region with the number of its places on the list."""

    shape: Region
    slug: str
    count: int


@dataclass(frozen=True)
class EnglandMap:
    """England: regions that link, and all places as one path of dots."""

    regions: list[RegionOnMap]
    dots: str


@dataclass(frozen=True)
class RegionMap:
    """One region with its places as points that link."""

    shape: Region
    box: Box
    points: list[Point]
    radius: float
    dots: str


@dataclass(frozen=True)
class PlaceMap:
    """Where a place lies in England, and its outline with the length of its scale bar (of `bar_metres`)."""

    england: str
    x: float
    y: float
    outline: str
    outline_height: float
    bar: float
    bar_metres: int


def england_map(rows: NeighbourhoodQuerySet) -> EnglandMap:
    """The map of all places of an edition."""
    slugs = dict(rows.order_by().values_list("region", "region_slug").distinct())
    counts = dict(rows.order_by().values_list("region").annotate(Count("pk")))
    counted = [
        RegionOnMap(shape, slugs[shape.name], counts[shape.name])
        for shape in regions().values()
        if slugs.get(shape.name)
    ]
    together = DOTS_TOGETHER if sum(counts.values()) > MOST_DOTS_APART else 1
    return EnglandMap(sorted(counted, key=lambda region: region.shape.name), _dots(rows, together))


def region_map(
    region: str, rows: Iterable[Neighbourhood], among: NeighbourhoodQuerySet | None = None
) -> RegionMap | None:
    """The map of one region by its name, on which `rows` link to their pages; None where no outline of it is known.

    The others of the region, where the rows are only some of them, are dots without a link.
    """
    shape = next((shape for shape in regions().values() if shape.name == region), None)
    if shape is None:
        return None
    box = shape.box.grown(REGION_MARGIN)
    radius = round(max(box.width, box.height) / 60, 1)
    dots = _dots(among, NEAR_DOTS_TOGETHER) if among is not None else ""
    return RegionMap(shape, box, points_of(rows), radius, dots)


def _dots(rows: NeighbourhoodQuerySet, together: int = 1) -> str:
    """The places as one path of dots; of those that fall on one square of so many kilometres, one is drawn."""
    located = rows.order_by().exclude(easting=None).exclude(northing=None).values_list("easting", "northing")
    points = (on_map(easting, northing) for easting, northing in located)
    squares = dict.fromkeys((round(x / together) * together, round(y / together) * together) for x, y in points)
    return "".join(f"M{x} {y}h0" for x, y in squares)


def points_of(rows: Iterable[Neighbourhood]) -> list[Point]:
    """The places that have a position."""
    return [
        Point(*on_map(row.easting, row.northing), row)
        for row in rows
        if row.easting is not None and row.northing is not None
    ]


def place_map(row: Neighbourhood) -> PlaceMap | None:
    """The maps of one place; None where its position is not known."""
    if row.easting is None or row.northing is None:
        return None
    x, y = on_map(row.easting, row.northing)
    outline = Outline.objects.filter(code=row.code).first()
    path, height, bar, bar_metres = _drawn(outline.polygons) if outline else ("", 0, 0, 0)
    return PlaceMap(england(), round(x), round(y), path, height, bar, bar_metres)


def _drawn(polygons: list) -> tuple[str, float, float, int]:
    """An outline as a path OUTLINE_WIDTH wide, its height, and a scale bar of a round length."""
    flat = [ring for polygon in flattened(polygons, middle_latitude(polygons)) for ring in polygon]
    box = box_around([point for ring in flat for point in ring])
    scale = OUTLINE_WIDTH / max(box.width, box.height)
    drawn = [[(round((x - box.left) * scale), round((y - box.top) * scale)) for x, y in ring[:-1]] for ring in flat]
    path = "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "z" for ring in drawn)
    bar_metres = 1000 if 1000 * scale <= OUTLINE_WIDTH else 500
    return path, round(box.height * scale), round(bar_metres * scale), bar_metres
