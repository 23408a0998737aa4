"""Votes and comments, with no cookie and no name."""

import pytest

from lbn_site.core.models import CampaignState
from lbn_site.feedback import services, views
from lbn_site.feedback.models import FeedbackSettings, Vote


def address(page) -> str:
    return f"/helpful/{page.pk}"


def comment_address(reader, question, answer: str = "no") -> str:
    return reader.post(address(question), {"helpful": answer})["Location"]


@pytest.mark.parametrize(("answer", "is_helpful"), [("yes", True), ("no", False)])
def test_a_vote_is_counted_and_thanked_for(reader, question, answer, is_helpful):
    response = reader.post(address(question), {"helpful": answer}, follow=True)
    vote = Vote.objects.get()
    assert (vote.page_id, vote.is_helpful, vote.comment) == (question.pk, is_helpful, "")
    text = response.content.decode()
    assert "Thank you" in text
    assert 'href="/faqs/what-is-it/"' in text
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_the_script_gets_the_address_for_more(reader, question):
    response = reader.post(address(question), {"helpful": "yes"}, headers={"Accept": "application/json"})
    assert "What would make this answer better?" in reader.get(response.json()["more"]).content.decode()


def test_a_comment_is_kept_with_addresses_and_numbers_blotted_out(reader, question):
    response = reader.post(comment_address(reader, question), {"comment": "Too long. Write to jo@example.org"})
    assert "We have saved your comment" in response.content.decode()
    assert Vote.objects.get().comment == "Too long. Write to ▇▇▇"


def test_a_comment_is_given_once(reader, question):
    more = comment_address(reader, question)
    reader.post(more, {"comment": "First"})
    reader.post(more, {"comment": "Second"})
    assert Vote.objects.get().comment == "First"


def test_an_empty_comment_says_what_to_do(reader, question):
    response = reader.post(comment_address(reader, question), {"comment": ""})
    assert response.status_code == 422
    assert "Write a few words" in response.content.decode()


def test_a_comment_that_is_too_long_is_given_back_whole(reader, question):
    response = reader.post(comment_address(reader, question), {"comment": "x" * 301})
    assert response.status_code == 422
    assert "x" * 301 in response.content.decode()
    assert Vote.objects.get().comment == ""


def test_a_full_trap_stores_nothing_and_a_person_whose_browser_filled_it_is_told(reader, question):
    more = comment_address(reader, question)
    page = reader.post(more, {"comment": "Too long", "website": "https://spam.example"}).content.decode()
    assert "It has not been saved yet" in page
    assert "Too long</textarea>" in page
    assert "spam.example" not in page
    assert Vote.objects.get().comment == ""
    assert "We have saved your comment" in reader.post(more, {"comment": "Too long"}).content.decode()
    assert Vote.objects.get().comment == "Too long"


def test_the_trap_is_hidden_from_people(reader, question):
    assert (
        '<div hidden inert><label for="id_website">' in reader.get(comment_address(reader, question)).content.decode()
    )


@pytest.mark.parametrize("change", ["x", "9"])
def test_a_made_up_token_reaches_no_vote(reader, question, change):
    more = comment_address(reader, question)
    assert reader.post(more + change, {"comment": "Not mine"}).status_code == 410
    assert Vote.objects.get().comment == ""


def test_after_an_hour_no_comment_is_taken(reader, question, monkeypatch):
    more = comment_address(reader, question)
    monkeypatch.setattr(services, "COMMENT_WITHIN_SECONDS", -1)
    response = reader.post(more, {"comment": "Late"})
    assert (response.status_code, "we did not save yours" in response.content.decode()) == (410, True)
    assert Vote.objects.get().comment == ""


def test_nobody_votes_more_than_a_few_times_a_day_on_one_answer(reader, question):
    for _ in range(views.VOTES_A_DAY_AND_PAGE):
        reader.post(address(question), {"helpful": "yes"})
    response = reader.post(address(question), {"helpful": "yes"})
    assert response.status_code == 429
    assert "We did not count this answer" in response.content.decode()
    assert Vote.objects.count() == views.VOTES_A_DAY_AND_PAGE


@pytest.mark.parametrize("answer", ["", "maybe"])
def test_an_unknown_answer_is_refused(reader, question, answer):
    assert reader.post(address(question), {"helpful": answer}).status_code == 404
    assert not Vote.objects.exists()


def test_a_page_that_does_not_ask_takes_no_vote(reader, question, home):
    assert reader.post(address(home), {"helpful": "yes"}).status_code == 404
    question.unpublish()
    assert reader.post(address(question), {"helpful": "yes"}).status_code == 404
    assert not Vote.objects.exists()


def test_another_site_cannot_vote(reader, question):
    response = reader.post(address(question), {"helpful": "yes"}, headers={"Origin": "https://elsewhere.example"})
    assert response.status_code == 403
    assert not Vote.objects.exists()


def test_a_get_votes_for_nothing(reader, question):
    assert reader.get(address(question)).status_code == 405


def test_a_closed_campaign_takes_no_vote_and_no_comment(reader, question, campaign):
    more = comment_address(reader, question)
    campaign.state = CampaignState.CLOSED
    campaign.save()
    for response in (reader.post(address(question), {"helpful": "yes"}), reader.post(more, {"comment": "Late"})):
        assert response.status_code == 410
        assert "The campaign has ended" in response.content.decode()
    assert list(Vote.objects.values_list("comment", flat=True)) == [""]


def test_staff_can_stop_asking(reader, question):
    settings = FeedbackSettings.load()
    settings.is_asked = False
    settings.save()
    assert reader.post(address(question), {"helpful": "yes"}).status_code == 410
