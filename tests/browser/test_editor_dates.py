"""Dates in the desk: typed the British way they are saved so, and what cannot be read stays and is refused."""

import datetime

import pytest
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Site

from lbn_site.core.models import Campaign
from lbn_site.news.models import NewsPage
from tests.news.factories import news_page

from .desk import open_desk, publish

CALENDAR = ".xdsoft_datetimepicker:visible"
# Hours at which the calendar's list of times opens at its start, its middle and its end.
HOURS = ["00:05", "09:57", "14:57", "23:58"]

UNREADABLE = ["31/02/2025", "tomorrow", "12/31/2026"]
NEXT_YEAR = datetime.date.today().year + 1


@pytest.fixture
def letter(django_db_serialized_rollback, live_server, home) -> NewsPage:
    page = news_page()
    page.save_revision().publish()
    return page


@pytest.fixture
def desk(live_server, new_context, letter) -> Page:
    page = open_desk(live_server, new_context)
    page.goto(f"/admin/pages/{letter.pk}/edit/")
    return page


def go_live(desk: Page) -> Locator:
    """The field of the schedule, opened."""
    desk.get_by_role("button", name="Toggle status").click()
    desk.get_by_role("button", name="Set schedule").click()
    return desk.get_by_label("Go live date/time")


def write(field: Locator, text: str) -> None:
    """Key by key, as hands do, once the calendar has opened below the field."""
    field.fill("")
    expect(field.page.locator(CALENDAR)).to_have_count(1)
    field.press_sequentially(text)


def leave_by_clicking(field: Locator) -> None:
    field.evaluate("field => field.blur()")


def leave_by_tab(field: Locator) -> None:
    field.press("Tab")


@pytest.mark.parametrize("leave", [leave_by_tab, leave_by_clicking])
def test_a_schedule_typed_the_british_way_is_kept(desk, letter, leave):
    field = go_live(desk)
    write(field, f"01/12/{NEXT_YEAR} 09:00")
    leave(field)
    expect(field).to_have_value(f"01/12/{NEXT_YEAR} 09:00")
    desk.get_by_role("button", name="Save schedule").click()
    expect(desk.get_by_text("has been updated")).to_be_visible()
    letter.refresh_from_db()
    draft = letter.get_latest_revision_as_object()
    assert draft.go_live_at == datetime.datetime(NEXT_YEAR, 12, 1, 9, tzinfo=datetime.UTC)
    desk.get_by_role("button", name="Edit schedule").click()
    expect(field).to_have_value(f"01 Dec {NEXT_YEAR} 09:00")


def test_a_schedule_that_cannot_be_read_is_not_saved(desk, letter):
    field = go_live(desk)
    write(field, f"31/02/{NEXT_YEAR} 09:00")
    leave_by_tab(field)
    desk.get_by_role("button", name="Save schedule").click()
    expect(
        desk.get_by_text("This is not a date and time. Enter the date and time as 01/12/2026 09:00").first
    ).to_be_attached()
    expect(field).to_have_value(f"31/02/{NEXT_YEAR} 09:00")
    letter.refresh_from_db()
    assert letter.get_latest_revision_as_object().go_live_at is None


@pytest.mark.parametrize("hour", HOURS)
@pytest.mark.parametrize("typed", [f"01/12/{NEXT_YEAR}", f"{NEXT_YEAR}-12-01"])
def test_a_time_chosen_behind_a_typed_day_leaves_the_day(desk, letter, typed, hour):
    desk.clock.set_fixed_time(f"{datetime.date.today()}T{hour}")
    desk.reload()
    field = go_live(desk)
    write(field, typed)
    desk.locator(f"{CALENDAR} .xdsoft_time", has_text="10:00").click()
    expect(field).to_have_value(f"01 Dec {NEXT_YEAR} 10:00")


def test_the_list_of_times_opens_at_the_time_in_the_field(desk):
    field = go_live(desk)
    write(field, f"01/12/{NEXT_YEAR} 21:00")
    field.press("Escape")
    field.click()
    expect(desk.locator(f"{CALENDAR} .xdsoft_time.xdsoft_current")).to_be_in_viewport()
    expect(desk.locator(f"{CALENDAR} .xdsoft_time", has_text="00:00")).not_to_be_in_viewport()


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (1280, 720), (768, 1024), (360, 740), (320, 568)])
@pytest.mark.parametrize("label", ["Go live date/time", "Expiry date/time"])
def test_the_calendar_covers_no_button_and_escape_closes_it_alone(desk, label, width, height):
    desk.set_viewport_size({"width": width, "height": height})
    go_live(desk)
    field = desk.get_by_label(label)
    field.click()
    expect(desk.locator(CALENDAR)).to_have_count(1)
    box = desk.locator(CALENDAR).bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= height
    save = desk.get_by_role("button", name="Save schedule")
    for button in (save, desk.get_by_role("button", name="Close dialog")):
        assert not _overlap(box, button.bounding_box())
    field.press("Escape")
    expect(desk.locator(CALENDAR)).to_have_count(0)
    expect(save).to_be_visible()
    field.press("Escape")
    expect(save).to_be_hidden()


def _overlap(one: dict, other: dict) -> bool:
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


def test_the_date_of_a_news_item_is_saved_as_typed(desk, letter):
    field = desk.get_by_label("Date*", exact=True)
    expect(field).to_have_value("09 Jul 2021")
    write(field, "15/10/2025")
    field.press("Tab")
    publish(desk)
    letter.refresh_from_db()
    assert letter.date == datetime.date(2025, 10, 15)


@pytest.mark.parametrize("typed", UNREADABLE)
def test_nonsense_stays_in_the_field_and_is_refused(desk, letter, typed):
    field = desk.get_by_label("Date*", exact=True)
    write(field, typed)
    field.press("Tab")
    expect(field).to_have_value(typed)
    desk.get_by_role("button", name="More actions").last.click()
    desk.get_by_role("button", name="Publish", exact=True).click()
    expect(desk.get_by_text("This is not a date. Enter the date as 01/12/2026 (day/month/year).")).to_be_visible()
    expect(field).to_have_value(typed)
    letter.refresh_from_db()
    assert letter.date == datetime.date(2021, 7, 9)


def test_the_campaign_s_months_are_kept_too(desk):
    campaign = Campaign.current()
    desk.goto(f"/admin/settings/core/campaign/{Site.objects.get(is_default_site=True).pk}/")
    field = desk.get_by_label("Active to")
    write(field, "15 October 2025")
    field.press("Tab")
    expect(field).to_have_value("15 October 2025")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_label("Active to")).to_have_value("15 Oct 2025")
    campaign.refresh_from_db()
    assert campaign.active_to == datetime.date(2025, 10, 15)
