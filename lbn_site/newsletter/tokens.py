"""The links in our emails: signed, bound to one purpose and one subscription, never stored.

A link says what it is for, for whom, which version and when it was made; an HMAC (django.core.signing) under a
salt of the purpose vouches for it, also under SECRET_KEY_FALLBACKS. Reading a link changes nothing, however often.
It says all this in letters and digits whose case does not matter, so that it survives its way (core.emailed_links).
"""

import datetime
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from lbn_site.core.addresses import absolute
from lbn_site.core.emailed_links import CaselessSigner, token_in

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


class FormerSigner(signing.Signer):
    """Reads the links that were sent until 2026, in base64. Without its case a signature still has 220 bits."""

    length = 43

    def signature(self, value: str | bytes, key: str | bytes | None = None) -> str:
        return super().signature(value, key).lower()


def make(purpose: Purpose, subscription: Subscription, *, version: int = 0) -> str:
    """The signed text of a link."""
    parts = (subscription.public_id.hex, str(version), format(int(timezone.now().timestamp()), "x"))
    return CaselessSigner(salt=_salt(purpose), sep=SEPARATOR).sign("-".join(parts))


def read(purpose: Purpose, text: str) -> Link | None:
    """What the link says, whatever happened to it on its way to us.

    None when it was not made by us for this purpose, lacks a part or is dated in the future.
    """
    try:
        token = _sound(purpose, token_in(text).lower())
        public_id, version, moment = token.partition(SEPARATOR)[0].split("-")
        made_at = datetime.datetime.fromtimestamp(int(moment, 16), datetime.UTC)
        link = Link(purpose, uuid.UUID(hex=public_id), int(version), made_at, token)
    except (signing.BadSignature, ValueError, OverflowError, OSError):
        return None
    return link if link.made_at <= timezone.now() + SKEW else None


def address_of(purpose: Purpose, subscription: Subscription, *, version: int = 0) -> str:
    """The absolute address of a new link."""
    return absolute(reverse(f"newsletter:{purpose}", args=[make(purpose, subscription, version=version)]))


def _sound(purpose: Purpose, token: str) -> str:
    """The token without what was added to its end. Raises BadSignature."""
    said, _, signature = token.partition(SEPARATOR)
    for signer_class in (CaselessSigner, FormerSigner):
        cut = f"{said}{SEPARATOR}{signature[: signer_class.length]}"
        with suppress(signing.BadSignature):
            signer_class(salt=_salt(purpose), sep=SEPARATOR).unsign(cut)
            return cut
    raise signing.BadSignature("This is not one of our links.")


def _salt(purpose: Purpose) -> str:
    return f"newsletter.{purpose}"
