"""Pride in Place data as staff hand them in: every rule has its message, and nothing is published by uploading."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lbn_site.accounts.models import User
from lbn_site.mail import kinds
from lbn_site.mail.models import OutgoingMessage
from lbn_site.neighbourhoods.editions import CannotChangeEditionError, list_without, withdraw_edition
from lbn_site.neighbourhoods.importing import desk
from lbn_site.neighbourhoods.models import ImportState, ListImport, Overlap, PrideInPlaceEdition
from lbn_site.neighbourhoods.pride_in_place.kind import PRIDE_IN_PLACE

from .factories import area, csv_of, edition, pride_in_place, steward, ward, without_ward, xlsx_of
from .mutated_lists import mutated

pytestmark = pytest.mark.django_db
ROWS = [area(1), area(2, inside=2), without_ward(3)]


@pytest.fixture
def listed(home):
    return edition(rows=[ward(number, small_areas=4) for number in (1, 2, 3)])


@pytest.fixture
def current(listed):
    return pride_in_place(ROWS)


@pytest.fixture
def uploader(current):
    return steward("uploader")


@pytest.fixture
def approver(uploader):
    return steward("approver")


def problems_of(rows, make=csv_of) -> list[str]:
    return [problem.text for problem in desk.read_and_check(PRIDE_IN_PLACE, "data.csv", make(rows)).errors]


def address(name: str, *args) -> str:
    return reverse(f"pride_in_place_desk:{name}", args=args)


def upload(client, data: bytes, name: str = "data.csv", edition_name: str = "June 2027", expected: int = 3):
    form = {"file": SimpleUploadedFile(name, data), "name": edition_name, "expected_count": expected}
    return client.post(address("upload"), form, follow=True)


def submit(rows, user=None, name="June 2027", expected_count=3) -> ListImport:
    return desk.submit_list(
        name="data.csv",
        data=csv_of(rows),
        edition_name=name,
        user=user,
        expected_count=expected_count,
        kind=PRIDE_IN_PLACE,
    )


def describe(record: ListImport) -> None:
    record.pride_in_place.as_at = "1 June 2027"
    record.pride_in_place.save()


# The file


@pytest.mark.parametrize(
    "make",
    [
        csv_of,
        xlsx_of,
        lambda rows: csv_of(rows, ";"),
        lambda rows: csv_of(rows, "\t"),
        lambda rows: csv_of(rows, encoding="utf-16"),
        lambda rows: csv_of(rows, encoding="utf-8-sig"),
        lambda rows: csv_of([{**row, "neighbourhood": f"é {row['neighbourhood']}"} for row in rows], ";", "cp1252"),
    ],
    ids=["comma", "workbook", "semicolon", "tab", "utf-16", "utf-8 with mark", "windows-1252"],
)
def test_a_sound_file_is_read_whatever_program_saved_it(listed, make):
    checked = desk.read_and_check(PRIDE_IN_PLACE, "data", make(ROWS))
    assert checked.errors == []
    assert [row["small_areas_inside"] for row in checked.rows] == [4, 2, None]
    assert all(row["neighbourhood"].endswith(f"Area {at}") for at, row in enumerate(checked.rows, 1))


def test_the_headings_of_a_statistician_are_known(listed):
    names = {
        "neighbourhood": "neighbourhood_name",
        "msoa_code": "msoa21_code",
        "ward_code": "ward_code_2017",
        "ward_authority": "authority_name_2017",
        "small_areas_inside": "lsoas_of_ward_inside",
        "small_areas": "lsoas_of_ward",
        "share": "share_of_lsoas",
    }
    rows = [{names.get(key, key): value for key, value in {**area(1), "share": "1.0000"}.items()}]
    checked = desk.read_and_check(PRIDE_IN_PLACE, "data.csv", csv_of(rows))
    assert checked.problems == []
    assert (checked.rows[0]["ward_code"], checked.rows[0]["small_areas"]) == ("E05000001", 4)


@pytest.mark.parametrize("column", ["cohort", "neighbourhood", "ward_code", "small_areas_inside", "small_areas"])
def test_a_missing_column_is_named(listed, column):
    rows = [{key: value for key, value in row.items() if key != column} for row in ROWS]
    (text,) = problems_of(rows)
    assert "The first row has no heading for the" in text
    assert f"It can be ‘{column}’" in text


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (area(1, ward_code="E05000099"), "The ward E05000099 in row 2 is not on the current list (2020 edition)."),
        (area(1, ward_code="E06000001"), "‘E06000001’ is not a code such as E05001676"),
        (area(1, msoa_code="E05000001"), "‘E05000001’ is not a code such as E02004744"),
        (area(1, share="1.2"), "1.2 is outside what is possible here (0 to 1)."),
        (area(1, share="120%"), "‘120%’ is not a number such as 35.383, with a point."),
        (area(1, share="0.5"), "The share 0.5000 is not 4 divided by 4."),
        (area(1, inside=5), "5 small areas inside are more than the 4 that the ward has."),
        (area(1, inside=0), "None of the ward’s small areas is inside."),
        (area(1, inside=""), "A row with a ward needs both numbers of small areas."),
        (area(1, inside="-1"), "‘-1’ is not a whole number such as 14078."),
        (area(1, inside="1.5"), "‘1.5’ is not a whole number such as 14078."),
        (area(1, msoa_code=""), "A row with a ward needs the MSOA code of the neighbourhood’s area."),
        (area(1, cohort="phase 9"), "‘phase 9’ is none of the cohorts that this site knows"),
        (area(1, cohort="phase 1"), "Phase 1 are whole towns, of which no area is stated"),
        (area(1, cohort=""), "The cell is empty, and every row needs a value here."),
        (area(1, neighbourhood="=1+1"), "starts like a formula"),
        (area(1, nation="France"), "‘France’ is not one of the four nations"),
        (without_ward(3, small_areas=4), "The row counts small areas but names no ward."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_row_is_refused_in_plain_words(listed, row, message):
    assert any(message in text for text in problems_of([row, without_ward(9)]))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([area(1), area(1)], "‘Area 1’ with the ward E05000001 is given twice: in row 2 and in row 3."),
        ([without_ward(1), without_ward(1)], "‘Area 1’ is given twice: in row 2 and in row 3."),
        ([area(1), without_ward(1)], "The neighbourhood has no ward here and one in row 2."),
        ([area(1), area(1, ward=2, neighbourhood="Other")], "The same neighbourhood has another name in row 2"),
        ([area(1), area(1, ward=2, cohort="2026 expansion")], "has another cohort in row 2: ‘phase 2’."),
        ([area(1, inside=3), area(2, ward=1, inside=2)], "together, 5 small areas of the ward E05000001 are inside"),
        ([area(1, inside=1), area(2, ward=1, inside=1, small_areas=5)], "different numbers of small areas in rows 2"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rows_that_contradict_each_other_are_refused(listed, rows, message):
    assert any(message in text for text in problems_of(rows))


def test_what_differs_from_the_list_is_a_note(listed):
    rows = [area(1, ward_name="Elsewhere", inside=3, small_areas=3)]
    checked = desk.read_and_check(PRIDE_IN_PLACE, "data.csv", csv_of(rows))
    notes = [problem.text for problem in checked.problems]
    assert checked.errors == []
    assert "The list calls E05000001 ‘Ward 1 (Middlesbrough)’, not ‘Elsewhere’. Is the code right?" in notes
    assert "By the list, Ward 1 (Middlesbrough) has 4 small areas, not 3." in notes


def test_without_a_list_nothing_can_be_compared(home):
    assert problems_of(ROWS) == [
        "No list of neighbourhoods is published yet. Publish one first: its wards are needed."
    ]


@pytest.mark.parametrize("numbers", [range(0, 12), range(12, 24)], ids=str)
def test_odd_files_are_answered(client, uploader, numbers):
    """Files of another sort, broken workbooks, cells that no table holds: each is refused in words."""
    client.force_login(uploader)
    client.raise_request_exception = False
    for number in numbers:
        response = upload(client, mutated(number), f"list-{number}.xlsx", f"{3000 + number}")
        assert response.status_code == 200, number
    assert not ListImport.objects.exclude(state=ImportState.REFUSED).exists()
    assert PrideInPlaceEdition.objects.count() == 1


# Approval


def test_data_are_handed_in_seen_and_published_by_somebody_else(client, uploader, approver, current):
    client.force_login(uploader)
    page = upload(client, xlsx_of([area(1), area(2, inside=1), area(3)]), "data.xlsx").content.decode()
    assert "2 wards stay, 1 of them with other numbers; 1 join and 0 leave." in page
    assert "2 of 4 in Area 2 (Phase 2)</td><td>1 of 4 in Area 2 (Phase 2)" in page
    assert '<th scope="row">Phase 2: wards that overlap</th><td>2</td><td>3</td>' in page
    assert "someone else must approve it" in page
    assert PrideInPlaceEdition.objects.current() == current

    record = ListImport.objects.get()
    client.force_login(approver)
    assert "Say of which day the facts are." in client.get(address("import", record.pk)).content.decode()
    describe(record)
    page = client.post(address("approve", record.pk), {"moved": "on"}, follow=True).content.decode()
    assert "‘June 2027’ has been published and is now what readers see." in page
    record.refresh_from_db()
    assert (record.state, record.decided_by) == (ImportState.PUBLISHED, approver)
    assert PrideInPlaceEdition.objects.current() == record.pride_in_place


def test_nobody_approves_their_own_file_while_somebody_else_can(uploader, approver, current):
    record = submit(ROWS, uploader)
    describe(record)
    with pytest.raises(desk.CannotPublishError, match="someone else"):
        desk.approve_import(list_import=record, user=uploader, confirms_alone=True)
    assert PrideInPlaceEdition.objects.current() == current


def test_somebody_who_is_alone_confirms_it_and_that_is_recorded(uploader):
    record = submit(ROWS, uploader)
    describe(record)
    with pytest.raises(desk.CannotPublishError, match="nobody else"):
        desk.approve_import(list_import=record, user=uploader)
    desk.approve_import(list_import=record, user=uploader, confirms_alone=True)
    record.refresh_from_db()
    assert record.decided_alone


@pytest.mark.parametrize(
    ("rows", "expected", "keys"),
    [
        (ROWS, 3, set()),
        (ROWS, 284, {"count"}),
        ([area(1), without_ward(2), without_ward(3)], 3, {"moved"}),
        ([*ROWS[:2], without_ward(4)], 3, {"neighbourhoods"}),
    ],
)
def test_what_surprises_needs_a_tick(current, rows, expected, keys):
    record = submit(rows, expected_count=expected)
    found = PRIDE_IN_PLACE.guards(record.pride_in_place, current)
    assert {guard.key for guard in found} == keys


def test_data_for_another_edition_of_the_list_need_a_tick(current):
    record = submit(ROWS)
    edition("2025-3")
    assert [guard.key for guard in PRIDE_IN_PLACE.guards(record.pride_in_place, current)] == ["list"]


def test_a_refused_file_is_kept_and_changes_nothing(client, uploader, current):
    client.force_login(uploader)
    data = csv_of([area(1), area(1)])
    page = upload(client, data).content.decode()
    assert "is given twice: in row 2 and in row 3" in page
    assert "nothing was changed" in page
    record = ListImport.objects.get()
    assert (record.state, record.file.data()) == (ImportState.REFUSED, data)
    assert client.get(address("original", record.pk)).content == data
    assert PrideInPlaceEdition.objects.get() == current


def test_a_draft_is_discarded_and_its_file_stays(client, uploader, current):
    record = submit(ROWS, uploader)
    client.force_login(uploader)
    client.post(address("discard", record.pk))
    record.refresh_from_db()
    assert (record.state, record.pride_in_place) == (ImportState.DISCARDED, None)
    assert PrideInPlaceEdition.objects.get() == current
    assert Overlap.objects.filter(neighbourhood__edition=current).count() == Overlap.objects.count() == 2


def test_those_who_may_approve_are_told_with_the_address_of_this_desk(uploader, approver):
    approver.email = "approver@example.org"
    approver.save()
    record = submit(ROWS, uploader)
    (row,) = OutgoingMessage.objects.all()
    email = kinds.find(row.kind).render(row)
    assert email.subject == "A file about Pride in Place is waiting for approval: June 2027"
    assert address("import", record.pk) in email.text


def test_an_import_of_one_subject_is_not_shown_at_the_desk_of_the_other(client, uploader):
    record = submit(ROWS, uploader)
    client.force_login(uploader)
    for name in ("import", "original"):
        assert client.get(reverse(f"neighbourhood_desk:{name}", args=[record.pk])).status_code == 404
    for name in ("approve", "discard"):
        assert client.post(reverse(f"neighbourhood_desk:{name}", args=[record.pk])).status_code == 404
    assert "June 2027" not in client.get(reverse("neighbourhood_desk:index")).content.decode()
    assert "June 2027" in client.get(address("index")).content.decode()


def test_every_link_of_this_desk_stays_at_this_desk(client, approver, current):
    record = submit(ROWS)
    client.force_login(approver)
    for name, args in (("index", []), ("upload", []), ("import", [record.pk]), ("describe", [current.pk])):
        page = client.get(address(name, *args)).content.decode()
        main = page.partition("<main")[2]
        assert f'href="{address("index")}"' in main or f'href="{address("upload")}"' in main
        assert reverse("neighbourhood_desk:upload") not in main


# Ways back


def test_one_click_returns_to_earlier_data_with_the_same_bytes(client, approver, current):
    file = reverse("neighbourhoods-pride-in-place-download", args=[current.slug, "pride-in-place.csv"])
    before = client.get(file).content
    pride_in_place([area(1)], name="Wrong")
    client.force_login(approver)
    client.post(address("return", current.pk))
    assert PrideInPlaceEdition.objects.current() == current
    assert client.get(file).content == before


def test_wrong_data_are_withdrawn_and_put_back(client, approver, current):
    wrong = pride_in_place([area(1)], name="Wrong")
    client.force_login(approver)
    asked = client.get(address("withdraw", wrong.pk)).content.decode()
    assert f"Readers see the <strong>{current.name}</strong> at once" in asked
    form = {"because": "The wards were those of 2023.", "successor": current.pk}
    assert (
        "The wards were those of 2023."
        in client.post(address("withdraw", wrong.pk), form, follow=True).content.decode()
    )
    assert PrideInPlaceEdition.objects.current() == current
    file = reverse("neighbourhoods-pride-in-place-download", args=[wrong.slug, "pride-in-place.csv"])
    assert client.get(file).status_code == 404
    client.post(address("put-back", wrong.pk))
    assert client.get(file).status_code == 200
    assert PrideInPlaceEdition.objects.current() == current


def test_the_only_published_data_are_not_withdrawn(current):
    with pytest.raises(CannotChangeEditionError, match="Upload the right file and have it approved"):
        withdraw_edition(edition=current, because="Wrong.", successor=current)


def test_data_are_never_replaced_by_a_list(listed, current):
    other = pride_in_place([area(1)], name="Later")
    assert list_without(other) == current


# Roles


@pytest.mark.parametrize("role", ["Writer", "Editor", "Publisher"])
@pytest.mark.parametrize("name", ["index", "upload", "describe", "withdraw"])
def test_other_roles_do_not_open_the_desk(client, current, role, name):
    client.force_login(_somebody(role))
    response = client.get(address(name, *([current.pk] if name in {"describe", "withdraw"} else [])))
    assert response.status_code in {302, 403}


@pytest.mark.parametrize("role", ["Data steward", "Administrator"])
def test_stewards_and_administrators_do(client, current, role):
    client.force_login(_somebody(role))
    for name in ("index", "upload"):
        assert client.get(address(name)).status_code == 200


@pytest.mark.parametrize("name", ["approve", "discard", "return", "put-back"])
def test_reading_an_address_changes_nothing(client, approver, current, name):
    record = submit(ROWS)
    client.force_login(approver)
    key = record.pk if name in {"approve", "discard"} else current.pk
    assert client.get(address(name, key)).status_code == 405


def test_a_publisher_cannot_approve(client, current):
    record = submit(ROWS)
    describe(record)
    client.force_login(_somebody("Publisher"))
    client.post(address("approve", record.pk))
    assert PrideInPlaceEdition.objects.current() == current


def _somebody(role: str) -> User:
    user = steward(role.lower().replace(" ", "-"))
    user.groups.set(user.groups.model.objects.filter(name=role))
    return user
