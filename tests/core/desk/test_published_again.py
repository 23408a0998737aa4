"""Every text that readers had can be public again, in one step."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data

from lbn_site.core.pages import BasePage
from lbn_site.example.loader import load_new_sections
from lbn_site.news.models import NewsPage
from tests.news.factories import news_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def edited(home, admin_user) -> NewsPage:
    """A page that an import made public, and that staff then overwrote: it had no version before."""
    page = news_page("The first title")
    assert not page.revisions.exists()
    page.title = "Another title"
    page.save_revision(user=admin_user, log_action=True).publish(user=admin_user, log_action=True)
    return NewsPage.objects.get()


def title_for_readers() -> str:
    return NewsPage.objects.get().title


def test_example_pages_begin_with_a_version(home):
    load_new_sections(report=lambda text: None, sections=("explainers", "news"))
    pages = Page.objects.live().filter(depth__gt=2)
    assert pages.count() > 10
    assert not pages.filter(latest_revision=None).exists()
    assert not pages.filter(live_revision=None).exists()
    assert not pages.filter(has_unpublished_changes=True).exists()


def test_every_page_type_keeps_its_first_text():
    ours = [model for model in Page.__subclasses__() if model.__module__.startswith("lbn_site.")]
    assert ours == [BasePage] or all(issubclass(model, BasePage) for model in ours)


def test_a_page_without_a_history_keeps_the_text_that_readers_had(edited):
    first, second = edited.revisions.order_by("pk")
    assert first.as_object().title == "The first title"
    assert second.as_object().title == "Another title"


def test_a_new_page_has_no_version_that_nobody_wrote(home):
    page = news_page()
    page.save_revision().publish()
    assert page.revisions.count() == 1


def test_the_history_offers_what_was_public(admin_client, edited):
    html = admin_client.get(f"/admin/pages/{edited.pk}/history/").content.decode()
    first = edited.revisions.order_by("pk").first()
    assert reverse("publish_again", args=[first.pk]) in html
    assert html.count("Publish this version again") == 1
    assert "Was public" in html
    assert "Live version" in html


def test_a_version_is_public_again_after_one_question(admin_client, edited):
    first = edited.revisions.order_by("pk").first()
    question = admin_client.get(reverse("publish_again", args=[first.pk]))
    assert "Nothing is lost" in question.content.decode()
    assert title_for_readers() == "Another title"
    answer = admin_client.post(reverse("publish_again", args=[first.pk]), follow=True)
    assert "Readers see this version" in answer.content.decode()
    assert title_for_readers() == "The first title"
    edited.refresh_from_db()
    assert not edited.has_unpublished_changes
    assert edited.revisions.count() == 3


def test_after_a_version_was_taken_back_as_a_draft_staff_read_that_readers_see_another(admin_client, edited):
    first = edited.revisions.order_by("pk").first()
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[edited.pk, first.pk])
    form = admin_client.get(revert).context["form"]
    answer = admin_client.post(revert, sent(form), follow=True)
    edited.refresh_from_db()
    html = answer.content.decode()
    assert edited.has_unpublished_changes, form.errors
    assert "Readers still see the other version" in html
    assert reverse("publish_again", args=[edited.latest_revision_id]) in html


def sent(form) -> dict:
    from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

    return nested_form_data(
        {
            "title": form.instance.title,
            "slug": form.instance.slug,
            "kind": "letter",
            "date": "2021-07-09",
            "date_precision": "day",
            "search_description": "What it says.",
            "body": streamfield([("text", rich_text("<p>Text</p>"))]),
            "authors": inline_formset([]),
            "related": streamfield([]),
            "since_then": rich_text(""),
            "comments": inline_formset([]),
        }
    )


def test_who_may_not_publish_is_offered_nothing(client, edited, django_user_model):
    writer = django_user_model.objects.create_user("bea", "bea@example.org", "a-long-password")
    writer.groups.add(Group.objects.get(name="Writer"))
    client.force_login(writer)
    first = edited.revisions.order_by("pk").first()
    assert "Publish this version again" not in client.get(f"/admin/pages/{edited.pk}/history/").content.decode()
    client.post(reverse("publish_again", args=[first.pk]))
    assert title_for_readers() == "Another title"


def test_a_locked_page_stays_as_it_is(client, edited, django_user_model, admin_user):
    Page.objects.filter(pk=edited.pk).update(locked=True, locked_by=admin_user)
    editor = django_user_model.objects.create_user("eve", "eve@example.org", "a-long-password")
    editor.groups.add(Group.objects.get(name="Editor"))
    client.force_login(editor)
    answer = client.post(reverse("publish_again", args=[edited.revisions.order_by("pk").first().pk]), follow=True)
    assert "is locked" in answer.content.decode()
    assert title_for_readers() == "Another title"


def test_a_version_that_no_longer_passes_the_checks_changes_nothing(admin_client, edited):
    first = edited.revisions.order_by("pk").first()
    first.content["kind"] = "no kind of ours"
    first.save()
    answer = admin_client.post(reverse("publish_again", args=[first.pk]), follow=True)
    assert "cannot be published as it is" in answer.content.decode()
    assert title_for_readers() == "Another title"
