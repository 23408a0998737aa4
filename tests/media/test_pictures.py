"""Uploaded pictures: what is kept, what is refused."""

import io
import struct
import zlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from PIL import Image, ImageCms
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from lbn_site.media import copies
from lbn_site.media.models import CustomImage
from lbn_site.media.pictures import MOST_PIXELS_KEPT

GPS, ORIENTATION, ARTIST = 0x8825, 0x0112, 0x013B


def picture(format_name: str = "JPEG", size=(40, 20), **options) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "#9a3a1b").save(file, format_name, **options)
    return file.getvalue()


def exif(**entries) -> Image.Exif:
    data = Image.Exif()
    data[ORIENTATION], data[ARTIST] = entries.get("orientation", 1), "Somebody"
    data.get_ifd(GPS)[2] = (54.0, 59.0, 0.0)
    return data


def kept(content: bytes, name: str) -> CustomImage:
    image = CustomImage(title="A picture", file=ContentFile(content, name=name))
    image.save()
    return image


def reopened(image: CustomImage) -> Image.Image:
    with image.file.open() as file:
        return Image.open(io.BytesIO(file.read()))


FORMATS = [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("AVIF", "a.avif")]


@pytest.mark.parametrize(("format_name", "name"), FORMATS)
def test_place_and_camera_are_not_kept(db, format_name, name):
    content = picture(format_name, exif=exif())
    assert Image.open(io.BytesIO(content)).getexif()[ARTIST] == "Somebody"
    image = kept(content, name)
    found = reopened(image)
    assert not found.getexif()
    assert found.format == format_name
    assert b"Somebody" not in image.file.read()
    assert image.file_size == image.file.size


def test_a_picture_taken_sideways_stands_upright(db):
    image = kept(picture(exif=exif(orientation=6)), "a.jpg")
    assert (image.width, image.height) == (20, 40)
    assert reopened(image).size == (20, 40)


def test_a_very_large_picture_is_made_smaller_in_its_ratio(db):
    image = kept(picture(size=(8000, 4000)), "a.jpg")
    assert image.width * image.height <= MOST_PIXELS_KEPT
    assert image.width == pytest.approx(2 * image.height, abs=2)


def test_a_moving_picture_is_kept_as_it_is(db):
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    assert reopened(kept(file.getvalue(), "a.gif")).n_frames == 2


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


def errors_for(content: bytes, name: str) -> str:
    form = get_image_form(CustomImage)(
        {"title": "A picture", "collection": Collection.get_first_root_node().pk, "tags": ""},
        {"file": SimpleUploadedFile(name, content)},
        instance=CustomImage(),
    )
    return " ".join(form.errors.get("file", []))


def test_a_good_picture_is_taken(db):
    assert errors_for(picture(), "a.jpg") == ""


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (bomb(10_000, 10_000), "a.png", "far larger than any screen"),
        (bomb(60_000, 60_000), "a.png", "far larger than any screen"),
        (picture("PNG"), "a.jpg", "inside it is something else (png)"),
        (b"%PDF-1.4 no picture", "a.jpg", "cannot be read as a picture"),
        (b"<script>alert(1)</script>", "a.png", "inside it is something else"),
        (b"", "a.png", "empty"),
        (picture()[:40], "a.jpg", "cannot be read as a picture"),
        (picture(), "a.svg", "Not a supported image format"),
    ],
)
def test_a_bad_upload_is_refused_in_plain_words(db, content, name, told):
    assert told in errors_for(content, name)


def test_pages_offer_modern_formats_and_sizes(db):
    image = kept(picture(size=(1400, 700)), "a.jpg")
    copies.make_due(first=image.pk, seconds=60)
    html = render_to_string("components/picture.html", {"image": image, "alt": "A hill"})
    assert 'type="image/avif"' in html
    assert 'type="image/webp"' in html
    for width in (320, 640, 960, 1280):
        assert f"{width}w" in html
    assert 'alt="A hill"' in html
    assert 'loading="lazy"' in html
    assert 'width="320"' in html
    assert 'height="160"' in html


def test_a_picture_of_the_first_view_is_not_late(db):
    image = kept(picture(), "a.jpg")
    copies.make_due(first=image.pk, seconds=60)
    html = render_to_string("components/picture.html", {"image": image, "alt": "", "eager": True})
    assert "lazy" not in html
    assert 'alt=""' in html


@pytest.mark.parametrize(("format_name", "name"), FORMATS)
def test_the_colours_of_a_phone_stay_as_they_were_taken(db, format_name, name):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert reopened(kept(picture(format_name, icc_profile=profile), name)).info.get("icc_profile") == profile


def test_a_file_name_is_never_offered_as_what_a_picture_shows(db):
    assert CustomImage(title="IMG_1234.jpg").default_alt_text == ""
    assert CustomImage(title="IMG_1234.jpg", description="A hall").default_alt_text == "A hall"
