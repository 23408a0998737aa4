"""The links in our mails: signed, bound to one purpose and one subscription, never stored.

A link says what it is for, for whom, which version and when it was made; an HMAC (django.core.signing) under a
salt of the purpose vouches for it, also under SECRET_KEY_FALLBACKS. Reading a link changes nothing, however often.
"""

import datetime
import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from lbn_site.core.addresses import absolute

from .models import Subscription

SKEW = datetime.timedelta(minutes=5)
SEPARATOR = "."


class Purpose(StrEnum):
    """What a link is for. Each has a salt of its own, so no link can be used for another purpose."""

    CONFIRM = "confirm"
    NEVER_MAIL = "never"
    UNSUBSCRIBE = "unsubscribe"
    OPEN_DATA = "your-data"
    USE_DATA = "your-data-use"


LIFETIMES: dict[Purpose, datetime.timedelta | None] = {
    Purpose.CONFIRM: datetime.timedelta(days=7),
    Purpose.NEVER_MAIL: None,
    Purpose.UNSUBSCRIBE: None,
    Purpose.OPEN_DATA: datetime.timedelta(hours=1),
    Purpose.USE_DATA: datetime.timedelta(minutes=30),
}


@dataclass(frozen=True)
class Link:
    """What a valid link says, and the signed text that says it (which is kept out of logs)."""

    purpose: Purpose
    public_id: uuid.UUID
    version: int
    made_at: datetime.datetime
    token: str = field(repr=False)

    @property
    def is_expired(self) -> bool:
        lifetime = LIFETIMES[self.purpose]
        return lifetime is not None and timezone.now() > self.made_at + lifetime


def make(purpose: Purpose, subscription: Subscription, *, version: int = 0) -> str:
    """The signed text of a link."""
    parts = (subscription.public_id.hex, str(version), format(int(timezone.now().timestamp()), "x"))
    return _signer(purpose).sign("-".join(parts))


def read(purpose: Purpose, token: str) -> Link | None:
    """What the link says, or None when it was not made by us for this purpose (or is dated in the future)."""
    try:
        public_id, version, moment = _signer(purpose).unsign(token).split("-")
        made_at = datetime.datetime.fromtimestamp(int(moment, 16), datetime.UTC)
        link = Link(purpose, uuid.UUID(hex=public_id), int(version), made_at, token)
    except (signing.BadSignature, ValueError, OverflowError, OSError):
        return None
    return link if link.made_at <= timezone.now() + SKEW else None


def address_of(purpose: Purpose, subscription: Subscription, *, version: int = 0) -> str:
    """The absolute address of a new link."""
    return absolute(reverse(f"newsletter:{purpose}", args=[make(purpose, subscription, version=version)]))


def _signer(purpose: Purpose) -> signing.Signer:
    return signing.Signer(salt=f"newsletter.{purpose}", sep=SEPARATOR)
