"""Changes and deletions are undone as they were, files and what pointed at them included."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from lbn_site.core import tasks
from lbn_site.core.campaign import Campaign
from lbn_site.core.kept_states import KeptState
from lbn_site.core.putting_back import CannotBePutBackError, put_back
from lbn_site.media import copies
from lbn_site.media.models import CustomDocument, CustomImage
from lbn_site.news.models import NewsAuthor, NewsPage
from lbn_site.people.models import Person, Role, Term
from tests.media.pictures_of_all_kinds import colours, ramp, written
from tests.news.factories import news_index, news_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_on_disk(settings, tmp_path):
    """As in production; what is deleted later is deleted by a new object for the same storage."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    settings.MEDIA_ROOT = tmp_path


def newest() -> KeptState:
    return KeptState.objects.first()


def person() -> Person:
    member = Person(name="Ada Example MP", sort_name="Example, Ada")
    member.terms.add(Term(role=Role.CHAIR, began_on=datetime.date(2020, 6, 1)))
    member.save()
    return member


def test_a_setting_goes_back(campaign):
    campaign.name = "Another name"
    campaign.save()
    put_back(newest())
    assert Campaign.objects.get().name != "Another name"


def test_an_undo_can_be_undone(campaign):
    campaign.name = "Another name"
    campaign.save()
    put_back(newest())
    put_back(newest())
    assert Campaign.objects.get().name == "Another name"


def test_saving_without_a_change_keeps_nothing_more(campaign):
    for _ in range(4):
        campaign.save()
    assert KeptState.objects.count() == 1


def test_a_person_comes_back_with_the_roles(home):
    member = person()
    member.terms.set([])
    member.save()
    assert not Person.objects.get().terms.exists()
    put_back(newest())
    assert Person.objects.get().terms.get().role == Role.CHAIR
    Person.objects.get().delete()
    put_back(KeptState.objects.filter(reason="deleted").get())
    assert Person.objects.get().pk == member.pk
    assert Person.objects.get().terms.get().role == Role.CHAIR


def test_rows_deleted_together_come_back_too(home):
    Redirect.objects.create(old_path="/old", redirect_link="https://example.org/")
    Redirect.objects.all().delete()
    put_back(newest())
    assert Redirect.objects.get().redirect_link == "https://example.org/"


def test_what_has_its_place_now_is_not_overwritten(home):
    Redirect.objects.create(old_path="/old", redirect_link="https://example.org/")
    Redirect.objects.all().delete()
    Redirect.objects.create(old_path="/old", redirect_link="https://example.org/new")
    with pytest.raises(CannotBePutBackError):
        put_back(newest())
    assert Redirect.objects.get().redirect_link == "https://example.org/new"


@pytest.fixture
def image(home) -> CustomImage:
    content = written(colours("RGB", (500, 300)), "JPEG")
    return CustomImage.objects.create(title="A hall", credit="Ada", file=ContentFile(content, name="hall.jpg"))


def replaced_by_form(client, image: CustomImage) -> None:
    upload = SimpleUploadedFile("other.png", written(ramp("L", (300, 300)), "PNG"))
    data = {"title": "Other", "credit": "", "tags": "", "description": "", "file": upload}
    assert client.post(reverse("wagtailimages:edit", args=[image.pk]), data).status_code == 302


def test_a_replaced_picture_goes_back_with_its_copies(admin_client, image, django_capture_on_commit_callbacks):
    copies.make_due(seconds=60)
    with django_capture_on_commit_callbacks(execute=True):
        replaced_by_form(admin_client, image)
    image.refresh_from_db()
    assert (image.width, image.credit) == (300, "")
    assert not image.renditions.filter(filter_spec="format-jpeg|width-320").exists()
    copies.make_due(seconds=60)
    put_back(KeptState.objects.filter(reason="changed").last())
    image = CustomImage.objects.get()
    assert (image.title, image.credit, image.width, image.height) == ("A hall", "Ada", 500, 300)
    assert image.file.size == image.file_size
    copies.make_due(seconds=60)
    assert image.renditions.get(filter_spec="format-jpeg|width-320").height == 192


def test_a_deleted_picture_comes_back_to_the_pages_that_showed_it(image, django_capture_on_commit_callbacks):
    image.tags.add("hall")
    page = news_page(share_image=image)
    name, pk = image.file.name, image.pk
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert not default_storage.exists(name)
    page.refresh_from_db()
    assert page.share_image_id is None
    put_back(newest())
    page.refresh_from_db()
    assert page.share_image_id == pk
    assert default_storage.exists(page.share_image.file.name)
    assert list(page.share_image.tags.names()) == ["hall"]


def test_what_is_taken_off_the_site_does_not_stay_at_its_address(home, django_capture_on_commit_callbacks):
    document = CustomDocument.objects.create(title="Paper", file=ContentFile(b"A paper.", name="paper.txt"))
    name = document.file.name
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    assert not default_storage.exists(name)
    [copy] = newest().files.values()
    assert len(copy.split("/")[1]) == 32
    put_back(newest())
    assert CustomDocument.objects.get().file.read() == b"A paper."
    assert not default_storage.exists(copy)


def test_a_replaced_document_goes_back(admin_client, home):
    document = CustomDocument.objects.create(title="Paper", file=ContentFile(b"The first.", name="paper.txt"))
    upload = SimpleUploadedFile("paper.txt", b"The second.")
    answer = admin_client.post(
        reverse("wagtaildocs:edit", args=[document.pk]), {"title": "Paper", "tags": "", "file": upload}
    )
    assert answer.status_code == 302
    assert CustomDocument.objects.get().file.read() == b"The second."
    put_back(KeptState.objects.filter(reason="changed").last())
    assert CustomDocument.objects.get().file.read() == b"The first."


def test_deleted_pages_come_back_where_they_were_with_their_public_text_and_their_draft(client, home):
    page = news_page("A letter was sent")
    page.authors.add(NewsAuthor(name="Ada Example"))
    page.save()
    page.save_revision().publish()
    page.title = "A draft title"
    page.save_revision()
    index, pk = news_index(), page.pk
    index.delete()
    assert not NewsPage.objects.exists()
    put_back(KeptState.objects.get(object_id=str(index.pk), reason="deleted"))
    back = NewsPage.objects.get()
    assert (back.pk, back.title, back.live) == (pk, "A letter was sent", True)
    assert back.get_latest_revision_as_object().title == "A draft title"
    assert back.authors.get().name == "Ada Example"
    assert client.get("/news/a-letter-was-sent/").status_code == 200
    assert Page.find_problems() == ([], [], [], [], [])
    assert not KeptState.objects.filter(reason="deleted").exists()


def test_a_page_whose_address_is_taken_says_so(home):
    news_page("A letter").delete()
    news_page("A letter")
    with pytest.raises(CannotBePutBackError, match="Another page now has its address"):
        put_back(newest())


def test_a_page_whose_parent_is_gone_says_so(home):
    page = news_page("A letter")
    page.delete()
    kept = newest()
    news_index().delete()
    with pytest.raises(CannotBePutBackError, match="page above it"):
        put_back(kept)


def test_staff_see_who_did_what_and_put_it_back(admin_client, admin_user, home):
    member = person()
    admin_client.post(f"/admin/snippets/people/person/delete/{member.pk}/")
    assert not Person.objects.exists()
    html = admin_client.get("/admin/undo/").content.decode()
    assert "Ada Example MP" in html
    assert "deleted" in html
    assert newest().by == admin_user
    assert "Example, Ada" in admin_client.get(f"/admin/undo/{newest().pk}/").content.decode()
    answer = admin_client.post(f"/admin/undo/{newest().pk}/", follow=True)
    assert "is back as it was" in answer.content.decode()
    assert Person.objects.get().terms.exists()


def test_staff_see_what_differs(admin_client, campaign):
    former = campaign.name
    campaign.name = "Another name"
    campaign.save()
    html = admin_client.get(f"/admin/undo/{newest().pk}/").content.decode()
    assert "Another name" in html
    assert former in html
    assert "Put it back" in html


def test_nobody_puts_back_what_they_may_not_change(client, campaign, django_user_model):
    campaign.name = "Another name"
    campaign.save()
    for role, status in (("Writer", 302), ("Editor", 302)):
        user = django_user_model.objects.create_user(role, f"{role}@example.org", "a-long-password")
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        assert client.post(f"/admin/undo/{newest().pk}/").status_code == status
        assert Campaign.objects.get().name == "Another name"
        assert client.post(f"/admin/undo/{newest().pk}/forget/").status_code == status
    assert KeptState.objects.count() == 1
    assert "Another name" not in client.get("/admin/undo/").content.decode()


def test_what_should_never_have_been_here_is_deleted_for_good(admin_client, home):
    CustomDocument.objects.create(title="Paper", file=ContentFile(b"A paper.", name="paper.txt")).delete()
    [copy] = newest().files.values()
    admin_client.post(f"/admin/undo/{newest().pk}/forget/")
    assert not KeptState.objects.exists()
    assert not default_storage.exists(copy)


def test_after_ninety_days_everything_is_forgotten_with_its_files(home):
    CustomDocument.objects.create(title="Paper", file=ContentFile(b"A paper.", name="paper.txt")).delete()
    [copy] = newest().files.values()
    KeptState.objects.update(kept_at=timezone.now() - datetime.timedelta(days=89))
    tasks.forget_what_could_be_undone()
    assert KeptState.objects.exists()
    KeptState.objects.update(kept_at=timezone.now() - datetime.timedelta(days=91))
    tasks.forget_what_could_be_undone()
    assert not KeptState.objects.exists()
    assert not default_storage.exists(copy)
