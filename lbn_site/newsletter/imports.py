"""Importing addresses: always on a declared ground, never of people who said no."""

import dataclasses
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core import signing
from django.db import models, transaction

from . import consent_record, email_address, floods, import_file, limits, messages, suppression
from .email_address import EmailAddress, NotAnAddressError
from .import_columns import Standing
from .import_file import Person
from .models import EventKind, Subscription
from .services import put_on_list

NOT_SAID = "The row does not say, in words that we recognise, whether this person is subscribed."
SALT = "newsletter.import"
SEALED_SECONDS = 3600


class Basis(models.TextChoices):
    """On what ground these people may be written to."""

    ASK = "ask", "They gave us their address: ask each of them to confirm first"
    EVIDENCED = "evidenced", "They agreed to receive this newsletter, and we can show when and how"


class SealError(ValueError):
    """What came back is not what was checked, or too old. Its message says what to do."""


@dataclass
class Plan:
    """What an import would do, found out without doing it. Faulty rows as (row number, what is wrong).

    `left` and `never_confirmed` are whom the file itself says so of; `suppressed` are those who said no to us.
    """

    new: list[EmailAddress] = field(default_factory=list)
    known: int = 0
    suppressed: int = 0
    blocked: int = 0
    doubled: int = 0
    left: int = 0
    never_confirmed: int = 0
    faulty: list[tuple[int, str]] = field(default_factory=list)
    address_heading: str = ""
    standing_headings: list[str] = field(default_factory=list)
    digest: str = ""


@dataclass(frozen=True)
class Ready:
    """A checked import that waits for a yes: the new addresses, on what ground, and where they come from."""

    addresses: list[str]
    basis: str
    origin: str
    file_name: str
    digest: str


def plan(data: bytes, *, column: int | None = None) -> Plan:
    """Read the file and sort its addresses. Raises UnreadableFileError; `column` as for import_file.read."""
    file = import_file.read(data, column=column)
    found = Plan(
        faulty=file.faulty,
        address_heading=file.address_heading,
        standing_headings=file.standing_headings,
        digest=hashlib.sha256(data).hexdigest(),
    )
    parsed = list(_parsed(file.people, found.faulty))
    # Whoever left keeps out the same address in every other row of the file.
    left = {address.key for address, standing in parsed if standing == Standing.LEFT}
    found.left = len(left)
    never_confirmed = {address.key for address, standing in parsed if standing == Standing.NEVER_CONFIRMED} - left
    found.never_confirmed = len(never_confirmed)
    seen = left | never_confirmed
    for address, standing in parsed:
        if standing != Standing.ON_LIST or address.key in left | never_confirmed:
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
    found.faulty.sort()
    return found


def _parsed(people: list[Person], faulty: list[tuple[int, str]]) -> Iterator[tuple[EmailAddress, Standing]]:
    """Whom the rows name; what is wrong with a row goes to `faulty`."""
    for person in people:
        if person.standing == Standing.NOT_SAID:
            faulty.append((person.row, NOT_SAID))
            continue
        try:
            yield email_address.parse(person.address), person.standing
        except NotAnAddressError as error:
            faulty.append((person.row, str(error)))


def seal(ready: Ready) -> str:
    """What was checked, to be carried through the browser and back; nothing of it is stored until it is imported."""
    return signing.dumps(dataclasses.asdict(ready), salt=SALT, compress=True)


def unseal(text: str) -> Ready:
    """What was sealed within the last hour. Raises SealError."""
    try:
        return Ready(**signing.loads(text, salt=SALT, max_age=SEALED_SECONDS))
    except signing.BadSignature:
        raise SealError("The check is more than an hour old. Choose the file and check it again.") from None


def carry_out(*, ready: Ready, staff: str) -> int:
    """Import what was checked; how many. Each is a transaction, so a repeated import goes on."""
    basis = Basis(ready.basis)
    note = f"file {ready.file_name[:90]}, SHA-256 {ready.digest[:16]}…, grounds: {basis.label}"
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
