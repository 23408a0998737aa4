"""Dates are typed the British way, and nothing is guessed where one cannot be read."""

import datetime

import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput
from wagtail.utils.timestamps import render_timestamp

from lbn_site.core.dates import moment_in_words
from lbn_site.news.models import NewsPage
from tests.accounts.factories import SuperuserFactory

FIRST_OF_DECEMBER = datetime.date(2026, 12, 1)
NINE_O_CLOCK = datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC)
WRITTEN = ["01/12/2026", "1/12/2026", "1/12/26", "01 Dec 2026", "1 December 2026", "2026-12-01"]
UNREADABLE = ["31/02/2025", "12/31/2026", "tomorrow", "01/12", "1/12/226"]


@pytest.fixture
def date_field():
    return formfield_for_dbfield(NewsPage._meta.get_field("date"))


@pytest.fixture
def datetime_field():
    return formfield_for_dbfield(NewsPage._meta.get_field("go_live_at"))


@pytest.mark.parametrize("written", WRITTEN)
def test_a_date_is_read_as_day_month_year(written, date_field):
    assert date_field.clean(written) == FIRST_OF_DECEMBER


@pytest.mark.parametrize("written", WRITTEN)
def test_so_is_one_with_a_time(written, datetime_field):
    assert datetime_field.clean(f"{written} 09:00") == NINE_O_CLOCK


DATE_REFUSED = r"This is not a date\. Enter the date as 01/12/2026 \(day/month/year\)\."
TIME_REFUSED = r"This is not a date and time\. Enter the date and time as 01/12/2026 09:00"


@pytest.mark.parametrize("written", UNREADABLE)
def test_what_cannot_be_read_is_refused_with_the_way_to_type_it(written, date_field, datetime_field):
    with pytest.raises(forms.ValidationError, match=DATE_REFUSED):
        date_field.clean(written)
    with pytest.raises(forms.ValidationError, match=TIME_REFUSED):
        datetime_field.clean(f"{written} 09:00")


def test_fields_show_what_they_themselves_read_with_the_month_as_a_word(date_field, datetime_field):
    shown = AdminDateInput().format_value(FIRST_OF_DECEMBER)
    assert shown == "01 Dec 2026"
    assert date_field.clean(shown) == FIRST_OF_DECEMBER
    shown = AdminDateTimeInput().format_value(timezone.localtime(NINE_O_CLOCK))
    assert shown == "01 Dec 2026 09:00"
    assert datetime_field.clean(shown) == NINE_O_CLOCK


def test_a_hint_says_how_to_type_it_behind_what_the_field_says_already(date_field, datetime_field):
    own = NewsPage._meta.get_field("date").help_text
    assert date_field.help_text == f"{own} Enter the date as 01/12/2026 (day/month/year)."
    assert datetime_field.help_text == "Enter the date and time as 01/12/2026 09:00 (day/month/year, then the time)."


def test_filters_of_lists_read_dates_alike_and_say_how_to_type_them(client, home):
    client.force_login(SuperuserFactory())
    report = reverse("wagtailadmin_reports:site_history")
    read = client.get(report, {"timestamp_from": "01/12/2026", "timestamp_to": "2026-12-31"})
    assert not read.context["filters"].form.errors
    assert 'value="01/12/2026"' in read.content.decode()
    refused = client.get(report, {"timestamp_from": "tomorrow"}).content.decode()
    assert 'value="tomorrow"' in refused
    assert "This is not a date. Enter the date as 01/12/2026" in refused


def test_nobody_chooses_a_language_that_reads_dates_otherwise(client, home):
    client.force_login(SuperuserFactory())
    assert "Preferred language" not in client.get(reverse("wagtailadmin_account")).content.decode()


@pytest.mark.parametrize("written", ["01/12/0026", "0026-12-01", "01/12/1026"])
def test_a_year_with_a_digit_wrong_is_named(written, date_field, datetime_field):
    with pytest.raises(forms.ValidationError, match=r"The year reads as \d{4}\. Enter the date as 01/12/2026"):
        date_field.clean(written)
    with pytest.raises(forms.ValidationError, match=r"The year reads as \d{4}\. Enter the date and time as 01/12"):
        datetime_field.clean(f"{written} 09:00")


def test_an_hour_that_the_clocks_skip_is_refused_in_plain_words(datetime_field):
    with pytest.raises(forms.ValidationError) as refused:
        datetime_field.clean("28/03/2027 01:30")
    (message,) = refused.value.messages
    assert message.startswith("On 28 March 2027 the clocks go forward from 01:00 to 02:00, so there is no 01:30.")
    assert datetime_field.clean("28/03/2027 02:00").astimezone(datetime.UTC).hour == 1


def test_an_hour_that_comes_twice_is_the_first(datetime_field):
    read = datetime_field.clean("31/10/2027 01:30")
    assert read.astimezone(datetime.UTC) == datetime.datetime(2027, 10, 31, 0, 30, tzinfo=datetime.UTC)


def test_a_moment_is_written_in_one_way_in_uk_time():
    moment = datetime.datetime(2027, 7, 1, 13, 20, tzinfo=datetime.UTC)
    assert moment_in_words(moment) == render_timestamp(moment) == "1 July 2027, 14:20"
    assert date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") == "1 July 2027, 14:20"
    assert time_format(timezone.localtime(moment)) == "14:20"
