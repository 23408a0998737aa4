"""Questions at the editors' desk: previews, order, old addresses, warnings."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from lbn_site.core.models import Campaign
from lbn_site.faq.models import ON_QUESTIONS_PAGE, QuestionPage
from lbn_site.faq.typed_links import question_at

from .factories import make_question, make_topic

pytestmark = pytest.mark.django_db

PREVIEWED = [
    ({"title": "New?", "slug": "new"}, "New?"),
    ({"title": "", "slug": ""}, "(no question yet)"),
]


def link_to(page):
    return f'<a id="{page.pk}" linktype="page">it</a>'


def preview(question, mode):
    response = question.make_preview_request(preview_mode=mode)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def unsaved(index, **fields):
    """A question as Wagtail's preview of the 'add' form makes it: with a place in the tree, without a row."""
    question = QuestionPage(path=f"{index.path}0009", depth=index.depth + 1, **fields)
    question.set_url_path(index)
    return question


@pytest.mark.parametrize(("fields", "heading"), PREVIEWED)
def test_a_half_filled_new_question_can_be_previewed_among_the_others(index, fields, heading):
    make_question(index, "old")
    page = preview(unsaved(index, **fields), ON_QUESTIONS_PAGE)
    assert [question.get_text() for question in page.select(".question > h2")] == ["Old?", heading]


@pytest.mark.parametrize(("fields", "heading"), PREVIEWED)
def test_a_half_filled_new_question_can_be_previewed_on_its_own_page(index, fields, heading):
    page = preview(unsaved(index, **fields), "")
    assert page.h1.get_text() == fields["title"]


def test_the_preview_of_a_change_stands_in_the_place_of_the_published_question_and_is_open(index):
    questions = [make_question(index, f"q{number}") for number in range(9)]
    questions[4].title = "Changed?"
    page = preview(questions[4], ON_QUESTIONS_PAGE)
    assert page.select(".question")[4].h2.get_text() == "Changed?"
    assert [details.h2.get_text() for details in page.find_all("details", open=True)] == ["Changed?"]


def test_the_preview_carries_the_closing_notice(index):
    question = make_question(index, "asked")
    assert Campaign.current().shows_notice
    assert all(preview(question, mode).select_one(".closing-notice") for mode, _ in question.preview_modes)


def test_the_form_asks_for_the_question_before_all_else_and_saves_by_itself(admin_client, index):
    page = BeautifulSoup(
        admin_client.get(reverse("wagtailadmin_pages:add", args=("faq", "questionpage", index.pk))).content,
        "html.parser",
    )
    names = [panel["id"] for panel in page.select("#tab-content section[id^=panel-child-content]")]
    assert names[0].endswith("title-section")
    assert "Question" in page.select_one(f"#{names[0]}").get_text()
    assert page.select_one("form[data-w-autosave-state-value], [data-controller~=w-autosave]")


def test_the_list_of_questions_opens_in_their_order_with_handles_for_keyboard_and_mouse(admin_client, index):
    make_question(index, "b"), make_question(index, "a")
    page = BeautifulSoup(admin_client.get(reverse("wagtailadmin_explore", args=(index.pk,))).content, "html.parser")
    assert [row["data-w-orderable-item-label"] for row in page.select("tr[data-w-orderable-item-label]")] == [
        "B?",
        "A?",
    ]
    assert "press up or down arrows" in page.select_one("table.listing caption").get_text()


def test_topics_can_be_put_in_order_too(admin_client, index):
    first, second = make_topic("First", sort_order=1), make_topic("Second", sort_order=2)
    url = reverse("wagtailsnippets_faq_faqtopic:reorder", args=(second.pk,))
    assert admin_client.post(f"{url}?position=0").status_code == 200
    first.refresh_from_db(), second.refresh_from_db()
    assert second.sort_order < first.sort_order


def test_the_form_lists_the_old_addresses_with_the_way_to_change_them(admin_client, index):
    question = make_question(index, "new")
    redirect = Redirect.add_redirect("/faqs/old", redirect_to=question)
    page = BeautifulSoup(
        admin_client.get(reverse("wagtailadmin_pages:edit", args=(question.pk,))).content, "html.parser"
    )
    link = page.find("a", href=reverse("wagtailredirects:edit", args=(redirect.pk,)))
    assert link.get_text() == "/faqs/old"


@pytest.mark.parametrize(
    "address",
    ["/faqs/#asked", "/faqs/asked/", "https://lbn.example/faqs/#asked", "#asked", "/faqs/#old"],
)
def test_a_typed_link_to_a_question_counts_as_its_use(index, address):
    question = make_question(index, "asked")
    Redirect.add_redirect("/faqs/old", redirect_to=question)
    linking = make_question(index, "linking", text=f'See <a href="{address}">it</a>.')
    assert linking.pk in {source.pk for source, _ in ReferenceIndex.get_grouped_references_to(question)}


@pytest.mark.parametrize("address", ["/news/#asked", "https://other.example/faqs/#asked", "/faqs/", "/faqs/#gone"])
def test_a_typed_link_to_something_else_does_not(index, address):
    question = make_question(index, "asked")
    linking = make_question(index, "linking", text=f'See <a href="{address}">it</a>.')
    assert linking.pk not in {source.pk for source, _ in ReferenceIndex.get_grouped_references_to(question)}


def test_an_address_that_cannot_be_read_leads_to_no_question(index):
    make_question(index, "asked")
    assert question_at("//[#asked") is None


def test_staff_are_told_which_pages_link_to_a_question_before_it_goes(admin_client, index):
    question = make_question(index, "asked")
    make_question(index, "chosen", text=f"See {link_to(question)}.")
    make_question(index, "typed", text='See <a href="/faqs/#asked">it</a>.')
    Redirect.add_redirect("/faqs/old", redirect_to=question)
    page = admin_client.get(reverse("wagtailadmin_pages:delete", args=(question.pk,))).content.decode()
    assert "Other pages link to this question: ‘Chosen?’, ‘Typed?’." in page


def test_a_question_that_nothing_links_to_goes_without_a_warning(admin_client, index):
    question = make_question(index, "asked")
    page = admin_client.get(reverse("wagtailadmin_pages:delete", args=(question.pk,))).content.decode()
    assert "Other pages link to this question" not in page


def test_a_question_cannot_take_the_anchor_of_the_page_itself(index):
    question = QuestionPage(title="Main?", slug="main", summary="<p>No.</p>", answer=[])
    with pytest.raises(ValidationError, match="Choose another"):
        index.add_child(instance=question)


def test_a_new_question_offers_a_place_to_write_and_the_topics_to_choose_from(admin_client, index):
    make_topic("The list")
    response = admin_client.get(reverse("wagtailadmin_pages:add", args=("faq", "questionpage", index.pk)))
    assert [block.block_type for block in response.context["form"]["answer"].value()] == ["text"]
    page = BeautifulSoup(response.content, "html.parser")
    assert [option.get_text() for option in page.select("select[name=topic] option")] == ["---------", "The list"]


def test_the_preview_shows_the_question_alone_first(index):
    question = make_question(index, "new")
    assert question.default_preview_mode == ""
    assert preview(question, "").h1.get_text() == question.title


def publish_new(admin_client, index, **fields):
    """What the form sends for a new question; the answer after the page that it leads to was opened."""
    data = {
        "title": "Who pays?",
        "slug": "who-pays",
        "summary": rich_text("<p>A charity.</p>"),
        "answer": streamfield([("text", rich_text("<p>Local Trust paid.</p>"))]),
        "since_then": rich_text(""),
        "sources": streamfield([]),
        "related": streamfield([]),
        "comments": inline_formset([]),
        "action-publish": "yes",
        **fields,
    }
    url = reverse("wagtailadmin_pages:add", args=("faq", "questionpage", index.pk))
    return admin_client.post(url, nested_form_data(data), follow=True)


@pytest.mark.parametrize(("as_at", "reminders"), [("", 1), ("2024-03-31", 0)])
def test_an_answer_that_goes_public_without_its_date_brings_a_reminder(admin_client, index, as_at, reminders):
    response = publish_new(admin_client, index, as_at=as_at)
    assert QuestionPage.objects.get().live
    told = [str(message) for message in response.context["messages"]]
    assert sum("cannot see how old the answer is" in message for message in told) == reminders


def test_a_question_that_was_asked_before_is_named_beside_the_title(admin_client, index):
    asked = make_question(index, "who-pays", "Who pays?")
    asked.unpublish()
    form = publish_new(admin_client, index).context["form"]
    address = reverse("wagtailadmin_pages:edit", args=(asked.pk,))
    assert form.errors["title"] == [
        f'‘Who pays?’ already has this address. <a href="{address}">Edit that page</a>, or give this one '
        "a different title and address."
    ]
