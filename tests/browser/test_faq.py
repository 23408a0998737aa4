"""The questions page in a browser: addresses, filter, copying, folding, print; with and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect
from wagtail.contrib.redirects.models import Redirect

from tests.faq.factories import make_index, make_question, make_topic

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SMALLEST_TARGET = 24


@pytest.fixture
def faqs(live_server) -> str:
    """The address of a questions page with nine folded answers, one of which had another anchor before."""
    index, topic = make_index(), make_topic("The list")
    fund = make_question(index, "fund", "What is the fund?", text="Money from dormant assets.", topic=topic)
    Redirect.add_redirect("/faqs/old-fund", redirect_to=fund)
    make_question(index, "members", "Who were the members?", text=f'See <a id="{fund.pk}" linktype="page">it</a>.')
    for number in range(7):
        make_question(index, f"q{number}", text=f'<a href="https://example.org/{number % 2}">There</a>')
    return f"{live_server.url}/faqs/"


def question(page: Page, slug: str):
    return page.locator(f".question:has(#{slug})")


def heading(page: Page, slug: str):
    return page.locator(f"h3#{slug}")


def is_in_view(page: Page, slug: str) -> bool:
    box = heading(page, slug).bounding_box()
    return bool(box) and 0 <= box["y"] < page.viewport_size["height"]


@pytest.mark.parametrize("anchor", ["q6", "%71%36"])
def test_an_address_opens_its_answer_and_moves_the_focus_to_the_heading(page: Page, faqs, anchor):
    page.goto(f"{faqs}#{anchor}")
    expect(question(page, "q6")).to_have_attribute("open", "")
    expect(heading(page, "q6")).to_be_focused()
    assert is_in_view(page, "q6")
    assert page.locator("details[open]").count() == 1


def test_an_old_address_opens_the_renamed_question(page: Page, faqs):
    page.goto(f"{faqs}#old-fund")
    expect(question(page, "fund")).to_have_attribute("open", "")
    expect(heading(page, "fund")).to_be_focused()
    expect(page.locator("#old-fund")).to_have_css("box-shadow", "none")
    expect(heading(page, "fund")).not_to_have_css("box-shadow", "none")


def test_a_broken_address_does_no_harm(page: Page, faqs, console_faults):
    page.goto(f"{faqs}#%E0%A4%A")
    expect(page.get_by_role("button", name="Open all answers")).to_be_visible()
    assert console_faults == []


def test_a_link_within_the_page_and_a_new_hash_open_their_answers(page: Page, faqs):
    page.goto(f"{faqs}#members")
    question(page, "members").get_by_role("link", name="it", exact=True).click()
    expect(question(page, "fund")).to_have_attribute("open", "")
    expect(heading(page, "fund")).to_be_focused()
    page.evaluate("location.hash = '#q3'")
    expect(question(page, "q3")).to_have_attribute("open", "")


def test_the_same_link_opens_an_answer_again_that_was_closed(page: Page, faqs):
    page.goto(f"{faqs}#members")
    link = question(page, "members").get_by_role("link", name="it", exact=True)
    link.click()
    heading(page, "fund").click()
    expect(question(page, "fund")).not_to_have_attribute("open", "")
    link.click()
    expect(question(page, "fund")).to_have_attribute("open", "")


def test_the_question_of_the_address_is_marked(page: Page, faqs):
    page.goto(f"{faqs}#old-fund")
    marked = question(page, "fund").evaluate("element => getComputedStyle(element).boxShadow")
    plain = question(page, "q1").evaluate("element => getComputedStyle(element).boxShadow")
    assert marked != plain == "none"


def test_by_keyboard_a_question_opens_and_closes_and_others_stay_as_they_are(page: Page, faqs):
    page.goto(f"{faqs}#q1")
    summary = question(page, "q2").locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(question(page, "q2")).to_have_attribute("open", "")
    expect(question(page, "q1")).to_have_attribute("open", "")
    page.keyboard.press("Space")
    expect(question(page, "q2")).not_to_have_attribute("open", "")


def test_all_answers_open_and_close_together(page: Page, faqs):
    page.goto(faqs)
    page.get_by_role("button", name="Open all answers").click()
    assert page.locator("details[open]").count() == 9
    page.get_by_role("button", name="Close all answers").click()
    assert page.locator("details[open]").count() == 0


def test_headings_within_summaries_are_still_headings(page: Page, faqs):
    page.goto(faqs)
    expect(page.get_by_role("heading", level=3)).to_have_count(9)
    expect(page.get_by_role("heading", name="What is the fund?", level=3)).to_be_visible()


def test_the_filter_hides_what_does_not_match_and_says_how_much_is_left(page: Page, faqs):
    page.goto(faqs)
    box = page.get_by_role("searchbox", name="Find a question")
    box.fill("dormant FÚND")
    expect(page.get_by_role("status")).to_have_text("1 question found.")
    expect(page.locator(".question:visible")).to_have_count(1)
    expect(page.get_by_role("heading", name="More questions")).to_be_hidden()
    box.fill("")
    expect(page.locator(".question:visible")).to_have_count(9)
    expect(page.get_by_role("status")).to_have_text("")


def test_where_the_filter_finds_nothing_it_leads_to_the_search(page: Page, faqs):
    page.goto(faqs)
    page.get_by_role("searchbox").fill("zebra & co")
    link = page.get_by_role("status").get_by_role("link", name="Search the whole site for “zebra & co”")
    expect(link).to_have_attribute("href", re.compile(r"/search/\?query=zebra\+%26\+co&scope=faq$"))


def test_enter_in_the_filter_goes_to_the_first_match(page: Page, faqs):
    page.goto(faqs)
    page.get_by_role("searchbox").fill("members")
    page.keyboard.press("Enter")
    expect(question(page, "members").locator("summary")).to_be_focused()
    assert page.url == faqs


def test_an_address_shows_its_question_even_when_it_was_filtered_out(page: Page, faqs):
    page.goto(faqs)
    page.get_by_role("searchbox").fill("members")
    page.evaluate("location.hash = '#fund'")
    expect(heading(page, "fund")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("")


def test_the_link_to_an_answer_is_copied_by_a_button_that_names_the_question(page: Page, faqs):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{faqs}#q1")
    question(page, "fund").locator("summary").click()
    button = page.get_by_role("button", name="Copy link ‘What is the fund?’")
    box = button.bounding_box()
    assert box["width"] >= SMALLEST_TARGET
    assert box["height"] >= SMALLEST_TARGET
    button.click()
    expect(page.get_by_role("button", name="Link copied ‘What is the fund?’")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{faqs}#fund"


def test_print_shows_every_answer_and_each_link_target_once(page: Page, faqs):
    page.goto(faqs)
    page.emulate_media(media="print")
    expect(page.locator(".question__answer:visible")).to_have_count(9)
    assert all(answer.bounding_box()["height"] > 0 for answer in page.locator(".question__answer").all())
    assert page.locator(".link-notes li:visible").all_inner_texts() == [
        "https://example.org/0",
        "https://example.org/1",
    ]
    for hidden in (".site-menu", ".faq-filter", ".faq-contents", ".question__links", ".questions__open"):
        assert page.locator(hidden).locator("visible=true").count() == 0, hidden


def test_printing_leaves_the_answers_as_they_were(page: Page, faqs):
    page.goto(f"{faqs}#q1")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details[open]").count() == 9
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 1


def test_without_scripts_an_address_still_shows_its_answer(page_without_scripts: Page, faqs):
    page = page_without_scripts
    page.goto(f"{faqs}#old-fund")
    assert question(page, "fund").locator(".question__answer p").last.bounding_box()["height"] > 0
    assert is_in_view(page, "fund")
    assert page.get_by_role("link", name="Link to this answer ‘What is the fund?’").get_attribute("href") == "#fund"


def test_without_scripts_the_filter_searches_the_site(page_without_scripts: Page, faqs):
    page = page_without_scripts
    page.goto(faqs)
    page.get_by_role("searchbox").fill("fund")
    page.get_by_role("search", name="Questions").get_by_role("button").click()
    expect(page).to_have_url(re.compile(r"/search/\?query=fund&scope=faq$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_answers_have_no_accessibility_faults(page: Page, faqs, axe, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{faqs}#fund")
    page.get_by_role("button", name="Open all answers").click()
    assert axe(page) == []
