"""The copies that are made of each picture: sizes and formats, in the order in which they are made."""

import hashlib

WIDTHS = (320, 640, 960, 1280)
# By how well they compress; what a browser does not know it passes over. The last one every browser knows.
FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}
PLAIN_FORMAT = "jpeg"


def page_spec(format_name: str, width: int) -> str:
    """Wagtail's name for the copy of this format and width."""
    return f"format-{format_name}|width-{width}"


SHARE_SPEC = "fill-1200x630|format-jpeg"
# What Wagtail's lists, choosers and forms show.
STAFF_SPECS = ("max-165x165", "fill-600x338", "max-800x600")
PAGE_SPECS = tuple(page_spec(name, width) for name in reversed(FORMATS) for width in WIDTHS)
ALL_SPECS = (*STAFF_SPECS[:1], *PAGE_SPECS[: len(WIDTHS)], *STAFF_SPECS[1:], SHARE_SPEC, *PAGE_SPECS[len(WIDTHS) :])
# Changes with the list, so that a release with other copies makes them of all pictures.
RECIPE = hashlib.sha256("\n".join(ALL_SPECS).encode()).hexdigest()[:16]
