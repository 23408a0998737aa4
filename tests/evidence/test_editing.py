"""Staff write a session."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from lbn_site.evidence.models import EvidenceSessionPage

from .factories import evidence_index

NOTHING = rich_text("<p></p>")


@pytest.fixture
def staff(client, home):
    client.force_login(get_user_model().objects.create_superuser("ada", "ada@example.org", "a-long-password"))
    return client


def form_data(**changes) -> dict:
    """What the editor's form sends for a new session."""
    return nested_form_data(
        {
            "title": "On health",
            "slug": "on-health",
            "date": "2999-07-09",
            "date_precision": "day",
            "search_description": "What was said.",
            "body": streamfield([("text", rich_text("<p>Words</p>"))]),
            "reading_list": streamfield([]),
            "related": streamfield([]),
            "speakers": inline_formset([]),
            "documents": inline_formset([]),
            "transcript": NOTHING,
            "policy_context": NOTHING,
            "comments": inline_formset([]),
            "action-publish": "yes",
            **changes,
        }
    )


def sent(staff, **changes):
    return staff.post(f"/admin/pages/add/evidence/evidencesessionpage/{evidence_index().pk}/", form_data(**changes))


def previewed(staff, **changes) -> str:
    """What the preview of a session shows that was never saved."""
    address = f"/admin/pages/add/evidence/evidencesessionpage/{evidence_index().pk}/preview/"
    assert staff.post(address, form_data(**changes)).json()["is_valid"]
    response = staff.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_new_session_can_be_previewed_and_has_no_empty_boxes(staff):
    html = previewed(staff)
    assert "On health" in html
    assert "Put it into your calendar" not in html
    assert "notice" not in html.split("<main")[1].split("</main")[0]
    assert "Policy at the time" not in html


def test_a_previewed_session_shows_how_to_take_part(staff):
    assert "https://book.example/seat" in previewed(staff, joining="https://book.example/seat")


def test_an_empty_transcript_is_none(staff):
    response = sent(staff, recording_url="https://media.example/1")
    assert "Add the transcript of the recording" in response.content.decode()
    assert not EvidenceSessionPage.objects.exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2pm", datetime.time(14)),
        ("2.30 pm", datetime.time(14, 30)),
        ("2:30 p.m.", datetime.time(14, 30)),
        ("12 am", datetime.time(0)),
        ("12PM", datetime.time(12)),
        ("14:00", datetime.time(14)),
        ("14.00", datetime.time(14)),
        ("09:30", datetime.time(9, 30)),
        ("", None),
    ],
)
def test_a_time_is_taken_as_it_is_written(staff, typed, meant):
    assert sent(staff, starts_at=typed).status_code == 302
    assert EvidenceSessionPage.objects.get().starts_at == meant


@pytest.mark.parametrize("typed", ["2", "2:30", "14pm", "25:00", "14:75", "after lunch"])
def test_a_time_that_may_mean_two_things_is_asked_again(staff, typed):
    html = sent(staff, starts_at=typed).content.decode()
    assert "Enter the time as 14:00 or 2pm" in html
    assert not EvidenceSessionPage.objects.exists()


def test_no_script_changes_what_is_typed_as_a_time(staff):
    form = staff.get(f"/admin/pages/add/evidence/evidencesessionpage/{evidence_index().pk}/").context["form"]
    assert "script" not in str(form["starts_at"])
    assert "data-controller" not in str(form["starts_at"])


@pytest.mark.parametrize("ends", ["14:00", "13:59"])
def test_a_session_that_ends_when_it_begins_or_before_is_refused(staff, ends):
    answer = sent(staff, starts_at="14:00", ends_at=ends).content.decode()
    assert "The session must end after it starts." in answer
    assert not EvidenceSessionPage.objects.exists()


def test_a_time_that_the_clocks_skip_is_refused_in_plain_words(staff):
    answer = sent(staff, date="28/03/2027", starts_at="01:30").content.decode()
    assert "there is no 01:30" in answer
    assert sent(staff, date="31/10/2027", starts_at="01:30").status_code == 302


def test_a_long_meeting_link_is_kept_with_the_space_around_it_taken_away(staff):
    link = f"https://meet.example/{'x' * 1900}"
    assert sent(staff, joining=f"\u3000\u200b{link}\u00a0\ufeff").status_code == 302
    assert EvidenceSessionPage.objects.get().joining == link
