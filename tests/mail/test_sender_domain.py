"""What receivers look at is looked up by a command, with a name server of our own, and shown to staff."""

import base64
import socket
import subprocess
import sys
import threading
from ipaddress import ip_address

import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.management import CommandError, call_command

from lbn_site.mail import records, sender_domain


def published(key: str, said: str = "v=DKIM1; k=rsa") -> list[str]:
    """The key as a record of two strings, as long ones must be."""
    return [f'"{said}; p={key[:200]}" "{key[200:]}"']


def rsa_key(bits: int) -> str:
    public = rsa.generate_private_key(public_exponent=65_537, key_size=bits).public_key()
    return base64.b64encode(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


KEY = rsa_key(2048)
# The example of RFC 8463, A.2.
ED25519 = ['"v=DKIM1;k=ed25519;p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=;"']
SENDING = ip_address("192.0.2.7")
GOOD = {
    ("example.org.", "TXT"): ['"site=1"', '"v=spf1 include:mail.example.net -all"'],
    ("_dmarc.example.org.", "TXT"): ['"v=DMARC1; p=reject"'],
    ("mail.example.net.", "TXT"): ['"v=spf1 ip4:192.0.2.0/24 -all"'],
    ("k1._domainkey.example.org.", "TXT"): published(KEY),
    ("example.org.", "MX"): ["10 mx.example.org."],
    ("7.2.0.192.in-addr.arpa.", "PTR"): ["mail.example.org."],
    ("mail.example.org.", "A"): ["192.0.2.7"],
}


class NameServer:
    """Answers over UDP what it was given, and that there is no such name to all else."""

    def __init__(self, found: dict) -> None:
        self.records = found
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.address = self.socket.getsockname()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                query, sender = self.socket.recvfrom(4096)
            except OSError:
                return
            self.socket.sendto(self.answer(query), sender)

    def answer(self, query: bytes) -> bytes:
        asked = dns.message.from_wire(query)
        [question] = asked.question
        kind = dns.rdatatype.to_text(question.rdtype)
        found = self.records.get((question.name.to_text(), kind))
        response = dns.message.make_response(asked)
        if found:
            response.answer.append(dns.rrset.from_text_list(question.name, 60, "IN", kind, found))
        else:
            response.set_rcode(dns.rcode.NXDOMAIN)
        return response.to_wire()


@pytest.fixture
def name_server():
    server = NameServer(dict(GOOD))
    yield server
    server.socket.close()


@pytest.fixture(autouse=True)
def sender(settings):
    settings.DEFAULT_FROM_EMAIL = "News <news@example.org>"
    settings.MAIL_TRANSPORT = "lbn_site.mail.smtp.WatchedEmailBackend"
    settings.EMAIL_USE_TLS = True


def test_a_domain_in_good_order(name_server):
    report = sender_domain.check("k1", server=name_server.address)
    assert report.is_good, report
    assert [finding.name for finding in report.findings] == ["SPF", "DKIM", "DMARC", "Return path", "TLS"]
    assert sender_domain.last() == report


@pytest.mark.parametrize(
    ("missing", "name"),
    [
        (("example.org.", "TXT"), "SPF"),
        (("_dmarc.example.org.", "TXT"), "DMARC"),
        (("k1._domainkey.example.org.", "TXT"), "DKIM"),
        (("example.org.", "MX"), "Return path"),
    ],
)
def test_what_is_missing_is_named(name_server, missing, name):
    del name_server.records[missing]
    report = sender_domain.check("k1", server=name_server.address)
    assert [finding.name for finding in report.findings if not finding.is_good] == [name]


def test_the_sending_address_is_called_by_a_name_that_leads_back(name_server):
    report = sender_domain.check(leaves_from=SENDING, server=name_server.address)
    assert report.is_good, report
    assert report.findings[-1].words == "192.0.2.7 is called mail.example.org, and that name leads back to it."


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        (("7.2.0.192.in-addr.arpa.", "PTR"), "192.0.2.7 has no name."),
        (("mail.example.org.", "A"), "192.0.2.7 is called mail.example.org, but that name does not lead back to it."),
    ],
)
def test_a_sending_address_without_a_name_of_its_own_is_named(name_server, missing, words):
    del name_server.records[missing]
    report = sender_domain.check(leaves_from=SENDING, server=name_server.address)
    assert [finding.words for finding in report.findings if not finding.is_good] == [words]


def test_what_is_no_address_is_refused_by_the_command():
    with pytest.raises(CommandError, match="leaves-from: invalid"):
        call_command("check_mail_domain", "--leaves-from", "mail")


def test_two_spf_records_are_as_bad_as_none(name_server):
    name_server.records["example.org.", "TXT"] = ['"v=spf1 -all"', '"v=spf1 ~all"']
    [finding] = [one for one in sender_domain.check(server=name_server.address).findings if not one.is_good]
    assert (finding.name, "multiple SPF" in finding.words) == ("SPF", True)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("v=spf1 +all", "lets anyone send in your name"),
        ("v=spf1 all", "lets anyone send in your name"),
        ("v=spf1 include:mail.example.net ?all", "says nothing about senders"),
        ("v=spf1 include:mail.example.net", "says nothing about senders"),
        ("v=spf1 include:nowhere.example.net -all", "nowhere.example.net"),
        ("v=spf1 ip4:banana -all", "banana"),
        ("v=spf1 ip4:192.0.2.0/240 -all", "192.0.2.0/240"),
        ("v=spf1 nonsense -all", "v=spf1"),
        ("v=spf1 redirect=open.example.net", "lets anyone send in your name"),
        ("v=spf1 include:example.org -all", "example.org"),
        ("v=spf1 " + " ".join(f"include:i{number}.test" for number in range(11)) + " -all", "lookups"),
    ],
)
def test_an_spf_record_that_protects_nobody_is_named(name_server, record, words):
    name_server.records["open.example.net.", "TXT"] = ['"v=spf1 +all"']
    for number in range(11):
        name_server.records[f"i{number}.test.", "TXT"] = ['"v=spf1 ip4:192.0.2.1 -all"']
    name_server.records["example.org.", "TXT"] = [f'"{record}"']
    [finding] = [one for one in sender_domain.check(server=name_server.address).findings if not one.is_good]
    assert (finding.name, words in finding.words) == ("SPF", True), finding


@pytest.mark.parametrize(
    "record", ["v=spf1 ip4:192.0.2.7 ~all", "v=spf1 redirect=mail.example.net", "v=spf1 mx -ALL"]
)
def test_an_spf_record_that_is_in_order_passes(name_server, record):
    name_server.records["example.org.", "TXT"] = [f'"{record}"']
    name_server.records["mx.example.org.", "A"] = ["192.0.2.8"]
    assert sender_domain.check(server=name_server.address).is_good


@pytest.mark.parametrize(
    "records_there",
    [
        ["v=DMARC1; p=banana"],
        ["v=DMARC1; p=reject; pct=banana; sp=apple"],
        ["v=DMARC1; p=reject", "v=DMARC1; p=none"],
        ["v=DMARC1 p=reject"],
        ["p=reject"],
        ["v=spf1 -all"],
        ["v=DMARC1; p=reject; rua=banana"],
    ],
)
def test_a_dmarc_record_that_receivers_cannot_use_is_named(name_server, records_there):
    name_server.records["_dmarc.example.org.", "TXT"] = [f'"{record}"' for record in records_there]
    findings = sender_domain.check(server=name_server.address).findings
    assert [finding.name for finding in findings if not finding.is_good] == ["DMARC"], findings


@pytest.mark.parametrize("sender_of", ["news.example.org", "a.b.c.example.org", "a.b.c.d.e.f.g.h.i.example.org"])
def test_a_subdomain_is_judged_by_the_record_above_it(name_server, settings, sender_of):
    settings.DEFAULT_FROM_EMAIL = f"news@{sender_of}"
    name_server.records |= {
        (f"{sender_of}.", "TXT"): ['"v=spf1 -all"'],
        (f"{sender_of}.", "MX"): ["10 mx.example.org."],
    }
    report = sender_domain.check(server=name_server.address)
    assert report.is_good, report
    assert "v=DMARC1; p=reject (of example.org)" in report.findings[1].words
    del name_server.records["_dmarc.example.org.", "TXT"]
    findings = sender_domain.check(server=name_server.address).findings
    assert [finding.name for finding in findings if not finding.is_good] == ["DMARC"]


def test_a_record_of_the_subdomain_itself_comes_first(name_server, settings):
    settings.DEFAULT_FROM_EMAIL = "news@news.example.org"
    name_server.records["_dmarc.news.example.org.", "TXT"] = ['"v=DMARC1; p=banana"']
    [_, dmarc, *_] = sender_domain.check(server=name_server.address).findings
    assert (dmarc.is_good, "of example.org" in dmarc.words) == (False, False)


@pytest.mark.parametrize(
    ("record", "location"),
    [
        ("v=DMARC1; p=none", "example.org"),
        ("v=DMARC1", "example.org"),
        ("v=DMARC1; p=reject; sp=none", "news.example.org"),
    ],
)
def test_a_policy_that_asks_for_nothing_passes_and_is_told(name_server, settings, record, location):
    settings.DEFAULT_FROM_EMAIL = f"news@{location}"
    name_server.records[f"{location}.", "TXT"] = ['"v=spf1 -all"']
    name_server.records["_dmarc.example.org.", "TXT"] = [f'"{record}"']
    finding = sender_domain.check(server=name_server.address).findings[1]
    assert (finding.is_good, "does not ask receivers to do anything yet" in finding.words) == (True, True)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (['"v=DKIM1; p="'], "withdrawn"),
        (['"v=DKIM1; k=rsa; p=banana!"'], "base64"),
        (['"v=DKIM1; k=rsa; p=QUJD"'], "not an RSA key"),
        (['"v=DKIM1; k=rsa"'], "no key"),
        (['"banana"'], "not a list of tags"),
        (['"v=DKIM2; p=QUJD"'], "v=DKIM1"),
        (['"p=QUJD; v=DKIM1"'], "v=DKIM1"),
        (published(KEY[:-60]), "part of it may be missing"),
        (published(KEY, "v=DKIM1; k=banana"), "k=banana"),
        (published(KEY, "v=DKIM1; t=y:s"), "testing"),
        (published(KEY, "v=DKIM1; s=other"), "not for email"),
        (published(KEY, "v=DKIM1; k=ed25519"), "Ed25519"),
        (published(rsa_key(1024)) + published(KEY), "2 records"),
        ([], "No record"),
    ],
)
def test_a_dkim_record_that_receivers_cannot_use_is_named(name_server, record, words):
    name_server.records["k1._domainkey.example.org.", "TXT"] = record
    [finding] = [one for one in sender_domain.check("k1", server=name_server.address).findings if not one.is_good]
    assert (finding.name, words in finding.words) == ("DKIM", True), finding


@pytest.mark.parametrize(
    "record",
    [
        published(rsa_key(1024)),
        published(KEY, "k=rsa"),
        ED25519,
    ],
)
def test_a_dkim_record_in_order_passes(name_server, record):
    name_server.records["k1._domainkey.example.org.", "TXT"] = record
    assert sender_domain.check("k1", server=name_server.address).is_good


def test_without_the_judge_the_command_says_how_to_install_it(name_server, monkeypatch):
    monkeypatch.setattr(records, "own_resolver", lambda: records.resolver_at(name_server.address))
    for module in ("checkdmarc", "checkdmarc.spf", "checkdmarc.dmarc"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(CommandError, match="make mail-check"):
        call_command("check_mail_domain")


def test_no_web_worker_loads_the_judge():
    program = "import sys; import lbn_site.wsgi, lbn_site.urls, lbn_site.celery; print('checkdmarc' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=settings.BASE_DIR
    )
    assert told.stdout.strip() == "False"
    assert "checkdmarc" not in (settings.BASE_DIR / "requirements.txt").read_text()


def test_a_domain_that_takes_no_mail_takes_no_bounces(name_server):
    name_server.records["example.org.", "MX"] = ["0 ."]
    [finding] = [one for one in sender_domain.check(server=name_server.address).findings if not one.is_good]
    assert finding.name == "Return path"


def test_an_open_way_to_the_mail_server_is_named(name_server, settings):
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    [finding] = [one for one in sender_domain.check(server=name_server.address).findings if not one.is_good]
    assert "not encrypted" in finding.words


def test_a_name_server_that_is_away_is_said(settings, monkeypatch):
    monkeypatch.setattr(records, "SECONDS", 0.1)
    silent = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    silent.bind(("127.0.0.1", 0))
    with silent:
        report = sender_domain.check(server=silent.getsockname())
    assert "No name server answered about example.org" in report.findings[0].words


def test_an_answer_that_makes_no_sense_breaks_nothing(name_server, monkeypatch):
    monkeypatch.setattr(records, "SECONDS", 0.1)
    monkeypatch.setattr(name_server, "answer", lambda query: query[:2] + b"\x81\x80\0\x01\0\x09" + b"\xff" * 9)
    assert not sender_domain.check("k1", server=name_server.address).is_good


@pytest.mark.django_db
def test_the_command_says_it_and_the_outbox_shows_it(name_server, monkeypatch, capsys, admin_client):
    monkeypatch.setattr(records, "own_resolver", lambda: records.resolver_at(name_server.address))
    call_command("check_mail_domain", selector="k1")
    assert "good  SPF: v=spf1" in capsys.readouterr().out
    del name_server.records["_dmarc.example.org.", "TXT"]
    with pytest.raises(SystemExit):
        call_command("check_mail_domain")
    page = admin_client.get("/admin/outbox/").content.decode()
    assert "DMARC: A DMARC record does not exist" in page
