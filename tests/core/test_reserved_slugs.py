"""No page takes an address, and no question an id, that the site uses itself."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from lbn_site.core.reserved_slugs import is_taken_by_the_site, own_words, template_ids
from lbn_site.explainers.models import ExplainerIndexPage, ExplainerPage
from lbn_site.faq.models import QuestionPage
from lbn_site.newsletter.pages import SignUpPage
from tests.accounts.factories import SuperuserFactory
from tests.faq.factories import make_index, make_question

WORDS = ["search", "sitemap", "admin", "media", "static", "feeds", "calendar", "accounts", "healthz", "n"]
IDS = ["main", "consent", "cookies-saved", "postcode", "part-postcode", "contents"]


def about(slug: str, **facts) -> ExplainerIndexPage:
    return ExplainerIndexPage(title="About", slug=slug, search_description="About.", **facts)


@pytest.fixture
def staff(client, home):
    client.force_login(SuperuserFactory())
    return client


@pytest.mark.parametrize("slug", WORDS)
def test_no_page_below_the_home_page_takes_a_word_of_the_site(home, slug):
    assert slug in own_words()
    with pytest.raises(ValidationError, match="slug"):
        home.add_child(instance=about(slug))


def test_a_word_that_begins_with_one_is_free(home):
    home.add_child(instance=about("searching"))


def test_a_page_of_which_there_is_one_may_share_its_word_with_what_continues_it(home):
    assert "newsletter" in own_words()
    home.add_child(instance=SignUpPage(title="Newsletter", slug="newsletter"))
    with pytest.raises(ValidationError):
        home.add_child(instance=about("neighbourhoods"))


def test_the_form_says_so_in_plain_words(staff, home):
    page = home.add_child(instance=about("about"))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = {"title": "About", "slug": "search", "introduction": rich_text(""), "comments": inline_formset([])}
    answer = staff.post(edit, nested_form_data(data))
    assert "The site itself uses ‘search’" in answer.content.decode()
    assert "already in use" not in answer.content.decode()


def test_nor_by_a_copy_or_a_move(staff, home):
    page = home.add_child(instance=about("about"))
    copy = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {"new_title": "Search", "new_slug": "search", "new_parent_page": home.pk}
    for kind in ({}, {"alias": "on"}):
        answer = staff.post(copy, data | kind)
        assert "The site itself uses ‘search’" in answer.content.decode()
    assert home.get_children().count() == 1
    below = page.add_child(instance=ExplainerPage(title="Search", slug="search", search_description="Search."))
    answer = staff.post(reverse("wagtailadmin_pages:move_confirm", args=[below.pk, home.pk]), follow=True)
    assert "already in use at the selected parent page" in answer.content.decode()
    below.refresh_from_db()
    assert below.get_parent().pk == page.pk


@pytest.mark.parametrize("slug", IDS)
def test_no_question_takes_an_id_of_the_templates(home, slug):
    assert slug in template_ids()
    with pytest.raises(ValidationError):
        make_question(make_index(), slug)


def test_an_old_question_keeps_its_address_and_takes_another_id(client, home):
    question = make_question(make_index(), "why")
    QuestionPage.objects.update(slug="consent", url_path=question.url_path.replace(question.slug, "consent"))
    question.refresh_from_db()
    question.save()
    assert question.anchor == "consent-question"
    listing = client.get(question.get_parent().specific.url).content.decode()
    assert 'id="consent-question"' in listing
    assert client.get(question.url).status_code == 200


def test_an_old_page_is_still_saved_and_staff_are_told(staff, home):
    page = home.add_child(instance=about("about"))
    type(page).objects.filter(pk=page.pk).update(slug="search", url_path=page.url_path.replace("about", "search"))
    page = type(page).objects.get(pk=page.pk)
    page.save_revision().publish()
    assert is_taken_by_the_site(page)
    edit = staff.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "The site itself uses ‘search’" in edit
