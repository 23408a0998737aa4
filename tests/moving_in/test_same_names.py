"""Pictures whose names do not tell them apart, and the names that WordPress gives to its copies."""

import zipfile

import pytest
from PIL import Image

from lbn_site.media.models import CustomImage
from lbn_site.moving_in.pictures import Pictures
from lbn_site.news.models import NewsPage
from tests.moving_in.exports import export, item
from tests.moving_in.test_rough_exports import run, site  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
UPLOADS = "https://www.old.example/wp-content/uploads"
COLOURS = {"2020/01/image.jpg": "red", "2020/02/image.jpg": "blue"}


def attachment(number: int, path: str) -> str:
    return item(number, "Picture", kind="attachment", status="inherit", attachment_url=f"{UPLOADS}/{path}")


def post(number: int, path: str) -> str:
    return item(number, f"Post {number}", f'<p>Text</p><img src="{UPLOADS}/{path}" alt="A picture">')


def uploads(folder, colours: dict[str, str], *, inside: str = "uploads"):
    for path, colour in colours.items():
        file = folder / inside / path
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (30, 20), colour).save(file)
    return folder / inside.partition("/")[0]


def picture_of(number: int) -> CustomImage | None:
    """The picture that stands in the post of that number."""
    body = NewsPage.objects.get(slug=f"item-{number}").body.raw_data
    ids = [block["value"]["image"]["image"] for block in body if block["type"] == "picture"]
    return CustomImage.objects.get(pk=ids[0]) if ids else None


def colour_of(number: int) -> str:
    with Image.open(picture_of(number).file) as picture:
        red, _, blue = picture.convert("RGB").getpixel((5, 5))
    return "red" if red > blue else "blue"


@pytest.mark.parametrize("inside", ["uploads", "backup/wp-content/uploads", "site.zip"])
@pytest.mark.parametrize("size", ["", "-300x200", "-1024x768"])
def test_two_uploads_of_one_name_stay_two_pictures(site, tmp_path, inside, size):  # noqa: F811
    source = uploads(tmp_path, COLOURS, inside=inside.removesuffix(".zip"))
    if inside == "site.zip":
        with zipfile.ZipFile(tmp_path / inside, "w") as archive:
            for path in COLOURS:
                archive.write(source / path, f"uploads/{path}")
        source = tmp_path / inside
    path = export(
        tmp_path,
        attachment(1, "2020/01/image.jpg"),
        attachment(2, "2020/02/image.jpg"),
        post(3, f"2020/01/image{size}.jpg"),
        post(4, f"2020/02/image{size}.jpg"),
    )
    told = run(path, "--attachments", str(source), "--for-real")
    assert "not placed" not in told
    assert (colour_of(3), colour_of(4)) == ("red", "blue")


def test_a_second_run_finds_the_pictures_of_the_first(site, tmp_path):  # noqa: F811
    source = uploads(tmp_path, COLOURS)
    pictures = [attachment(1, "2020/01/image.jpg"), attachment(2, "2020/02/image.jpg")]
    run(export(tmp_path, *pictures), "--attachments", str(source), "--for-real")
    run(export(tmp_path, *pictures, post(4, "2020/02/image-300x200.jpg")), "--for-real")
    assert colour_of(4) == "blue"


@pytest.mark.parametrize("mode", [[], ["--for-real"]])
def test_files_without_their_folders_are_not_taken_for_one_another(site, tmp_path, mode):  # noqa: F811
    source = uploads(tmp_path, {"image.jpg": "red"})
    path = export(tmp_path, attachment(1, "2020/01/image.jpg"), attachment(2, "2020/02/image.jpg"))
    told = run(path, "--attachments", str(source), *mode)
    assert told.count("the folders by year and month must be there as well") == 2
    assert not CustomImage.objects.exists()


def test_a_file_of_another_month_is_not_taken(site, tmp_path):  # noqa: F811
    source = uploads(tmp_path, {"2020/01/image.jpg": "red"})
    told = run(export(tmp_path, attachment(2, "2020/02/image.jpg")), "--attachments", str(source), "--for-real")
    assert "its file is not in the folder or archive" in told


def test_the_picture_of_another_month_is_not_shown(site, tmp_path):  # noqa: F811
    source = uploads(tmp_path, COLOURS)
    path = export(tmp_path, attachment(1, "2020/01/image.jpg"), post(4, "2020/02/image-300x200.jpg"))
    told = run(path, "--attachments", str(source), "--for-real")
    assert "picture not placed, its file is not here" in told
    assert picture_of(4) is None


@pytest.mark.parametrize(
    ("uploaded", "shown"),
    [
        ("phone-rotated.jpg", "phone-300x200.jpg"),
        ("phone-rotated.jpg", "phone.jpg"),
        ("phone-rotated.jpg", "phone-rotated-300x200.jpg"),
        ("team-e1612345678901.jpg", "team-300x200.jpg"),
        ("team-e1612345678901.jpg", "team-e1612345678901-300x200.jpg"),
        ("team-e1612345678.jpg", "team.jpg"),
        ("hall-scaled.jpg", "hall-150x150.jpg"),
        ("hall-scaled.jpg", "hall-scaled-150x150.jpg"),
        ("hall-scaled-e1612345678901.jpg", "hall-1024x768.jpg"),
        ("hall.jpg", "hall-scaled.jpg"),
        ("plan-800x600.jpg", "plan-800x600-300x200.jpg"),
        ("plan-800x600.jpg", "plan-800x600.jpg"),
        ("Grüße.jpg", "Gr%C3%BC%C3%9Fe-300x200.jpg"),
        ("PHOTO.JPG", "photo-300x200.jpg"),
    ],
)
def test_every_form_of_a_picture_is_known(uploaded, shown):
    pictures = Pictures()
    pictures.add(f"{UPLOADS}/2020/03/{uploaded}", 7)
    assert pictures.find(f"{UPLOADS}/2020/03/{shown}") == (7, "")
    assert pictures.find(f"https://cdn.example/site/wp-content/uploads/2020/03/{shown}?w=300") == (7, "")
    assert pictures.find(f"{UPLOADS}/2020/04/{shown}").picture is None


def test_where_two_pictures_may_be_meant_staff_choose():
    pictures = Pictures()
    pictures.add(f"{UPLOADS}/2020/03/team-e1612345678901.jpg", 1)
    pictures.add(f"{UPLOADS}/2020/03/team-rotated.jpg", 2)
    found = pictures.find(f"{UPLOADS}/2020/03/team-300x200.jpg")
    assert (found.picture, "please choose one: team-300x200.jpg" in found.note) == (None, True)
    assert pictures.find(f"{UPLOADS}/2020/03/team-rotated.jpg").picture == 2


def test_a_picture_that_is_known_by_its_name_alone_is_told():
    pictures = Pictures()
    pictures.add("https://www.old.example/files/logo.png", 1)
    found = pictures.find("https://www.old.example/wp-content/themes/a/logo.png")
    assert (found.picture, "by its name only" in found.note) == (1, True)
    pictures.add("https://www.old.example/other/logo.png", 2)
    assert "please choose" in pictures.find("https://www.old.example/theme/logo.png").note


@pytest.mark.parametrize("url", ["", "//[", "http://[", "data:image/png;base64,x", "/", "?", "/\0", "x" * 5_000])
def test_odd_addresses_of_pictures_are_nobodys(url):
    assert Pictures().find(url) == (None, "")
