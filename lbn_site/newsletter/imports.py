"""Importing addresses: always on a declared ground, never of people who said no."""

import csv
import hashlib
import io
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from . import consent_record, email_address, limits, messages, suppression
from .email_address import EmailAddress, NotAnAddressError
from .models import EventKind, Subscription
from .services import put_on_list

LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 20_000
ADDRESS_COLUMNS = {"address", "email", "e-mail", "email address"}


class Basis(models.TextChoices):
    """On what ground these people may be written to."""

    ASK = "ask", "They gave us their address; each is asked to confirm first"
    EVIDENCED = "evidenced", "They agreed to this newsletter, and we can show when and how"


class FileFaultError(ValueError):
    """The file cannot be read. Its message says what to do."""


@dataclass
class Plan:
    """What an import would do, found out without doing it. Faulty rows as (row number, what is wrong)."""

    new: list[EmailAddress] = field(default_factory=list)
    known: int = 0
    suppressed: int = 0
    blocked: int = 0
    doubled: int = 0
    faulty: list[tuple[int, str]] = field(default_factory=list)
    digest: str = ""


def plan(data: bytes) -> Plan:
    """Read the file and sort its addresses. Raises FileFaultError."""
    found = Plan(digest=hashlib.sha256(data).hexdigest())
    seen: set[str] = set()
    for number, text in _addresses(data):
        try:
            address = email_address.parse(text)
        except NotAnAddressError as error:
            found.faulty.append((number, str(error)))
            continue
        if address.key in seen:
            found.doubled += 1
        elif suppression.find(address.key):
            found.suppressed += 1
        elif suppression.is_blocked(address):
            found.blocked += 1
        elif Subscription.objects.filter(address_key=address.key).exists():
            found.known += 1
        else:
            found.new.append(address)
        seen.add(address.key)
    return found


def carry_out(*, found: Plan, basis: Basis, evidence: str, file_name: str, staff: Any) -> int:
    """Import the new addresses of the plan; how many. Each is a transaction, so a repeated import goes on."""
    note = f"file {file_name[:90]}, SHA-256 {found.digest[:16]}…, ground: {basis.label}. {evidence}"[:500]
    return sum(_import_one(address, basis, note, staff) for address in found.new)


@transaction.atomic
def _import_one(address: EmailAddress, basis: Basis, note: str, staff: Any) -> bool:
    if suppression.find(address.key):
        return False
    subscription, is_new = Subscription.objects.get_or_create(
        address_key=address.key, defaults={"address": str(address)}
    )
    if not is_new:
        return False
    details: dict[str, Any] = {
        "staff": staff,
        "note": note,
        "privacy_notice": consent_record.privacy_notice_in_force(),
    }
    if basis == Basis.EVIDENCED:
        put_on_list(subscription, event=EventKind.IMPORTED, **details)
    else:
        consent_record.record(subscription, EventKind.IMPORTED, **details)
        limits.take("address", address.canonical, limits.MAILS_TO_AN_ADDRESS)
        messages.queue_confirm(subscription)
    return True


def _addresses(data: bytes) -> list[tuple[int, str]]:
    """Row numbers and texts of the address column."""
    if len(data) > LARGEST_FILE:
        raise FileFaultError("The file is larger than 5 MB. Split it and import the parts one by one.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileFaultError("The file is not UTF-8 text. Save it as ‘CSV UTF-8’ in your spreadsheet.") from None
    rows = list(csv.reader(io.StringIO(text)))
    if not rows:
        raise FileFaultError("The file is empty.")
    if len(rows) > MOST_ROWS:
        raise FileFaultError(f"The file has more than {MOST_ROWS:,} rows. Split it and import the parts one by one.")
    names = [name.strip().lower() for name in rows[0]]
    column = next((place for place, name in enumerate(names) if name in ADDRESS_COLUMNS), None)
    if column is None:
        raise FileFaultError("The first row must name the columns, and one of them must be called ‘email’.")
    return [(number, row[column]) for number, row in enumerate(rows[1:], 2) if len(row) > column and any(row)]
