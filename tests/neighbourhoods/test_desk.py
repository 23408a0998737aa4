"""The import desk: hand in, look, approve, go back. Nothing changes until somebody else says so."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lbn_site.mail import kinds
from lbn_site.mail.models import OutgoingMessage
from lbn_site.neighbourhoods.editions import (
    CannotChangeEditionError,
    list_without,
    put_back_edition,
    return_to_edition,
    withdraw_edition,
)
from lbn_site.neighbourhoods.importing import desk
from lbn_site.neighbourhoods.models import Edition, ImportState, ListImport

from .factories import csv_of, edition, postcodes, steward, ward, xlsx_of

pytestmark = pytest.mark.django_db
ROWS = [ward(1), ward(2), ward(3)]


@pytest.fixture
def current(home):
    return edition()


@pytest.fixture
def uploader(current):
    return steward("uploader")


@pytest.fixture
def approver(uploader):
    return steward("approver")


def submit(rows=ROWS, user=None, name="2025 edition", expected_count=3) -> ListImport:
    return desk.submit_list(
        name="list.csv", data=csv_of(rows), edition_name=name, user=user, expected_count=expected_count
    )


def describe(record: ListImport) -> None:
    """Write what a new edition lacks."""
    record.edition.population_source = record.edition.deprivation_source = "Mid-2024 estimates"
    record.edition.save()


def upload(client, data: bytes, name: str = "list.csv", edition_name: str = "2025 edition", expected: int = 3):
    return client.post(
        reverse("neighbourhood_desk:upload"),
        {"file": SimpleUploadedFile(name, data), "name": edition_name, "expected_count": expected},
        follow=True,
    )


@pytest.mark.parametrize(("make", "name"), [(csv_of, "list.csv"), (xlsx_of, "list.xlsx")])
def test_a_list_is_handed_in_seen_and_published_by_somebody_else(client, uploader, approver, make, name):
    client.force_login(uploader)
    page = upload(client, make([ward(1), ward(2, name="New name"), ward(4)]), name).content.decode()
    assert "1 join, 1 leave, 1 are renamed" in page
    assert "someone else must approve it" in page
    assert Edition.objects.current().slug == "2020-3"

    record = ListImport.objects.get()
    describe(record)
    client.force_login(approver)
    page = client.get(reverse("neighbourhood_desk:import", args=[record.pk])).content.decode()
    assert "1 neighbourhood would change its name." in page
    page = client.post(
        reverse("neighbourhood_desk:approve", args=[record.pk]), {"moved": "on", "renamed": "on"}, follow=True
    )
    assert "is now the current list" in page.content.decode()
    assert Edition.objects.current().name == "2025 edition"
    record.refresh_from_db()
    assert (record.state, record.decided_by, record.decided_alone) == (ImportState.PUBLISHED, approver, False)


def test_the_file_and_its_hash_are_kept(client, uploader):
    client.force_login(uploader)
    data = csv_of(ROWS)
    upload(client, data)
    record = ListImport.objects.get()
    assert record.file.data() == data
    assert client.get(reverse("neighbourhood_desk:original", args=[record.pk])).content == data
    assert len(record.file.sha256) == 64


def test_an_edition_records_which_file_it_is_made_of_and_when_that_came(client, uploader):
    client.force_login(uploader)
    upload(client, csv_of(ROWS))
    record = ListImport.objects.get()
    assert record.edition.file_sha256 == record.file.sha256
    assert record.edition.received_on == timezone.localdate(record.uploaded_at)


def test_a_file_with_problems_changes_nothing_and_says_why(client, uploader):
    client.force_login(uploader)
    page = upload(client, csv_of([ward(1), ward(1)])).content.decode()
    assert "appears twice: in row 2 and in row 3" in page
    assert "nothing was changed" in page
    assert Edition.objects.count() == 1
    assert ListImport.objects.get().state == ImportState.REFUSED


def test_a_file_too_large_is_refused_at_the_door(client, uploader):
    client.force_login(uploader)
    page = upload(client, bytes(10 * 1024 * 1024 + 1)).content.decode()
    assert "the limit is 10 MB" in page
    assert not ListImport.objects.exists()


def test_a_name_that_is_taken_is_refused(client, uploader):
    client.force_login(uploader)
    assert (
        "There is already a published 2020 edition"
        in upload(client, csv_of(ROWS), edition_name="2020 Edition").content.decode()
    )


def test_nobody_approves_their_own_list_while_somebody_else_can(uploader, approver):
    record = submit(user=uploader)
    describe(record)
    with pytest.raises(desk.CannotPublishError, match="someone else"):
        desk.approve_import(list_import=record, user=uploader, confirms_alone=True)
    assert Edition.objects.current().slug == "2020-3"


def test_somebody_who_is_alone_confirms_it_and_that_is_recorded(uploader):
    record = submit(user=uploader)
    describe(record)
    with pytest.raises(desk.CannotPublishError, match="nobody else"):
        desk.approve_import(list_import=record, user=uploader)
    desk.approve_import(list_import=record, user=uploader, confirms_alone=True)
    record.refresh_from_db()
    assert record.decided_alone
    assert Edition.objects.current().name == "2025 edition"


def test_a_list_of_another_length_needs_a_tick(uploader, approver):
    record = submit(ROWS[:2], user=uploader)
    describe(record)
    with pytest.raises(desk.CannotPublishError, match="2 neighbourhoods; 3 were expected"):
        desk.approve_import(list_import=record, user=approver, accepted=["moved"])
    desk.approve_import(list_import=record, user=approver, accepted=["count", "moved"])
    record.refresh_from_db()
    assert len(record.accepted_warnings) == 2


def test_places_without_postcodes_need_a_tick(uploader, approver):
    postcodes(inside={"E05000001": "9AB", "E05000002": "9AD"})
    record = submit(user=uploader)
    describe(record)
    with pytest.raises(desk.CannotPublishError, match="We have no postcodes for 1 of the neighbourhoods"):
        desk.approve_import(list_import=record, user=approver)
    desk.approve_import(list_import=record, user=approver, accepted=["postcodes"])


def test_what_came_by_the_command_line_is_approved_by_anyone_who_may(uploader, approver):
    record = submit(user=None)
    describe(record)
    desk.approve_import(list_import=record, user=approver)
    record.refresh_from_db()
    assert (record.state, record.decided_alone) == (ImportState.PUBLISHED, False)


def test_a_long_name_still_makes_an_address(uploader):
    names = [submit(user=uploader, name=f"The list of {'very ' * 11}long names").edition.slug for _ in range(2)]
    assert len(set(names)) == 2
    assert max(map(len, names)) <= Edition._meta.get_field("slug").max_length


def test_a_list_without_sources_is_not_offered_for_approval_and_says_where_they_are_written(
    client, uploader, approver
):
    record = submit(user=uploader)
    client.force_login(approver)
    here = reverse("neighbourhood_desk:import", args=[record.pk])
    page = client.get(here).content.decode()
    assert "It cannot be published yet:" in page
    assert "Say where the populations come from" in page
    assert 'disabled aria-describedby="missing">Approve and publish</button>' in page
    assert reverse("neighbourhood_desk:approve", args=[record.pk]) not in page
    assert reverse("neighbourhood_desk:describe", args=[record.edition_id]) in page

    describe(record)
    page = client.get(here).content.decode()
    assert "It cannot be published yet:" not in page
    assert reverse("neighbourhood_desk:approve", args=[record.pk]) in page


def test_figures_without_a_source_are_not_published(uploader, approver):
    record = submit(user=uploader)
    with pytest.raises(desk.CannotPublishError, match="where the populations come from"):
        desk.approve_import(list_import=record, user=approver)


def test_two_editions_of_one_name_are_never_published(uploader, approver):
    first, second = submit(user=uploader), submit(user=uploader)
    for record in (first, second):
        describe(record)
    desk.approve_import(list_import=first, user=approver)
    with pytest.raises(desk.CannotPublishError, match="Give it a different name"):
        desk.approve_import(list_import=second, user=approver)


def test_an_import_is_decided_once(uploader, approver):
    record = submit(user=uploader)
    desk.discard_import(list_import=record, user=approver)
    record.refresh_from_db()
    assert record.state == ImportState.DISCARDED
    assert Edition.objects.count() == 1
    with pytest.raises(desk.CannotPublishError, match="already been decided"):
        desk.approve_import(list_import=record, user=approver)


def test_a_list_published_a_moment_ago_is_not_discarded(uploader, approver):
    record = submit(user=uploader)
    describe(record)
    seen_before = ListImport.objects.get(pk=record.pk)
    desk.approve_import(list_import=record, user=approver)
    with pytest.raises(desk.CannotPublishError, match="already been decided"):
        desk.discard_import(list_import=seen_before, user=uploader)
    assert Edition.objects.current() == record.edition


def test_one_click_returns_to_an_earlier_edition_with_the_same_bytes(client, uploader, approver):
    address = "/neighbourhoods/data/2020-3/neighbourhoods.csv"
    before = client.get(address).content
    record = submit([ward(1), ward(2, name="Other")], user=uploader, expected_count=2)
    describe(record)
    desk.approve_import(list_import=record, user=approver, accepted=["moved", "renamed"])
    client.force_login(approver)
    client.post(reverse("neighbourhood_desk:return", args=[Edition.objects.get(slug="2020-3").pk]))
    assert Edition.objects.current().slug == "2020-3"
    assert client.get(address).content == before


@pytest.fixture
def wrong(current):
    """An edition with a ward of its own, which is the list and should not be."""
    return edition("2025-2", [ward(1, name="Misnamed"), ward(9, name="Only there")])


def withdraw(client, edition, successor, because="It named wards of the wrong year."):
    address = reverse("neighbourhood_desk:withdraw", args=[edition.pk])
    return client.post(address, {"because": because, "successor": successor.pk}, follow=True)


def test_a_wrong_edition_is_withdrawn_and_visitors_see_the_one_before(client, current, wrong, approver):
    client.force_login(approver)
    asked = client.get(reverse("neighbourhood_desk:withdraw", args=[wrong.pk])).content.decode()
    assert "Readers see the <strong>2020 edition</strong> as the list at once" in asked
    assert "Put back the 2025 edition" in asked
    assert Edition.objects.current() == wrong

    page = withdraw(client, wrong, current).content.decode()
    assert "The current edition is ‘2020 edition’." in page
    assert "It named wards of the wrong year." in page
    client.logout()
    assert Edition.objects.current() == current
    assert "2025 edition" not in client.get("/neighbourhoods/editions/").content.decode()
    assert "2025 edition" not in client.get("/neighbourhoods/ward-1-e05000001/").content.decode()
    assert "2025-2" not in client.get("/neighbourhoods/api/editions/").content.decode()
    for address in ("data/2025-2/neighbourhoods.csv", "api/editions/2025-2/", "only-there-e05000009/"):
        assert client.get(f"/neighbourhoods/{address}").status_code == 404


def test_who_kept_its_address_reads_that_it_was_withdrawn_and_why(client, current, wrong, approver):
    assert client.get(wrong.get_absolute_url()).status_code == 200
    client.force_login(approver)
    withdraw(client, wrong, current)
    client.logout()
    answer = client.get(wrong.get_absolute_url())
    assert answer.status_code == 410
    assert "The 2025 edition was withdrawn" in answer.content.decode()
    assert "It named wards of the wrong year." in answer.content.decode()
    assert current.get_absolute_url() in answer.content.decode()


def test_withdrawing_needs_a_reason(client, current, wrong, approver):
    client.force_login(approver)
    assert "This field is required." in withdraw(client, wrong, current, because=" ").content.decode()
    assert Edition.objects.current() == wrong


def test_withdrawing_stands_in_the_log_with_its_reason(client, current, wrong, approver):
    client.force_login(approver)
    withdraw(client, wrong, current)
    entry = ModelLogEntry.objects.get(action="neighbourhoods.withdraw")
    assert (entry.user, entry.label) == (approver, "2025 edition")
    assert entry.message == (
        "The edition was withdrawn and the current one is the 2020 edition. "
        "The reason: It named wards of the wrong year."
    )


def test_withdrawing_an_earlier_edition_leaves_the_list_as_it_is(client, current, wrong, approver):
    return_to_edition(edition=current)
    client.force_login(approver)
    asked = client.get(reverse("neighbourhood_desk:withdraw", args=[wrong.pk])).content.decode()
    assert "The list stays the <strong>2020 edition</strong>" in asked
    withdraw(client, wrong, current)
    assert Edition.objects.current() == current
    assert client.get(wrong.get_absolute_url()).status_code == 410


def test_a_withdrawn_edition_is_put_back_and_then_made_the_list_again(client, current, wrong, approver):
    client.force_login(approver)
    withdraw(client, wrong, current)
    client.post(reverse("neighbourhood_desk:put-back", args=[wrong.pk]))
    assert Edition.objects.current() == current
    assert client.get(wrong.get_absolute_url()).status_code == 200
    client.post(reverse("neighbourhood_desk:return", args=[wrong.pk]))
    assert Edition.objects.current() == wrong
    assert ModelLogEntry.objects.filter(action="neighbourhoods.put_back", user=approver).count() == 1


def test_a_withdrawn_edition_is_not_made_the_list_at_once(client, current, wrong, approver):
    client.force_login(approver)
    withdraw(client, wrong, current)
    page = client.post(reverse("neighbourhood_desk:return", args=[wrong.pk]), follow=True).content.decode()
    assert "Nothing was changed. Only a published edition" in page
    assert Edition.objects.current() == current


def test_the_only_published_edition_is_not_withdrawn(client, current, approver):
    client.force_login(approver)
    page = withdraw(client, current, current).content.decode()
    assert "It cannot be withdrawn now." in page
    assert "Upload the right list and have it approved" in page
    assert Edition.objects.current() == current


def test_withdrawing_is_refused_when_another_edition_than_was_named_would_be_the_list(current, wrong):
    named = list_without(wrong)
    edition("2023-3")
    return_to_edition(edition=wrong)
    with pytest.raises(CannotChangeEditionError, match="in the meantime"):
        withdraw_edition(edition=wrong, because="Wrong.", successor=named)
    assert Edition.objects.current() == wrong


def test_a_mended_list_takes_the_name_and_the_withdrawn_one_is_not_put_back_beside_it(current, wrong, approver):
    withdraw_edition(edition=wrong, because="Wrong.", successor=current)
    record = submit(name="2025 edition")
    describe(record)
    desk.approve_import(list_import=record, user=approver)
    with pytest.raises(CannotChangeEditionError, match="Give this one a different name"):
        put_back_edition(edition=wrong)


def test_withdrawing_is_for_those_who_may_publish(client, current, wrong, uploader):
    uploader.groups.clear()
    uploader.groups.create(name="Hands in").permissions.add(
        _admin_access(), Permission.objects.get(codename="add_listimport")
    )
    client.force_login(uploader)
    assert "Withdraw the" not in client.get(reverse("neighbourhood_desk:index")).content.decode()
    assert withdraw(client, wrong, current).redirect_chain
    assert Edition.objects.current() == wrong


def test_a_draft_is_previewed_by_staff_and_hidden_from_visitors(client, uploader):
    record = submit([ward(1), ward(2, name="Only in the draft")], user=uploader)
    assert client.get(f"/neighbourhoods/editions/{record.edition.slug}/").status_code == 404
    assert "Only in the draft" not in client.get("/neighbourhoods/ward-2-e05000002/").content.decode()
    client.force_login(uploader)
    preview = client.get(reverse("neighbourhood_desk:preview", args=[record.edition.pk])).content.decode()
    assert "Only in the draft" in preview
    place = reverse("neighbourhood_desk:preview-place", args=[record.edition.pk, "e05000002"])
    assert place in preview
    page = client.get(place).content.decode()
    assert "Only in the draft" in page
    assert "visitors do not see it" in preview
    assert "<title>2025 edition – " in preview
    for public_only in (record.edition.get_absolute_url(), "/n/E05000002/", "/api/places/E05000002/"):
        assert public_only not in page


@pytest.mark.parametrize("name", ["index", "upload"])
def test_the_desk_is_closed_to_staff_without_the_role(client, current, django_user_model, name):
    user = django_user_model.objects.create_user("writer", password="x")
    user.groups.create(name="Other").permissions.add(_admin_access())
    client.force_login(user)
    assert client.get(reverse(f"neighbourhood_desk:{name}")).status_code in {302, 403}


def _admin_access():
    return Permission.objects.get(codename="access_admin")


def test_reading_an_address_never_changes_the_list(client, uploader, approver):
    record = submit(user=uploader)
    client.force_login(approver)
    for name in ("approve", "discard"):
        assert client.get(reverse(f"neighbourhood_desk:{name}", args=[record.pk])).status_code == 405
    for name in ("return", "put-back"):
        assert client.get(reverse(f"neighbourhood_desk:{name}", args=[record.edition_id])).status_code == 405


def test_a_list_that_waits_is_told_to_everybody_else_who_may_approve_it(uploader, approver):
    for person in (uploader, approver):
        person.email = f"{person.username}@example.org"
        person.save()
    steward("no-address")
    record = submit(user=uploader)
    (row,) = OutgoingMessage.objects.all()
    assert row.recipient == "approver@example.org"
    email = kinds.find(row.kind).render(row)
    assert email.subject == "A list of neighbourhoods is waiting for approval: 2025 edition"
    assert "uploader uploaded a list of neighbourhoods: ‘2025 edition’, 3 rows." in email.text
    assert reverse("neighbourhood_desk:import", args=[record.pk]) in email.text


def test_a_list_that_was_refused_asks_nobody(uploader, approver):
    approver.email = "approver@example.org"
    approver.save()
    submit([ward(1, name="")], user=uploader)
    assert not OutgoingMessage.objects.exists()
