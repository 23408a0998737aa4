"""Uploaded pictures as they are kept: upright, without what cameras write into them, no larger than is useful."""

import io
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps

MOST_PIXELS_KEPT = 20_000_000
# How each format is written again: PIL's name for it, the end of the file's name, and the options.
WRITTEN_AS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "JPEG": ("JPEG", ".jpg", {"quality": 90, "optimize": True, "progressive": True}),
    "MPO": ("JPEG", ".jpg", {"quality": 90, "optimize": True, "progressive": True}),
    "HEIF": ("JPEG", ".jpg", {"quality": 90, "optimize": True, "progressive": True}),
    "PNG": ("PNG", ".png", {"optimize": True}),
    "WEBP": ("WEBP", ".webp", {"quality": 90}),
    "AVIF": ("AVIF", ".avif", {"quality": 80}),
}


def cleaned(file: File) -> ContentFile | None:
    """The picture written again: turned upright, at most 20 megapixels, without EXIF, GPS, XMP and comments.

    None for moving pictures and for formats that hold no such data: they are kept as they came.
    """
    file.seek(0)
    with Image.open(file) as image:
        if image.format not in WRITTEN_AS or (getattr(image, "n_frames", 1) > 1 and image.format != "MPO"):
            return None
        format_name, suffix, options = WRITTEN_AS[image.format]
        upright = _smaller(ImageOps.exif_transpose(image))
        colours = upright.info.get("icc_profile")
        upright.info = {name: value for name, value in upright.info.items() if name in {"transparency"}}
        if format_name == "JPEG" and upright.mode not in {"RGB", "L"}:
            upright, colours = upright.convert("RGB"), None
        written = io.BytesIO()
        # Phones describe their wider colours in a profile; without it the picture looks dull.
        upright.save(written, format_name, **options, **({"icc_profile": colours} if colours else {}))
    name = PurePosixPath(file.name or "picture")
    keeps_suffix = format_name == "JPEG" and name.suffix.lower() in {".jpg", ".jpeg"}
    return ContentFile(written.getvalue(), name=name.name if keeps_suffix else name.with_suffix(suffix).name)


def _smaller(image: Image.Image) -> Image.Image:
    """The picture in at most 20 megapixels, its sides in the same ratio."""
    pixels = image.width * image.height
    if pixels <= MOST_PIXELS_KEPT:
        return image
    ratio = (MOST_PIXELS_KEPT / pixels) ** 0.5
    size = (max(1, int(image.width * ratio)), max(1, int(image.height * ratio)))
    return image.resize(size, Image.Resampling.LANCZOS)
