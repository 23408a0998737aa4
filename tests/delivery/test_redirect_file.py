"""Redirects from a CSV file."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from lbn_site.core.csv_rows import UnreadableFileError
from lbn_site.delivery import redirect_file
from lbn_site.delivery.redirect_file import Verdict
from tests.news.factories import news_page

ADDRESS = "/admin/redirects-from-file/"


@pytest.fixture
def letter(home):
    return news_page("A letter", slug="a-letter")


def read(*lines: str):
    return redirect_file.read("\n".join(["from,to", *lines]).encode())


def test_rows_lead_to_pages_files_and_elsewhere(client, letter):
    rows = read("/old/,/news/a-letter/", "https://lbn.example/Older,/faqs/#what", "/?p=7,https://elsewhere.example/x")
    assert [row.verdict for row in rows] == [Verdict.NEW] * 3
    assert redirect_file.write(rows) == 3
    assert Redirect.objects.get(old_path="/old").redirect_page_id == letter.pk
    assert client.get("/old")["Location"] == "/news/a-letter/"
    assert client.get("/older/")["Location"] == "/faqs/#what"
    assert client.get("/?p=7")["Location"] == "https://elsewhere.example/x"


def test_the_same_file_again_changes_nothing(letter):
    redirect_file.write(read("/old/,/news/a-letter/"))
    rows = read("/old,/news/a-letter/")
    assert rows[0].verdict == Verdict.SAME
    assert redirect_file.write(rows) == 0


def test_another_target_changes_the_redirect(home, letter):
    redirect_file.write(read("/old/,/elsewhere/"))
    rows = read("/old/,/news/a-letter/")
    assert rows[0].verdict == Verdict.CHANGED
    redirect_file.write(rows)
    assert Redirect.objects.get().redirect_page_id == letter.pk


@pytest.mark.parametrize("stored", ["/Old", "/old"])
def test_the_redirect_that_visitors_meet_is_the_one_that_changes(client, home, letter, stored):
    site = Site.objects.get(is_default_site=True)
    Redirect.objects.create(old_path=stored, site=site, redirect_page=home, automatically_created=True)
    rows = read("/old/,/news/a-letter/")
    assert rows[0].verdict == Verdict.CHANGED
    redirect_file.write(rows)
    assert Redirect.objects.get().redirect_page_id == letter.pk
    assert client.get(f"{stored}/")["Location"] == "/news/a-letter/"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/news/a-letter,/x/", "there is a page at /news/a-letter/"),
        ("/search,/x/", "there is a page at /search/"),
        ("https://elsewhere.example/x,/x/", "must be an address of this site"),
        ("old,/x/", "must be an address of this site"),
        ("/old/,javascript:alert(1)", "must begin with / or https://"),
        ("/old/,//elsewhere.example/x", "must begin with / or https://"),
        ("/admin/old/,/x/", "cannot be redirected"),
        ("/old/#part,/x/", "never send what comes after #"),
        ("/old/,", "both ‘from’ and ‘to’"),
        ("/" + "x" * 300 + ",/x/", "255 characters at most"),
        ("/old/,/OLD", "leads in a circle"),
        ("http://[old/,/x/", "not an address that a browser can read"),
        ("/old/,http://[x/", "not an address that a browser can read"),
    ],
)
def test_what_can_never_work_is_left_out_with_its_reason(letter, line, told):
    (row,) = read(line)
    assert row.verdict == Verdict.REFUSED
    assert told in " ".join(row.notes)


def test_circles_through_other_rows_and_stored_redirects_are_found(home):
    Redirect.add_redirect("/c", redirect_to="/a/")
    rows = read("/a,/b/", "/b,/c")
    assert [row.verdict for row in rows] == [Verdict.REFUSED] * 2
    assert "/a → /b/ → /c → /a/" in rows[0].notes[-1]


def test_a_row_of_redirects_is_told_but_taken(letter):
    rows = read("/a,/b/", "/b,/news/a-letter/")
    assert rows[0].verdict == Verdict.NEW
    assert "leads on to /news/a-letter/" in rows[0].notes[-1]


def test_the_same_from_twice_is_taken_once(home):
    rows = read("/a,/b/", "/a/,/c/")
    assert [row.verdict for row in rows] == [Verdict.NEW, Verdict.REFUSED]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a,b\n1,2", "must have the headings"),
        (b"", "must have the headings"),
        ("from,to\n/é,/x".encode("utf-16"), "CSV UTF-8"),
        (b'from,to\n/a/,"/x/\n/b/,/y/\n', "quotation mark is not closed"),
    ],
)
def test_another_kind_of_file_is_refused(home, content, told):
    with pytest.raises(UnreadableFileError, match=told):
        redirect_file.read(content)


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_the_table_may_come_from_a_spreadsheet(home, ending):
    (row,) = redirect_file.read(ending.join(["\ufeffFrom;To;Permanent", "", "/old/;/x/;no", ""]).encode())
    assert (row.number, row.old_path, row.target, row.is_permanent) == (3, "/old", "/x/", False)


@pytest.fixture
def staff(client, home):
    client.force_login(get_user_model().objects.create_superuser("ada", "ada@example.org", "a-long-password"))
    return client


def sent(staff, text: str):
    return staff.post(ADDRESS, {"file": SimpleUploadedFile("r.csv", text.encode())})


def test_staff_see_first_and_write_then(staff, letter):
    response = sent(staff, "from,to\n/old/,/news/a-letter/\n/bad,")
    html = response.content.decode()
    assert "1 of 2 rows would be saved" in html
    assert not Redirect.objects.exists()
    staff.post(ADDRESS, {"checked": response.context["checked"]})
    assert Redirect.objects.get().old_path == "/old"


def test_rows_that_were_tampered_with_are_not_written(staff):
    assert staff.post(ADDRESS, {"checked": "forged"}).status_code == 302
    assert not Redirect.objects.exists()


def test_a_bad_file_is_told_beside_the_field(staff):
    assert "must have the headings" in sent(staff, "x").content.decode()


def test_visitors_never_see_it(client, home):
    assert client.get(ADDRESS).status_code == 302
