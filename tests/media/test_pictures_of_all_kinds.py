"""Whatever Pillow can open is kept in a form that every copy can be made of, or refused with what to do."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from lbn_site.media import copies, pictures
from lbn_site.media.models import CustomImage
from lbn_site.media.sizes import ALL_SPECS
from tests.media.pictures_of_all_kinds import KINDS, colours, moving, noise, ramp, written

pytestmark = pytest.mark.django_db


def form_for(content: bytes, name: str):
    return get_image_form(CustomImage)(
        {"title": "A picture", "collection": Collection.get_first_root_node().pk, "tags": ""},
        {"file": SimpleUploadedFile(name, content)},
        instance=CustomImage(),
    )


def uploaded(content: bytes, name: str) -> CustomImage:
    form = form_for(content, name)
    assert form.is_valid(), form.errors
    return form.save()


def errors_for(content: bytes, name: str) -> str:
    return " ".join(form_for(content, name).errors.get("file", []))


def reopened(image: CustomImage) -> Image.Image:
    with image.file.open() as file:
        return Image.open(io.BytesIO(file.read()))


@pytest.mark.parametrize("kind", KINDS)
def test_every_copy_can_be_made_of_whatever_is_kept(kind):
    name, content = KINDS[kind]
    image = uploaded(content, name)
    copies.make_due(first=image.pk, seconds=60)
    assert image.renditions.count() == len(ALL_SPECS)
    kept = reopened(image)
    assert kept.size == (image.width, image.height)
    assert image.file_size == image.file.size
    assert getattr(kept, "n_frames", 1) > 1 or kept.mode in {"L", "RGB", "RGBA"}
    assert not kept.getexif()


GREYS = ["16-bit grey PNG", "16-bit grey TIFF", "32-bit integers", "large integers", "fractions", "fractions to 255"]


@pytest.mark.parametrize("kind", GREYS)
def test_black_stays_black_grey_stays_grey_and_white_white(kind):
    name, content = KINDS[kind]
    image = uploaded(content, name)
    copies.make_due(first=image.pk, seconds=60)
    for shown in (
        reopened(image),
        *(reopened(copy) for copy in image.renditions.filter(filter_spec__contains="320")),
    ):
        line = [
            shown.convert("L").getpixel((int(shown.width * part), shown.height // 2))
            for part in (0, 0.25, 0.5, 0.995)
        ]
        assert line == pytest.approx([0, 64, 128, 254], abs=6), kind


@pytest.mark.parametrize(
    "kind", ["transparency", "grey with transparency", "palette with transparency", "transparent WebP"]
)
def test_what_is_clear_stays_clear(kind):
    name, content = KINDS[kind]
    assert reopened(uploaded(content, name)).mode == "RGBA"


def test_ink_becomes_the_colours_of_a_screen():
    name, content = KINDS["ink"]
    kept = reopened(uploaded(content, name))
    assert kept.mode == "RGB"
    assert kept.getpixel((200, 150)) == pytest.approx((0, 0, 0), abs=40)
    assert kept.getpixel((1, 1)) == pytest.approx((255, 255, 255), abs=40)


@pytest.mark.parametrize("kind", ["moving GIF", "moving WebP"])
def test_what_moves_keeps_moving(kind):
    name, content = KINDS[kind]
    kept = reopened(uploaded(content, name))
    assert kept.n_frames == 3
    kept.seek(1)
    assert kept.info.get("duration") in {120, None}


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (written(noise(), "JPEG")[:20_000], "a.jpg", "damaged or cut off"),
        (written(noise(), "PNG")[:20_000], "a.png", "damaged or cut off"),
        (written(noise(), "WEBP")[:20_000], "a.webp", "damaged or cut off"),
        (written(noise(), "AVIF")[:20_000], "a.avif", "damaged or cut off"),
        (written(noise(), "HEIF")[:20_000], "a.heic", "damaged or cut off"),
        (written(noise(), "BMP")[:20_000], "a.bmp", "damaged or cut off"),
        (written(noise(), "TIFF")[:20_000], "a.tif", "damaged or cut off"),
        (moving("GIF")[:-200], "a.gif", "damaged or cut off"),
        (written(ramp("F", white=float("inf")), "TIFF"), "a.tif", "values that cannot be shown"),
        (written(ramp("F", white=float("nan")), "TIFF"), "a.tif", "values that cannot be shown"),
        (written(Image.new("1", (9_000, 8_000)), "PNG"), "a.png", "far larger than any screen"),
        (moving("GIF", size=(5_000, 4_500)), "a.gif", "too long"),
        (written(colours("RGB"), "PPM"), "a.ppm", "Not a supported image format"),
        (written(colours("RGB"), "PPM"), "a.png", "cannot be read as a picture"),
        (written(colours("RGB"), "TIFF"), "a.jpg", "inside it is something else (tiff)"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_to_do(content, name, told):
    error = errors_for(content, name)
    assert told in error
    assert "upload" in error or "Supported formats" in error


def test_a_picture_that_comes_past_the_forms_is_written_again_too():
    name, content = KINDS["on its side"]
    image = CustomImage(title="A picture")
    image.file.save(name, ContentFile(content), save=False)
    image.save()
    assert (image.width, image.height) == (300, 400)
    assert not reopened(image).getexif()
    assert image.file_size == image.file.size


def test_a_damaged_picture_that_comes_past_the_forms_is_refused_too():
    with pytest.raises(ValidationError, match="damaged or cut off"):
        CustomImage.objects.create(
            title="A picture", file=ContentFile(written(noise(), "PNG")[:20_000], name="a.png")
        )


def test_a_picture_is_written_again_only_once():
    picture = pictures.cleaned(ContentFile(written(noise(), "JPEG"), name="a.jpg"))
    assert pictures.cleaned(picture) is picture


@pytest.mark.parametrize(
    "name", ["写真.jpg", "صورة.png.jpg", f"{'long' * 75}.jpg", f"{'長' * 90}.jpg", "a..jpg", "a b’c.JPG"]
)
def test_two_pictures_of_any_name_stand_side_by_side(name):
    first, second = (uploaded(written(colours(mode), "JPEG"), name) for mode in ("RGB", "L"))
    assert first.file.name != second.file.name
    assert len(first.file.name.encode()) <= 100
    assert (reopened(first).mode, reopened(second).mode) == ("RGB", "L")


def told_by_the_list_of_uploads(client, content: bytes, name: str) -> str:
    answer = client.post(
        reverse("wagtailimages:add_multiple"), {"title": "A", "files[]": SimpleUploadedFile(name, content)}
    )
    return answer.json().get("error_message", "")


def told_by_the_chooser(client, content: bytes, name: str) -> str:
    data = {"image-chooser-upload-title": "A", "image-chooser-upload-file": SimpleUploadedFile(name, content)}
    return client.post(reverse("wagtailimages_chooser:create"), data).content.decode()


def told_by_the_form(client, content: bytes, name: str) -> str:
    data = {"title": "A", "tags": "", "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("wagtailimages:add"), data, follow=True).content.decode()


def told_by_a_replacement(client, content: bytes, name: str) -> str:
    image = CustomImage.objects.create(title="A", file=ContentFile(written(colours("RGB"), "JPEG"), name="a.jpg"))
    data = {"title": "A", "tags": "", "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("wagtailimages:edit", args=[image.pk]), data, follow=True).content.decode()


@pytest.mark.parametrize(
    "way_in", [told_by_the_list_of_uploads, told_by_the_chooser, told_by_the_form, told_by_a_replacement]
)
def test_every_way_in_normalises_or_refuses(admin_client, home, way_in):
    name, content = KINDS["16-bit grey PNG"]
    way_in(admin_client, content, name)
    assert reopened(CustomImage.objects.get()).mode == "L"
    CustomImage.objects.all().delete()
    assert "damaged or cut off" in way_in(admin_client, written(noise(), "PNG")[:20_000], "a.png")
    assert [reopened(image).mode for image in CustomImage.objects.all()] in ([], ["RGB"])


def test_a_picture_kept_back_for_a_missing_word_is_written_again_too(admin_client, home):
    name, content = KINDS["on its side"]
    upload = SimpleUploadedFile(name, content)
    answer = admin_client.post(reverse("wagtailimages:add_multiple"), {"title": "", "files[]": upload}).json()
    number = answer["uploaded_file_id"]
    answer = admin_client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number]),
        {f"uploaded-image-{number}-title": "A", f"uploaded-image-{number}-tags": ""},
    )
    assert answer.json()["success"], answer.json()
    image = CustomImage.objects.get()
    assert (image.width, image.height) == (300, 400)
    assert not reopened(image).getexif()
