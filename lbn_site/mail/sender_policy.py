"""Lets checkdmarc judge what a domain says about its mail: SPF (RFC 7208) and DMARC (RFC 9989).

checkdmarc is an extra of the command `check_mail_domain` (requirements-mail-check.txt), so it is imported only where
it is used: no web worker ever loads it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import dns.exception
import dns.resolver

from .records import SECONDS, RecordsError

# What the last word of an SPF record says of everybody who is not named in it.
SPF_ALL = {
    "pass": "but its +all lets anyone send in your name. End it with -all or ~all",
    "neutral": "but it says nothing about senders that it does not name. End it with -all or ~all",
}
DMARC_NONE = (
    "it does not ask receivers to do anything yet (p=none). Change that to quarantine or reject once the reports "
    "look right"
)


class JudgeMissingError(Exception):
    """checkdmarc is not installed here. The message says how to install it."""

    def __init__(self) -> None:
        super().__init__(
            "SPF and DMARC are judged by checkdmarc, which is not installed here. Install it in an environment of "
            "its own, and run this command with it:\n"
            "    make mail-check\n"
            "    .venv-mail-check/bin/python manage.py check_mail_domain"
        )


@dataclass(frozen=True)
class Verdict:
    """Whether receivers can use the record, and what to know about it."""

    is_good: bool
    words: str


def spf(domain: str, *, resolver: dns.resolver.Resolver) -> Verdict:
    """Judge the domain's SPF record with everything that it includes. Raises JudgeMissingError, RecordsError."""
    try:
        from checkdmarc.spf import check_spf
    except ImportError:
        raise JudgeMissingError from None
    found = _ask(check_spf, domain, resolver)
    if not found["valid"]:
        return Verdict(is_good=False, words=_fault(found))
    weakness = SPF_ALL.get(found["parsed"]["all"])
    words = f"{found['record']}, {weakness}" if weakness else found["record"]
    return Verdict(is_good=not weakness, words=_with_warnings(words, found))


def dmarc(domain: str, *, resolver: dns.resolver.Resolver) -> Verdict:
    """Judge the DMARC record that receivers find by their walk up from the domain.

    Raises JudgeMissingError, RecordsError.
    """
    try:
        from checkdmarc.dmarc import check_dmarc
    except ImportError:
        raise JudgeMissingError from None
    found = _ask(check_dmarc, domain, resolver, ignore_unrelated_records=True)
    if not found["valid"]:
        return Verdict(is_good=False, words=_fault(found))
    is_inherited = found["location"] != domain
    policy = found["tags"]["sp" if is_inherited and "sp" in found["tags"] else "p"]["value"]
    words = f"{found['record']} (of {found['location']})" if is_inherited else found["record"]
    words = f"{words}, but {DMARC_NONE}" if policy == "none" else words
    return Verdict(is_good=True, words=_with_warnings(words, found))


def _ask(judge: Callable[..., Any], domain: str, resolver: dns.resolver.Resolver, **options: Any) -> dict[str, Any]:
    """Ask the judge, who keeps answers for a while, to look everything up now."""
    from checkdmarc.utils import DNS_CACHE

    DNS_CACHE.clear()
    resolver.lifetime = SECONDS
    try:
        return judge(domain, resolver=resolver, timeout=SECONDS, retries=0, **options)
    except (dns.exception.DNSException, OSError) as error:
        raise RecordsError(f"No name server answered about {domain}: {error}") from error


def _fault(found: dict[str, Any]) -> str:
    record = f"{found['record']}: " if found.get("record") else ""
    return " ".join(f"{record}{found['error']}".split())


def _with_warnings(words: str, found: dict[str, Any]) -> str:
    return ". ".join([words, *(" ".join(str(warning).rstrip(".").split()) for warning in found["warnings"])])
