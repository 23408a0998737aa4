"""A single redirect in the admin: the same rules as a file's. Wagtail's own ways without them are closed."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect

from tests.news.factories import news_page

ADD = "/admin/redirects/add/"


@pytest.fixture
def letter(home):
    return news_page("A letter", slug="a-letter")


@pytest.fixture
def staff(client, letter):
    client.force_login(get_user_model().objects.create_superuser("ada", "ada@example.org", "a-long-password"))
    return client


def sent(staff, at: str = ADD, **data: str):
    return staff.post(at, {"old_path": "/old/", "is_permanent": "on", **data}, follow=True)


def told(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("address", ["/faqs/", "/faqs/#what", "/news/?kind=letter", "https://elsewhere.example/x"])
def test_it_takes_every_address_that_a_file_may_hold(staff, address):
    sent(staff, address=address)
    redirect = Redirect.objects.get()
    assert (redirect.old_path, redirect.redirect_link, redirect.is_permanent) == ("/old", address, True)


def test_an_address_of_a_page_leads_to_the_page_even_when_it_moves(staff, letter):
    sent(staff, address="/news/a-letter/")
    assert Redirect.objects.get().redirect_page_id == letter.pk


def test_a_page_can_be_chosen(staff, letter):
    sent(staff, redirect_page=str(letter.pk))
    redirect = Redirect.objects.get()
    assert (redirect.redirect_page_id, redirect.redirect_link) == (letter.pk, "")
    assert staff.get("/old/")["Location"] == "/news/a-letter/"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"old_path": "/news/a-letter", "address": "/x/"}, "there is a page at /news/a-letter/"),
        ({"old_path": "/News/A%2DLetter/", "address": "/x/"}, "there is a page at /news/a-letter/"),
        ({"old_path": "/admin/x/", "address": "/x/"}, "cannot be redirected"),
        ({"old_path": "/%61dmin/x/", "address": "/x/"}, "cannot be redirected"),
        ({"old_path": "/newsletter/confirm/0a.Sig/", "address": "/x/"}, "belong to one person"),
        ({"address": "/newsletter/unsubscribe/0a.Sig/"}, "belong to one person"),
        ({"address": "/OLD"}, "leads in a circle"),
        ({"address": "javascript:alert(1)"}, "must begin with / or https://"),
        ({"address": "//elsewhere.example"}, "must begin with / or https://"),
        ({"old_path": "http://[old/", "address": "/x/"}, "not an address that a browser can read"),
        ({"old_path": "/" + "x" * 300, "address": "/x/"}, "255 characters at most"),
        ({}, "Choose a page or give an address."),
    ],
)
def test_what_can_never_work_is_refused_with_its_reason(staff, data, words):
    response = sent(staff, **data)
    assert words in told(response)
    assert not Redirect.objects.exists()


def test_page_and_address_together_are_refused(staff, letter):
    assert "not both" in told(sent(staff, redirect_page=str(letter.pk), address="/x/"))


def test_a_second_redirect_from_the_same_address_is_refused(staff):
    Redirect.add_redirect("/ol%64", redirect_to="/x/")
    assert "already" in told(sent(staff, address="/y/"))
    assert Redirect.objects.get().redirect_link == "/x/"


def test_what_is_odd_is_told_and_taken(staff):
    assert "there is no page at ‘to’ yet" in told(sent(staff, address="/not-yet/"))
    assert Redirect.objects.exists()


def test_a_redirect_is_changed_by_the_same_rules(staff, letter):
    redirect = Redirect.add_redirect("/old", redirect_to="/x/")
    edit = f"/admin/redirects/{redirect.pk}/"
    assert 'value="/x/"' in staff.get(edit).content.decode()
    assert "leads in a circle" in told(sent(staff, edit, address="/old/"))
    sent(staff, edit, address="/search/")
    redirect.refresh_from_db()
    assert (redirect.redirect_link, Redirect.objects.count()) == ("/search/", 1)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["/admin/redirects/import/", "/admin/redirects/import/process/"])
def test_wagtails_own_import_leads_to_ours(staff, method, address):
    file = SimpleUploadedFile("r.csv", b"from,to\n/old/,javascript:alert(1)")
    response = getattr(staff, method)(address, {"import_file": file} if method == "post" else {})
    assert (response.status_code, response["Location"]) == (302, "/admin/redirects-from-file/")
    assert not Redirect.objects.exists()


def test_the_command_checks_and_writes_only_for_real(letter, tmp_path, capsys):
    file = tmp_path / "redirects.csv"
    file.write_text("from,to\n/old/,/news/a-letter/\n/bad/,javascript:alert(1)\n")
    call_command("import_redirects", str(file))
    assert "must begin with / or https://" in capsys.readouterr().out
    assert not Redirect.objects.exists()
    call_command("import_redirects", str(file), "--for-real")
    assert Redirect.objects.get().redirect_page_id == letter.pk
    with pytest.raises(CommandError):
        call_command("import_redirects", str(tmp_path / "missing.csv"))
