"""Uploaded pictures as they are kept: in 8 bits a channel, upright, without what cameras write into them.

Whatever Pillow can open in one of these formats becomes a JPEG, PNG, WebP, AVIF or moving GIF from which every copy
can be made, or is refused here. Nothing is left for a page to stumble over.
"""

import io
import math
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from PIL import Image, ImageCms, ImageOps, ImageSequence
from pillow_heif import HeifImagePlugin  # noqa: F401 - teaches Pillow to read HEIC

T = TypeVar("T")
Image.init()  # registers the readers that the formats below name

MOST_PIXELS_KEPT = 20_000_000
LONGEST_SIDE_KEPT = 16_000  # a WebP copy has at most 16,383 pixels a side
MOST_PIXELS_READ = 60_000_000  # of all the pictures of a moving one together

AS_JPEG = ("JPEG", ".jpg", {"quality": 90, "optimize": True, "progressive": True})
AS_PNG: tuple[str, str, dict[str, Any]] = ("PNG", ".png", {})
# How each format is written again: Pillow's name for it, the end of the file's name, and the options.
WRITTEN_AS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "JPEG": AS_JPEG,
    "MPO": AS_JPEG,
    "HEIF": AS_JPEG,
    "PNG": AS_PNG,
    "BMP": AS_PNG,
    "TIFF": AS_PNG,
    "GIF": AS_PNG,
    "WEBP": ("WEBP", ".webp", {"quality": 90}),
    "AVIF": ("AVIF", ".avif", {"quality": 80}),
}
# Of other moving pictures the first one is kept: Wagtail cannot read them.
MOVING: dict[str, tuple[str, str, dict[str, Any]]] = {
    "GIF": ("GIF", ".gif", {"comment": b""}),
    "WEBP": WRITTEN_AS["WEBP"],
}
READ = tuple(set(WRITTEN_AS) - {"MPO"})  # which is read as a JPEG
JPEG_SUFFIXES = {".jpg", ".jpeg"}
KEPT_MODES = {"L", "RGB", "RGBA"}
# What white may be in a picture of fractions or of large integers; the smallest that fits is taken.
WHITES = {"F": (1.0, 255.0, 65_535.0), "I": (255.0, 65_535.0)}

UNREADABLE = (
    "This file cannot be read as a picture: it may be damaged or cut off. Open it in a picture program, save it as "
    "JPEG or PNG, and upload that."
)
TOO_LARGE = (
    "This picture is far larger than any screen. Make it smaller, for example 4,000 pixels wide, and upload that."
)
TOO_LONG = "This animation is too long. Shorten it, make it smaller, or upload a single picture from it."
NO_BRIGHTNESS = (
    "This picture contains values that cannot be shown. Open it in a picture program, save it as an 8-bit JPEG or "
    "PNG, and upload that."
)


class CleanPicture(ContentFile):
    """A picture that has been written again and is safe to keep."""


def cleaned(file: File, name: str = "") -> CleanPicture:
    """The picture written again: upright, at most 20 megapixels, in 8 bits, without EXIF, GPS, XMP and comments.

    A moving GIF or WebP stays moving. Raises ValidationError, saying what to do, where it cannot be read.
    """
    if isinstance(file, CleanPicture):
        return file
    return _read(file, lambda image: _written_again(image, PurePosixPath(name or file.name or "").name or "picture"))


def size_of(file: File) -> tuple[int, int]:
    """Width and height in pixels, by the head of the file. Raises ValidationError as `cleaned` does."""
    return _read(file, lambda image: image.size)


def is_kept_form(file: File) -> bool:
    """Whether the file is as `cleaned` writes it, by its head. Raises ValidationError as `cleaned` does."""
    return _read(
        file,
        lambda image: (
            (_is_moving(image) or (image.format in {"JPEG", "PNG", "WEBP", "AVIF"} and image.mode in KEPT_MODES))
            and image.width * image.height <= MOST_PIXELS_KEPT
            and max(image.size) <= LONGEST_SIDE_KEPT
        ),
    )


def _read(file: File, work: Callable[[Image.Image], T]) -> T:
    """What `work` makes of the opened picture; every fault of a reader is told in plain words."""
    file.seek(0)
    try:
        with Image.open(file, formats=READ) as image:
            if image.width * image.height > MOST_PIXELS_READ:
                raise ValidationError(TOO_LARGE, code="bomb")
            return work(image)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_LARGE, code="bomb") from error
    except Exception as error:  # damaged files make the readers raise almost anything: struct.error, KeyError, …
        raise ValidationError(UNREADABLE, code="invalid_image") from error
    finally:
        file.seek(0)


def _written_again(image: Image.Image, name: str) -> CleanPicture:
    if _is_moving(image):
        return _all_its_pictures(image, name)
    format_name, suffix, options = WRITTEN_AS[str(image.format)]
    plain = _in_plain_colours(_smaller(ImageOps.exif_transpose(image)))
    if format_name == "JPEG" and plain.mode == "RGBA":
        format_name, suffix, options = AS_PNG
    return _saved(plain, name, format_name, suffix, options)


def _saved(image: Image.Image, name: str, format_name: str, suffix: str, options: dict[str, Any]) -> CleanPicture:
    written = io.BytesIO()
    # Phones describe their wider colours in a profile; without it the picture looks dull.
    profile = image.info.get("icc_profile")
    image.save(written, format_name, **options, **({"icc_profile": profile} if profile else {}))
    stem = PurePosixPath(name)
    keeps_suffix = stem.suffix.lower() in (JPEG_SUFFIXES if format_name == "JPEG" else {suffix})
    return CleanPicture(written.getvalue(), name=stem.name if keeps_suffix else stem.with_suffix(suffix).name)


def _is_moving(image: Image.Image) -> bool:
    return image.format in MOVING and getattr(image, "n_frames", 1) > 1


def _all_its_pictures(image: Image.Image, name: str) -> CleanPicture:
    if image.width * image.height * getattr(image, "n_frames", 1) > MOST_PIXELS_READ:
        raise ValidationError(TOO_LONG, code="moving_bomb")
    if max(image.size) > LONGEST_SIDE_KEPT or image.width * image.height > MOST_PIXELS_KEPT:
        raise ValidationError(TOO_LARGE, code="bomb")
    format_name, suffix, options = MOVING[str(image.format)]
    durations = [frame.info.get("duration", 100) for frame in ImageSequence.Iterator(image)]
    image.seek(0)
    loop = {"loop": image.info["loop"]} if "loop" in image.info else {}
    return _saved(image, name, format_name, suffix, {**options, **loop, "save_all": True, "duration": durations})


def _smaller(image: Image.Image) -> Image.Image:
    """The picture in at most 20 megapixels and 16,000 pixels a side, its sides in the same ratio."""
    ratio = min((MOST_PIXELS_KEPT / (image.width * image.height)) ** 0.5, LONGEST_SIDE_KEPT / max(image.size))
    if ratio >= 1:
        return image
    if image.mode in {"1", "P", "PA"}:  # a mean of palette numbers is no colour
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    size = (max(1, int(image.width * ratio)), max(1, int(image.height * ratio)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _in_plain_colours(image: Image.Image) -> Image.Image:
    """The picture in 8-bit grey, colour, or colour with transparency; beside it at most a profile that fits."""
    if image.mode == "F" or image.mode.startswith("I"):
        image = _in_256_greys(image)
        image.info = {}
    profile = image.info.get("icc_profile")
    if profile and not _describes_colours(profile):
        image, profile = _in_screen_colours(image, profile), None
    if image.has_transparency_data:
        plain = image.convert("RGBA")
    elif image.mode in {"1", "L"}:
        plain, profile = image.convert("L"), None
    else:
        plain = image.convert("RGB")
    plain.info = {"icc_profile": profile} if profile else {}
    return plain


def _in_256_greys(image: Image.Image) -> Image.Image:
    """A scan of 16 bits, or a picture of integers or fractions, with its darkest and brightest parts kept apart.

    16 bits reach from 0 to 65,535. Of other numbers nobody knows what white is: see `WHITES`; where none fits, the
    smallest number is black and the largest is white.
    """
    if image.mode.startswith("I;16"):
        return _spread(image.convert("I"), 0, 65_535)
    lowest, highest = map(float, image.getextrema())  # type: ignore[arg-type]
    if not (math.isfinite(lowest) and math.isfinite(highest)):
        raise ValidationError(NO_BRIGHTNESS, code="invalid_image")
    white = next((white for white in WHITES[image.mode] if highest <= white), None)
    return _spread(image, *((0, white) if lowest >= 0 and white else (lowest, highest)))


def _spread(image: Image.Image, black: float, white: float) -> Image.Image:
    scale = 255 / ((white - black) or 1)
    return image.point(lambda value: value * scale + (0.5 - black * scale)).convert("L")


def _describes_colours(profile: bytes) -> bool:
    """Whether the profile is one of red, green and blue: those of ink and of grey do not fit what is kept."""
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.xcolor_space.strip() == "RGB"
    except (OSError, ImageCms.PyCMSError):
        return False


def _in_screen_colours(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture as a screen shows it, by its profile of ink or grey; by rule of thumb where that one is broken."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        shown = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (OSError, ImageCms.PyCMSError):
        return image
    return shown if shown is not None and not image.has_transparency_data else image
