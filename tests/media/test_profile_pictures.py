"""The picture that members of staff give themselves: read as carefully as the pictures of pages."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.users.models import UserProfile

from tests.accounts.factories import SuperuserFactory

from .test_pictures import exif, picture


def programme(size: int) -> bytes:
    """A picture that is a programme: Pillow has Ghostscript run it, whatever the name of the file."""
    return f"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 {size} {size}\n%%EndComments\n%%EOF\n".encode()


@pytest.fixture
def give(client, home):
    """Give oneself a picture; what the page says, and what is kept of it."""
    person = SuperuserFactory()
    client.force_login(person)

    def upload(content: bytes, name: str = "me.png") -> tuple[str, UserProfile]:
        names = {"name_email-first_name": "Ada", "name_email-last_name": "L"}
        themes = {f"theme-{part}": value for part, value in THEME.items()}
        file = SimpleUploadedFile(name, content, "image/png")
        response = client.post("/admin/account/", {**names, **themes, "avatar-avatar": file}, follow=True)
        assert response.status_code == 200
        return response.content.decode(), UserProfile.objects.get(user=person)

    return upload


THEME = {"theme": "system", "contrast": "system", "density": "default", "keyboard_shortcuts": "on"}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (picture("PNG", (600, 600))[:-60], "cut-off.png"),
        (programme(600), "programme.png"),
        (programme(600), "programme.eps"),
        (programme(40), "programme.png"),
        (picture("PPM"), "me.ppm"),
        (picture("PNG", (8000, 8000), compress_level=1), "me.png"),
    ],
    ids=["cut off", "a programme", "a programme by name", "a small programme", "a rare format", "far too large"],
)
def test_what_is_no_picture_for_a_page_is_none_of_a_person(give, content, name):
    told, profile = give(content, name)
    assert not profile.avatar
    assert "error-message" in told


@pytest.mark.parametrize("size", [(40, 20), (900, 600)])
def test_a_picture_is_kept_without_what_the_camera_wrote(give, size):
    _, profile = give(picture("JPEG", size, exif=exif()), "me.jpg")
    content = profile.avatar.read()
    assert not Image.open(io.BytesIO(content)).getexif()
    assert b"Somebody" not in content
    assert b"Somebody" in picture("JPEG", size, exif=exif())
