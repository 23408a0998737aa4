"""Between longitude and latitude (WGS84, EPSG:4326) and the British National Grid (OSGB36, EPSG:27700).

pyproj is loaded when something is imported, not by every web process.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def _transformer() -> Any:
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)


def to_national_grid(points: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Eastings and northings in whole metres for (longitude, latitude) in degrees."""
    if not points:
        return []
    eastings, northings = _transformer().transform([point[0] for point in points], [point[1] for point in points])
    return [(round(easting), round(northing)) for easting, northing in zip(eastings, northings, strict=True)]
