"""Lists of subscribers from our own export and from other programs: whom they would add, and whom never."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lbn_site.core.csv_rows import UnreadableFileError
from lbn_site.newsletter import export, imports, services
from lbn_site.newsletter.import_columns import SeveralColumnsError
from lbn_site.newsletter.models import Subscription
from tests.newsletter.conftest import subscribe, text_of
from tests.newsletter.list_files import odd_file
from tests.newsletter.test_admin import checked

pytestmark = pytest.mark.django_db
MOST_FILES = 500
QUICK_FILES = 60

# From each, a@example.org is subscribed and nobody else is.
FROM_PROGRAMS = {
    "Mailchimp": "Email Address,First Name,Address,MEMBER_RATING,OPTIN_TIME,UNSUB_TIME,UNSUB_REASON,TAGS\n"
    'a@example.org,Ada,"1 Long Lane, Grimsby",2,2020-01-01 10:00:00,,,\n'
    'b@example.org,Bob,"2 Long Lane",2,2020-01-01 10:00:00,2021-05-05 09:00:00,NORMAL,\n',
    "Mailchimp, cleaned": "Email Address,CLEAN_TIME\na@example.org,\nb@example.org,2021-05-05 09:00:00\n",
    "Mailchimp, one file": "email,status\na@example.org,Subscribed\nb@example.org,Unsubscribed\n"
    "c@example.org,Cleaned\nd@example.org,Non-Subscribed\ne@example.org,pending\nf@example.org,Archived\n",
    "listmonk": 'uuid,email,name,attributes,status,created_at\n1,a@example.org,A,"{}",enabled,2024\n'
    '2,b@example.org,B,"{""city"":""X""}",blocklisted,2024\n3,c@example.org,C,"{}",disabled,2024\n',
    "Ghost": "id,email,name,note,subscribed_to_emails,complimentary_plan,created_at,deleted_at\n"
    "1,a@example.org,A,,true,false,2024,\n2,b@example.org,B,,false,false,2024,\n3,c@example.org,C,,true,false,2024,2025\n",
    "Sendinblue": "CONTACT ID;EMAIL;PRENOM;EMAIL_BLACKLISTED\n1;a@example.org;A;No\n2;b@example.org;B;Yes\n",
    "Brevo": "EMAIL,FIRSTNAME,Blocklisted,Unsubscribed\na@example.org,A,false,\nb@example.org,B,true,\n"
    "c@example.org,C,false,2024-01-01\n",
    "MailerLite": "Subscriber,Status\na@example.org,Active\nb@example.org,Unsubscribed\nc@example.org,Bounced\n"
    "d@example.org,Junk\ne@example.org,Unconfirmed\n",
    "MailPoet": '"Email","Subscriber status","Global status"\na@example.org,Subscribed,Subscribed\n'
    "b@example.org,Subscribed,Unsubscribed\nc@example.org,Unconfirmed,Subscribed\n",
    "Buttondown": "email,type,unsubscribed\na@example.org,regular,\nb@example.org,x,True\n",
    "complained": "E-mail,complained\na@example.org,0\nb@example.org,1\n",
    "opt-in": "e-mail,Opt-In\na@example.org,Y\nb@example.org,N\nc@example.org,\n",
    "in capitals": "EMAIL,STATUS\nA@EXAMPLE.ORG,SUBSCRIBED\nB@EXAMPLE.ORG,UNSUBSCRIBED\n",
    "a word that nobody knows": "email,status\na@example.org,subscribed\nb@example.org,VIP\nc@example.org,\n",
    "twice, once unsubscribed": "email,status\na@example.org,subscribed\nb@example.org,subscribed\n"
    "B@example.org,cleaned\n",
}


@pytest.mark.parametrize("program", FROM_PROGRAMS)
@pytest.mark.parametrize("form", ["as it is", "semicolons", "tabs", "mark", "utf-16", "old line ends", "quoted"])
def test_whoever_left_or_never_confirmed_elsewhere_is_not_new(program, form):
    text = FROM_PROGRAMS[program]
    changed = {
        "semicolons": lambda: text.replace(",", ";") if '"' not in text else text,
        "tabs": lambda: text.replace(",", "\t").replace(";", "\t") if '"' not in text else text,
        "mark": lambda: f"\ufeff{text}",
        "old line ends": lambda: text.replace("\n", "\r"),
        "quoted": lambda: "\n".join(
            f'"{line}"' if "," not in line and ";" not in line else line for line in text.split("\n")
        ),
    }
    text = changed.get(form, lambda: text)()
    found = imports.plan(text.encode("utf-16" if form == "utf-16" else "utf-8"))
    assert [address.key for address in found.new] == ["a@example.org"]
    assert found.standing_headings


def test_our_own_export_brings_back_only_who_was_subscribed():
    subscribe("a@example.org")
    subscribe("=b@example.org")
    left = subscribe("left@example.org")
    services.unsubscribe_by_staff(subscription=left, staff="ada")
    Subscription.objects.create(address="pending@example.org", address_key="pending@example.org")
    Subscription.objects.create(address="gone@example.org", address_key="gone@example.org", state="refused")
    data = "".join(export.lines(Subscription.objects.all())).encode()
    Subscription.objects.all().delete()
    found = imports.plan(data)
    assert [address.key for address in found.new] == ["a@example.org", "=b@example.org"]
    assert (found.left, found.never_confirmed, found.faulty) == (2, 1, [])
    assert (found.address_heading, found.standing_headings) == ("address", ["state", "unsubscribed_at"])


@pytest.mark.parametrize(
    "text",
    [
        "Name,Address,Email\nAda,1 Long Lane,a@example.org\n",
        "Address,Name,E-mail\n1 Long Lane,Ada,a@example.org\n",
        "Name,Address\nAda,a@example.org\n",
        "Contact,Phone\na@example.org,0123\n",
        "Who,How\nAda,a@example.org\n",
        "Email consent,Email sent,Email Address\nyes,3,a@example.org\n",
        "Name;Mailing address;Mail\nAda;1, Long Lane, Grimsby;a@example.org\n",
        "Members in May 2024, by name\nName;Email\nAda;a@example.org\n",
        "sep=;\nName;Email\nAda;a@example.org\n",
        "a@example.org\n",
        "Email\nAda Lovelace <a@example.org>\n",
        "Email\nmailto:a@example.org\n",
        'Email,Name\n"a@example.org","O""Brien, Ada"\n',
        "Email,Added by\na@example.org,staff@example.org\n",
        "Email,Name,,\na@example.org,Ada,,\n",
        "Straße,EMAIL\nGrüner Weg,a@example.org\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_column_of_email_addresses_is_found(text, encoding):
    found = imports.plan(text.encode(encoding))
    assert ([address.key for address in found.new], found.faulty) == (["a@example.org"], [])


def test_where_several_columns_hold_addresses_staff_are_asked(staff):
    data = b"Name,Email,Work email\nAda,a@example.org,ada@work.example\nBob,b@example.org,\n"
    with pytest.raises(SeveralColumnsError):
        imports.plan(data)
    page = text_of(checked(staff, data, basis="ask"))
    assert "The columns ‘Email’ and ‘Work email’ contain email addresses." in page
    assert 'type="radio" name="column" value="2"' in page
    found = checked(staff, data, basis="ask", column="2").context["found"]
    assert [address.key for address in found.new] == ["ada@work.example"]
    assert [row for row, _ in found.faulty] == [3]


@pytest.mark.parametrize("column", ["7", "-1", "x", "99999999999999999999"])
def test_a_column_that_is_not_there_cannot_be_chosen(staff, column):
    response = checked(staff, b"Email,Mail\na@example.org,b@example.org\n", basis="ask", column=column)
    assert response.status_code == 200
    assert "sealed" not in response.context


@pytest.mark.parametrize(
    ("text", "row", "words"),
    [
        ("email,name\na@example.org,Smith, Ada\n", 2, "more cells than there are headings"),
        ("name,email\nAda\nBob,a@example.org\n", 2, "no email address"),
        ("name,email\nAda,\nBob,a@example.org\n", 2, "no email address"),
        ("email,status\na@example.org,subscribed\nb@example.org,maybe\n", 3, "in words that we recognise"),
    ],
)
def test_a_row_that_cannot_be_read_for_certain_is_named(text, row, words):
    [(number, told)] = imports.plan(text.encode()).faulty
    assert (number, words in told) == (row, True)


def test_a_column_of_states_in_unknown_words_is_not_passed_over():
    with pytest.raises(UnreadableFileError, match="words that we do not recognise, such as ‘aktiv’"):
        imports.plan(b"email,status\na@example.org,aktiv\nb@example.org,inaktiv\n")


def test_what_the_file_says_is_shown_before_anything_is_imported(staff):
    page = text_of(checked(staff, FROM_PROGRAMS["Mailchimp, one file"].encode(), basis="ask"))
    assert "the column ‘email’" in page
    assert "Who has unsubscribed was read from ‘status’" in page
    assert "3 who unsubscribed, bounced or complained, 2 who never confirmed" in page
    assert "everyone in the file counts as subscribed" in text_of(
        checked(staff, b"email\na@example.org\n", basis="ask")
    )


def _reads_every_file(staff, numbers):
    for number in numbers:
        file = SimpleUploadedFile("people.csv", odd_file(number))
        response = staff.post("/admin/subscribers/import/", {"basis": "ask", "origin": "x", "file": file})
        assert response.status_code == 200, number
        assert response.context["form"].errors if "found" not in response.context else True, number


def test_odd_files_are_read_or_answered_with_a_sentence(staff):
    _reads_every_file(staff, range(QUICK_FILES))


@pytest.mark.slow
def test_five_hundred_odd_files_are_read_or_answered_with_a_sentence(staff):
    _reads_every_file(staff, range(QUICK_FILES, MOST_FILES))
