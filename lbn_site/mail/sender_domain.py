"""What the world's name servers say about the sender's domain; looked up by a command, shown to staff afterwards."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from . import dkim_key, folder, records, sender_policy
from .records import RecordsError, Server
from .sender_policy import Verdict

KEY = "mail.sender-domain"
Address = IPv4Address | IPv6Address


@dataclass(frozen=True)
class Finding:
    """One thing that receivers of mail look at."""

    name: str
    is_good: bool
    words: str


@dataclass(frozen=True)
class Report:
    """All of them, and when they were looked up."""

    domain: str
    at: datetime.datetime
    findings: list[Finding]

    @property
    def is_good(self) -> bool:
        return all(finding.is_good for finding in self.findings)


def check(selector: str = "", *, leaves_from: Address | None = None, server: Server | None = None) -> Report:
    """Look everything up now, and keep the report for the outbox's page.

    `leaves_from` is the address from which mail goes out into the world, if it is known. Raises JudgeMissingError.
    """
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    findings = [
        _judged("SPF", sender_policy.spf, domain, domain, server),
        _judged("DMARC", sender_policy.dmarc, domain, f"_dmarc.{domain}", server),
        _return_path(domain, server),
        _tls(),
    ]
    if selector:
        findings.insert(1, _dkim(f"{selector}._domainkey.{domain}", server))
    if leaves_from:
        findings.append(_reverse_name(leaves_from, server))
    report = Report(domain, timezone.now(), findings)
    cache.set(KEY, report, timeout=None)
    return report


def last() -> Report | None:
    """The report as it was last looked up, if ever."""
    return cache.get(KEY)


def _judged(name: str, judge: Callable[..., Verdict], domain: str, where: str, server: Server | None) -> Finding:
    """What the judge says. It takes name servers that are away for a missing record, so they are met first."""
    try:
        records.texts(where, server=server)
        verdict = judge(domain, resolver=records.resolver_at(server) if server else records.own_resolver())
    except RecordsError as error:
        return Finding(name, is_good=False, words=str(error))
    return Finding(name, is_good=verdict.is_good, words=verdict.words)


def _dkim(where: str, server: Server | None) -> Finding:
    try:
        found = records.texts(where, server=server)
    except RecordsError as error:
        return Finding("DKIM", is_good=False, words=str(error))
    if len(found) != 1:
        number = "No record is" if not found else f"{len(found)} records are"
        return Finding("DKIM", is_good=False, words=f"{number} published at {where}; there must be one.")
    fault = dkim_key.fault_of(found[0])
    if fault:
        return Finding("DKIM", is_good=False, words=f"The record at {where} cannot be used: {fault}.")
    return Finding("DKIM", is_good=True, words=f"A key is published at {where}.")


def _return_path(domain: str, server: Server | None) -> Finding:
    """Bounces go to the sender's address, so its domain must take mail."""
    try:
        takes_mail = bool(records.mail_servers(domain, server=server))
    except RecordsError as error:
        return Finding("Return path", is_good=False, words=str(error))
    words = f"{domain} {'accepts' if takes_mail else 'names no mail server, so it does not accept'} bounces."
    return Finding("Return path", is_good=takes_mail, words=words)


def _reverse_name(address: Address, server: Server | None) -> Finding:
    """Receivers ask what the sending address is called (PTR), and whether that name leads back to it."""
    try:
        names = records.host_names(str(address), server=server)
        own = [name for name in names if address in map(ip_address, records.addresses(name, server=server))]
    except RecordsError as error:
        return Finding("PTR", is_good=False, words=str(error))
    if own:
        return Finding(
            "PTR", is_good=True, words=f"{address} is called {own[0].rstrip('.')}, and that name leads back to it."
        )
    if names:
        words = f"{address} is called {names[0].rstrip('.')}, but that name does not lead back to it."
        return Finding("PTR", is_good=False, words=words)
    return Finding("PTR", is_good=False, words=f"{address} has no name.")


def _tls() -> Finding:
    if folder.is_in_use():
        return Finding("TLS", is_good=False, words="This installation sends nothing: EMAIL_URL names no mail server.")
    if settings.MAIL_TRANSPORT != "lbn_site.mail.smtp.WatchedEmailBackend":
        return Finding("TLS", is_good=True, words="The email backend in use handles its own encryption.")
    if settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL:
        words = "The connection to the mail server is encrypted, and its certificate is checked."
        return Finding("TLS", is_good=True, words=words)
    words = "The connection to the mail server is not encrypted: EMAIL_URL should start with smtp+tls or smtp+ssl."
    return Finding("TLS", is_good=False, words=words)
