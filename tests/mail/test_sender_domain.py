"""What receivers look at is looked up by a command, with a name server of our own, and shown to staff."""

import socket
import threading
from ipaddress import ip_address

import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import pytest
from django.core.management import CommandError, call_command

from lbn_site.mail import records, sender_domain

LONG_KEY = f'"v=DKIM1; k=rsa; p={"A" * 200}" "{"B" * 200}"'
SENDING = ip_address("192.0.2.7")
GOOD = {
    ("example.org.", "TXT"): ['"site=1"', '"v=spf1 include:mail.example.net -all"'],
    ("_dmarc.example.org.", "TXT"): ['"v=DMARC1; p=reject"'],
    ("k1._domainkey.example.org.", "TXT"): [LONG_KEY],
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
    assert report.findings[-1].words == "192.0.2.7 is called mail.example.org, which leads back."


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
    assert "2 records at example.org" in finding.words


def test_a_domain_that_takes_no_mail_takes_no_bounces(name_server):
    name_server.records["example.org.", "MX"] = ["0 ."]
    [finding] = [one for one in sender_domain.check(server=name_server.address).findings if not one.is_good]
    assert finding.name == "Return path"


def test_a_withdrawn_key_is_no_key(name_server):
    name_server.records["k1._domainkey.example.org.", "TXT"] = ['"v=DKIM1; p="']
    assert not sender_domain.check("k1", server=name_server.address).is_good


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
    assert "DMARC: 0 records at _dmarc.example.org" in page
