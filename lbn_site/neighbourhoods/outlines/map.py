"""The maps of one place: where it lies in England, and its outline."""

from dataclasses import dataclass

from ..models import Neighbourhood, Outline
from .flat import flattened, middle_latitude
from .shapes import box_around, england, on_map

OUTLINE_WIDTH = 200


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
