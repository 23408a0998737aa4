"""An editor puts live figures into a text, and readers see them change with the campaign's settings."""

import pytest
from playwright.sync_api import expect

from lbn_site.explainers.models import ExplainerIndexPage

from .desk import open_desk, publish, text_editor

STORED = '<embed embedtype="live-figure" key="neighbourhoods"/>'


@pytest.fixture
def about(django_db_serialized_rollback, live_server, home) -> ExplainerIndexPage:
    """A live page with a short text."""
    page = ExplainerIndexPage(
        title="About",
        slug="about",
        search_description="About.",
        introduction='<p data-block-key="aaaaa">There are</p>',
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def desk(live_server, new_context, about):
    page = open_desk(live_server, new_context)
    page.goto(f"/admin/pages/{about.pk}/edit/")
    text_editor(page).click()
    page.keyboard.press("End")
    return page


def insert(desk, figure: str) -> None:
    desk.keyboard.type(" /live")
    desk.get_by_role("option", name="Insert a live figure").click()
    desk.get_by_role("dialog").get_by_role("button", name=figure).click()
    expect(desk.get_by_role("dialog")).to_have_count(0)


def stored_text(page: ExplainerIndexPage) -> str:
    page.refresh_from_db()
    return page.get_latest_revision_as_object().introduction


def test_an_inserted_figure_is_published_and_follows_the_campaign(desk, about, campaign, live_server):
    insert(desk, "Number of neighbourhoods 225")
    desk.keyboard.type(" places.")
    publish(desk)
    desk.goto("/about/")
    expect(desk.get_by_text("There are 225 places.")).to_be_visible()
    campaign.neighbourhood_count = 226
    campaign.save()
    desk.reload()
    expect(desk.get_by_text("There are 226 places.")).to_be_visible()
    assert STORED in stored_text(about)


def test_the_toolbar_has_the_chooser_too_and_it_works_by_keyboard(desk, about):
    text_editor(desk).press("Control+A")
    desk.locator('[name="LIVE-FIGURE"]').first.click()
    dialog = desk.get_by_role("dialog", name="Insert a live figure")
    expect(dialog.get_by_role("button").first).to_be_focused()
    desk.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_the_chip_says_what_it_is_and_can_be_changed_and_removed(desk):
    insert(desk, "Number of neighbourhoods")
    chip = desk.locator(".live-figure-chip")
    expect(chip).to_have_attribute("title", "Number of neighbourhoods: kept up to date by the site")
    chip.click()
    desk.get_by_role("button", name="Choose another").click()
    desk.get_by_role("dialog").get_by_role("button", name="People living there").click()
    expect(chip).to_have_text("2.4 million")
    chip.click()
    desk.get_by_role("button", name="Remove").click()
    expect(chip).to_have_count(0)
    expect(text_editor(desk)).not_to_contain_text("million")


def test_the_chip_goes_as_a_whole_with_one_backspace(desk):
    insert(desk, "Active to March 2024")
    desk.keyboard.press("Backspace")
    expect(text_editor(desk)).not_to_contain_text("March")


def test_copied_text_keeps_its_figure_when_it_is_pasted(desk, about):
    insert(desk, "Number of neighbourhoods")
    desk.keyboard.press("Control+A")
    desk.keyboard.press("Control+C")
    desk.keyboard.press("End")
    desk.keyboard.press("Control+V")
    expect(desk.locator(".live-figure-chip")).to_have_count(2)
    publish(desk)
    assert stored_text(about).count(STORED) == 2


def test_a_figure_survives_save_and_reopen(desk, about):
    insert(desk, "Number of neighbourhoods")
    desk.keyboard.type(" of them")
    publish(desk)
    before = stored_text(about)
    desk.goto(f"/admin/pages/{about.pk}/edit/")
    expect(desk.locator(".live-figure-chip")).to_have_text("225")
    expect(text_editor(desk)).to_have_text("There are 225 of them")
    publish(desk)
    assert stored_text(about) == before


def test_when_the_figures_cannot_be_looked_up_the_chooser_says_so(desk):
    desk.route("**/admin/live-figures/", lambda route: route.abort())
    desk.keyboard.type(" /live")
    desk.get_by_role("option", name="Insert a live figure").click()
    expect(desk.get_by_text("The figures could not be looked up.")).to_be_visible()
    desk.get_by_role("button", name="Cancel").click()
    expect(desk.get_by_role("dialog")).to_have_count(0)
