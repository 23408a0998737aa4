"""Importing addresses: always on a declared ground, never of people who said no."""

import dataclasses
import hashlib
from dataclasses import dataclass, field

from django.core import signing
from django.db import models, transaction

from lbn_site.core.csv_rows import UnreadableFileError, decoded, numbered_rows

from . import consent_record, email_address, floods, limits, messages, suppression
from .email_address import EmailAddress, NotAnAddressError
from .models import EventKind, Subscription
from .services import put_on_list

# What was checked comes back from the browser as one field, which Django limits to 2.5 MB.
LARGEST_FILE = 2 * 1024 * 1024
# One request imports them all, and a web server in front waits for a minute.
MOST_ROWS = 2_000
SALT = "newsletter.import"
SEALED_SECONDS = 3600
ADDRESS_COLUMNS = {"address", "email", "e-mail", "email address"}


class Basis(models.TextChoices):
    """On what ground these people may be written to."""

    ASK = "ask", "They gave us their address; each is asked to confirm first"
    EVIDENCED = "evidenced", "They agreed to this newsletter, and we can show when and how"


class SealError(ValueError):
    """What came back is not what was checked, or too old. Its message says what to do."""


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


@dataclass(frozen=True)
class Ready:
    """A checked import that waits for a yes: the new addresses, on what ground, and where they come from."""

    addresses: list[str]
    basis: str
    origin: str
    file_name: str
    digest: str


def plan(data: bytes) -> Plan:
    """Read the file and sort its addresses. Raises UnreadableFileError."""
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


def seal(ready: Ready) -> str:
    """What was checked, to be carried through the browser and back; nothing of it is stored until it is imported."""
    return signing.dumps(dataclasses.asdict(ready), salt=SALT, compress=True)


def unseal(text: str) -> Ready:
    """What was sealed within the last hour. Raises SealError."""
    try:
        return Ready(**signing.loads(text, salt=SALT, max_age=SEALED_SECONDS))
    except signing.BadSignature:
        raise SealError("The check is more than an hour old. Choose the file and check it anew.") from None


def carry_out(*, ready: Ready, staff: str) -> int:
    """Import what was checked; how many. Each is a transaction, so a repeated import goes on."""
    basis = Basis(ready.basis)
    note = f"file {ready.file_name[:90]}, SHA-256 {ready.digest[:16]}…, ground: {basis.label}"
    details = {
        "staff": staff,
        "source": ready.origin,
        "note": note,
        "privacy_notice": consent_record.privacy_notice_in_force(),
    }
    return sum(_import_one(email_address.parse(address), basis, details) for address in ready.addresses)


@transaction.atomic
def _import_one(address: EmailAddress, basis: Basis, details: dict[str, str]) -> bool:
    if suppression.find(address.key):
        return False
    wait = 0.0
    if basis == Basis.ASK:
        wait = min(floods.confirmation_wait(address), floods.LONGEST_LINE)
        limits.take("address", address.canonical, limits.MAILS_TO_AN_ADDRESS)
    subscription, is_new = Subscription.objects.get_or_create(
        address_key=address.key, defaults={"address": str(address)}
    )
    if not is_new:
        return False
    if basis == Basis.EVIDENCED:
        put_on_list(subscription, event=EventKind.IMPORTED, **details)
    else:
        consent_record.record(subscription, EventKind.IMPORTED, **details)
        floods.take_place(address)
        messages.queue_confirm(subscription, delay_seconds=wait)
    return True


def _addresses(data: bytes) -> list[tuple[int, str]]:
    """Row numbers and texts of the address column."""
    if len(data) > LARGEST_FILE:
        raise UnreadableFileError("The file is larger than 2 MB. Split it and import the parts one by one.")
    rows = [(number, cells) for number, cells in numbered_rows(decoded(data)) if any(cells)]
    if not rows:
        raise UnreadableFileError("The file is empty.")
    if len(rows) > MOST_ROWS:
        raise UnreadableFileError(
            f"The file has more than {MOST_ROWS:,} rows. Split it and import the parts one by one."
        )
    names = [name.strip().lower() for name in rows[0][1]]
    column = next((place for place, name in enumerate(names) if name in ADDRESS_COLUMNS), None)
    if column is None:
        raise UnreadableFileError("The first row must name the columns, and one of them must be called ‘email’.")
    return [(number, cells[column]) for number, cells in rows[1:] if len(cells) > column]
