"""Copies of pictures: made by a worker, never while a visitor waits, and never in the way of a page."""

import datetime
import io
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models.deletion import Collector
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from lbn_site.media import copies, doorbell, restored, tasks
from lbn_site.media.models import CustomDocument, CustomImage, CustomRendition
from lbn_site.media.sizes import ALL_SPECS, RECIPE, SHARE_SPEC
from tests.media.pictures_of_all_kinds import colours, ramp, written
from tests.news.factories import news_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bell(monkeypatch) -> list:
    """No worker listens in these tests; what rang is kept."""
    rung: list = []
    monkeypatch.setattr(doorbell, "_publish", rung.append)
    doorbell.forget_failures()
    return rung


@pytest.fixture
def image(home) -> CustomImage:
    content = written(colours("RGB", (1500, 900)), "JPEG")
    return CustomImage.objects.create(title="A hall", file=ContentFile(content, name="hall.jpg"))


def stored_as_before(image: CustomImage, content: bytes) -> CustomImage:
    """A file that an earlier release kept as it came."""
    with default_storage.open(image.file.name, "wb") as file:
        file.write(content)
    return CustomImage.objects.get(pk=image.pk)


def page_with(image: CustomImage, **fields):
    return news_page(
        body=[("picture", {"image": image_value(image), "caption": "", "width": "text"})], share_image=image, **fields
    )


def image_value(image: CustomImage) -> CustomImage:
    image.contextual_alt_text, image.decorative = "People in a hall", False
    return image


def shown(client, page) -> str:
    response = client.get(page.url.removeprefix(settings.SITE_URL))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def nothing_is_made(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("A copy is made while a visitor waits.")

    monkeypatch.setattr(CustomImage, "generate_rendition_file", refuse)


def test_the_first_visitor_waits_for_no_copy(client, image, nothing_is_made):
    html = shown(client, page_with(image))
    assert not CustomRendition.objects.exists()
    assert "Picture: People in a hall" in html
    assert 'width="1500" height="900" alt="People in a hall"' in html
    assert 'property="og:image"' in html


def test_a_page_shows_the_copies_as_soon_as_they_are_made(client, image, django_capture_on_commit_callbacks):
    page = page_with(image)
    shown(client, page)
    with django_capture_on_commit_callbacks(execute=True):
        copies.make_due(seconds=60)
    html = shown(client, page)
    assert 'type="image/avif"' in html
    assert 'alt="People in a hall"' in html
    assert image.renditions.get(filter_spec=SHARE_SPEC).url in html
    assert 'class="picture__place"' not in html


def test_until_all_are_made_the_nearest_one_is_shown(client, image, nothing_is_made, monkeypatch):
    monkeypatch.undo()
    image.copy_or_none("max-165x165")
    html = shown(client, page_with(image))
    assert image.renditions.get().url in html
    assert "srcset" not in html


def test_a_format_is_offered_only_in_all_widths(image, client):
    for spec in ("format-avif|width-320", "format-jpeg|width-640", "format-jpeg|width-320"):
        image.copy_or_none(spec)
    html = shown(client, page_with(image))
    assert "image/avif" not in html
    assert "320w" in html


def test_an_upload_rings_for_a_worker(image, bell, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    doorbell.wait()
    assert bell == [image.pk]


def test_a_bell_that_nobody_heard_is_made_good_by_the_clock(image, settings):
    entry = settings.CELERY_BEAT_SCHEDULE["make-copies-of-pictures"]
    assert entry["task"] == tasks.make_copies.name
    tasks.make_copies()
    for _ in range(10):
        tasks.make_copies()
    assert CustomImage.objects.get().copies_made == RECIPE
    assert image.renditions.count() == len(ALL_SPECS)


def test_what_is_made_is_not_made_again(image, nothing_is_made, monkeypatch):
    monkeypatch.undo()
    copies.make_due(seconds=60)
    monkeypatch.setattr(CustomImage, "generate_rendition_file", None)
    image.save()
    copies.make_due(seconds=60)
    assert CustomImage.objects.get().copies_made == RECIPE


def test_a_worker_that_also_sends_mail_takes_small_portions(image, bell):
    assert copies.make_due(seconds=0)
    assert image.renditions.count() == 1
    assert CustomImage.objects.due().count() == 1
    tasks.make_copies(image.pk)


def test_two_workers_do_not_take_the_same_picture(image):
    assert copies._claim(image.pk)
    assert copies._claim(image.pk) is None
    assert not copies.make_due(first=image.pk)


def test_a_picture_that_a_dead_worker_held_is_taken_up_again(image):
    copies._claim(image.pk)
    CustomImage.objects.update(copies_not_before=timezone.now() - datetime.timedelta(seconds=1))
    copies.make_due(seconds=60)
    assert CustomImage.objects.get().copies_made == RECIPE


def test_a_picture_that_cannot_be_copied_is_tried_three_times_and_then_left(image):
    default_storage.delete(image.file.name)
    for _ in range(5):
        copies.make_due(seconds=60)
        CustomImage.objects.update(copies_not_before=None)
    assert CustomImage.objects.get().copies_tries == 3
    assert not CustomImage.objects.due().exists()


def test_a_file_replaced_during_the_work_gets_no_copies_of_the_former_one(image):
    at_work = copies._claim(image.pk)
    mine = CustomImage.objects.get(pk=image.pk)
    mine.file = ContentFile(written(colours("L"), "JPEG"), name="other.jpg")
    mine.save()
    copies._make(at_work, deadline=1e12)
    assert not CustomRendition.objects.exists()
    assert CustomImage.objects.due().exists()


def test_a_new_file_and_a_new_point_of_focus_get_copies_of_their_own(image):
    copies.make_due(seconds=60)
    image = CustomImage.objects.get()
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 100, 100, 50, 50
    image.save()
    copies.make_due(seconds=60)
    assert image.renditions.filter(filter_spec=SHARE_SPEC).count() == 2
    image.file = ContentFile(written(colours("L", (700, 700)), "JPEG"), name="other.jpg")
    image.save()
    assert not image.renditions.exists()
    copies.make_due(seconds=60)
    assert image.renditions.get(filter_spec="format-jpeg|width-640").height == 640


def test_a_copy_that_is_deleted_is_made_again(image):
    copies.make_due(seconds=60)
    image.renditions.filter(filter_spec__contains="avif").delete()
    copies.make_due(seconds=60)
    assert image.renditions.count() == len(ALL_SPECS)


def test_a_16_bit_scan_that_an_earlier_release_kept_breaks_no_page_and_gets_its_greys_back(client, image):
    scan = stored_as_before(image, written(ramp("I;16", white=65_535), "PNG"))
    page = page_with(scan)
    shown(client, page)
    copies.make_due(seconds=60)
    copy = image.renditions.get(filter_spec="format-jpeg|width-320")
    with copy.file.open() as file:
        small = Image.open(io.BytesIO(file.read())).convert("L")
    assert small.getpixel((small.width // 2, 1)) == pytest.approx(128, abs=6)
    assert 'type="image/avif"' in shown(client, page_with(CustomImage.objects.get(), title="Another", slug="another"))


@pytest.fixture(params=["missing", "damaged", "strange"])
def broken(request, image) -> CustomImage:
    """A picture whose file is gone, cut off, or something else."""
    if request.param == "missing":
        default_storage.delete(image.file.name)
        return CustomImage.objects.get()
    whole = written(colours("RGB", (900, 900)), "JPEG")
    return stored_as_before(image, whole[:3000] if request.param == "damaged" else b"%PDF-1.4 no picture")


@pytest.mark.parametrize("worked", [False, True])
def test_a_picture_that_cannot_be_copied_breaks_no_page(client, broken, worked):
    page = page_with(broken)
    if worked:
        copies.make_due(seconds=60)
    assert "Picture: People in a hall" in shown(client, page)
    for address in ("/", "/news/", "/feeds/all.atom", "/feeds/news.atom", "/sitemap.xml"):
        assert client.get(address).status_code == 200


def test_a_picture_that_cannot_be_copied_breaks_nothing_in_the_admin(admin_client, broken):
    page = page_with(broken)
    for address in (
        "images/",
        "images/?layout=list",
        f"images/{broken.pk}/",
        f"images/{broken.pk}/delete/",
        f"images/usage/{broken.pk}/",
        "images/chooser/",
        reverse("wagtailimages_chooser:chosen", args=[broken.pk]).removeprefix("/admin/"),
        reverse("wagtailimages_chooser:select_format", args=[broken.pk]).removeprefix("/admin/"),
        "images/multiple/add/",
        f"bulk/media/customimage/delete/?id={broken.pk}",
        f"pages/{page.pk}/edit/",
        f"pages/{page.pk}/history/",
        "api/main/images/",
        f"api/main/images/{broken.pk}/",
        "",
    ):
        assert admin_client.get(f"/admin/{address}").status_code == 200, address
    assert admin_client.get(f"/admin/images/{broken.pk}/preview/width-300/").status_code == 404


def test_a_file_that_is_gone_shows_a_drawing_that_says_so(admin_client, image):
    default_storage.delete(image.file.name)
    html = admin_client.get("/admin/images/").content.decode()
    assert "img/no-picture.svg" in html


def test_a_document_whose_file_is_gone_is_not_found(client, home):
    document = CustomDocument.objects.create(title="Paper", file=ContentFile(b"A paper.", name="paper.txt"))
    default_storage.delete(document.file.name)
    assert client.get(f"/documents/{document.pk}/paper.txt").status_code == 404


def test_a_picture_in_a_stored_text_waits_for_no_copy(client, image, nothing_is_made):
    text = f'<p>Look:</p><embed embedtype="image" id="{image.pk}" format="fullwidth" alt="A hall"/>'
    assert "Picture: A hall" in shown(client, news_page(body=[("text", text)]))


def test_pictures_of_a_page_cost_one_query_for_all(image, django_assert_num_queries):
    page = page_with(image)
    page.refresh_from_db()
    more = [page.body.get_prep_value()[0] for _ in range(5)]
    for block in more:
        block.pop("id", None)
    body = page.body.stream_block.to_python(more)
    with django_assert_num_queries(2):
        assert [len(block.value["image"].renditions.all()) for block in body] == [0] * 5


def test_no_public_template_makes_copies():
    folder = Path(settings.BASE_DIR, "templates")
    public = [path for path in folder.rglob("*.html") if not path.relative_to(folder).parts[0].startswith("wagtail")]
    assert public
    assert not [path for path in public if "wagtailimages_tags" in path.read_text()]


def test_a_publication_rings_for_a_worker(home, bell, django_capture_on_commit_callbacks):
    page = news_page()
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    doorbell.wait()
    assert bell == [None]


def test_after_a_restore_copies_without_a_file_are_made_again(image):
    copies.make_due(seconds=60)
    lost = image.renditions.first()
    default_storage.delete(lost.file.name)
    restored.after_restore()
    copies.make_due(seconds=60)
    assert default_storage.exists(image.renditions.get(filter_spec=lost.filter_spec).file.name)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("several", [False, True], ids=["one", "several"])
def test_a_picture_can_be_deleted_while_its_copies_are_made(image, monkeypatch, several):
    """A copy is stored when what goes with the picture has been looked up, and the picture has yet to go."""
    collect, copies_made = Collector.collect, []

    def make_copy() -> None:
        try:
            copies_made.append(CustomImage.objects.get(pk=image.pk).copy_or_none(SHARE_SPEC))
        finally:
            connection.close()

    worker = threading.Thread(target=make_copy)

    def collect_while_a_worker_is_at_it(collector, *arguments, **options):
        collect(collector, *arguments, **options)
        if not worker.ident:
            worker.start()
            worker.join(timeout=2)

    monkeypatch.setattr(Collector, "collect", collect_while_a_worker_is_at_it)
    if several:
        CustomImage.objects.filter(pk=image.pk).delete()
    else:
        image.delete()
    worker.join()
    assert not CustomImage.objects.exists()
    assert not CustomRendition.objects.exists()
    assert copies_made == [None]
