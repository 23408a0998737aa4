"""E-mail addresses: what we accept, when two are the same subscriber, and when two are the same sender of abuse."""

import re
import unicodedata
from dataclasses import dataclass

import idna

# RFC 5321, 4.5.3.1; an address of 254 characters fits a path of 256 with its angle brackets.
LONGEST_LOCAL_PART = 64
LONGEST_ADDRESS = 254
LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
GMAIL = {"gmail.com", "googlemail.com"}
INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}


class NotAnAddressError(ValueError):
    """The text is not one address that mail can be sent to. Its message says what to do."""


@dataclass(frozen=True)
class EmailAddress:
    """An address as its owner wrote it, with its domain in the form that mail servers use."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def key(self) -> str:
        """What two spellings of one address have in common: one key, one subscription."""
        return f"{self.local.lower()}@{self.domain}"

    @property
    def canonical(self) -> str:
        """What variants of one mailbox have in common. For limits only: people do use `+tags` to tell lists apart."""
        local = self.local.lower().partition("+")[0]
        domain = "gmail.com" if self.domain in GMAIL else self.domain
        return f"{local.replace('.', '') if domain == 'gmail.com' else local}@{domain}"

    @property
    def masked(self) -> str:
        """Enough for its owner to recognise it: m…@example.org."""
        return f"{self.local[0]}…@{self.domain}"


def parse(text: str) -> EmailAddress:
    """Read one address. Raises NotAnAddressError with a sentence for the visitor."""
    cleaned = text.strip()
    if not cleaned:
        raise NotAnAddressError("Enter your email address.")
    if any(unicodedata.category(character) in INVISIBLE for character in cleaned):
        raise NotAnAddressError("Your email address contains an invisible character. Type it instead of pasting it.")
    local, at, domain = cleaned.rpartition("@")
    if not at or not local:
        raise NotAnAddressError("Enter an email address, such as name@example.org.")
    if not LOCAL_PART.fullmatch(local):
        raise NotAnAddressError(
            "Enter one email address, such as name@example.org, with only unaccented letters before the @."
        )
    if len(local) > LONGEST_LOCAL_PART:
        raise NotAnAddressError(f"The part before the @ is too long: {LONGEST_LOCAL_PART} characters at most.")
    address = EmailAddress(local, _domain(domain))
    if len(str(address)) > LONGEST_ADDRESS:
        raise NotAnAddressError(f"This email address is too long: {LONGEST_ADDRESS} characters at most.")
    return address


def parse_pattern(text: str) -> str:
    """Read a rule for many addresses: ‘name@’, ‘@example.org’, or one address, spelt as addresses are compared.

    Raises NotAnAddressError with a sentence for staff.
    """
    local, at, domain = text.strip().rpartition("@")
    if not at or not (local or domain):
        raise NotAnAddressError("Enter ‘name@’, ‘@example.org’ or a full address: it must include an @.")
    if local and not LOCAL_PART.fullmatch(local):
        raise NotAnAddressError(
            "Check the part before the @: it must be a single name in unaccented letters, or empty."
        )
    return f"{local.lower()}@{_domain(domain) if domain else ''}"


def _domain(text: str) -> str:
    """The domain as A-labels (RFC 5891), with a dot and without a literal."""
    try:
        domain = idna.encode(text.rstrip("."), uts46=True, transitional=False).decode().lower()
    except (idna.IDNAError, UnicodeError):
        domain = ""
    labels = domain.split(".")
    if len(labels) < 2 or not all(LABEL.fullmatch(label) for label in labels) or labels[-1].isdigit():
        raise NotAnAddressError("Check the part after the @: it should look like example.org.")
    return domain
