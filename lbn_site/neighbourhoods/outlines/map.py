"""What the templates draw: England with its regions and places, one region, one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

from ..models import Neighbourhood, Outline
from .shapes import Box, Region, box_around, england, on_map, regions

REGION_MARGIN = 8
OUTLINE_WIDTH = 200


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


def england_map(rows: Iterable[Neighbourhood]) -> EnglandMap:
    """The map of all places of an edition."""
    rows = list(rows)
    counted = [
        RegionOnMap(shape, inside[0].region_slug, len(inside))
        for shape in regions().values()
        if (inside := [row for row in rows if row.region == shape.name])
    ]
    return EnglandMap(
        sorted(counted, key=lambda region: region.shape.name),
        "".join(f"M{round(point.x)} {round(point.y)}h0" for point in points_of(rows)),
    )


def region_map(region: str, rows: Iterable[Neighbourhood]) -> RegionMap | None:
    """The map of one region by its name; None where no outline of it is known."""
    shape = next((shape for shape in regions().values() if shape.name == region), None)
    if shape is None:
        return None
    box = shape.box.grown(REGION_MARGIN)
    return RegionMap(shape, box, points_of(rows), round(max(box.width, box.height) / 60, 1))


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
    rings = [ring for polygon in polygons for ring in polygon]
    latitude = rings[0][0][1]
    metres_east, metres_north = 111_320 * cos(radians(latitude)), 111_320
    flat = [[(x * metres_east, -y * metres_north) for x, y in ring] for ring in rings]
    box = box_around([point for ring in flat for point in ring])
    scale = OUTLINE_WIDTH / max(box.width, box.height)
    drawn = [[(round((x - box.left) * scale), round((y - box.top) * scale)) for x, y in ring[:-1]] for ring in flat]
    path = "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "z" for ring in drawn)
    bar_metres = 1000 if 1000 * scale <= OUTLINE_WIDTH else 500
    return path, round(box.height * scale), round(bar_metres * scale), bar_metres
