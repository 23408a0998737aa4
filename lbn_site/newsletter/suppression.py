"""Whom the newsletter must not write to."""

from django.db.models import Q

from . import hashing
from .email_address import EmailAddress
from .models import BlockedAddress, Suppression, SuppressionReason

PURPOSE = "suppression"
# Ranked: a later, weaker reason does not replace a stronger one.
STRENGTH = [
    SuppressionReason.UNSUBSCRIBED,
    SuppressionReason.REFUSED,
    SuppressionReason.ERASED,
    SuppressionReason.NEVER_MAIL,
]


def find(key: str) -> Suppression | None:
    """Why this address (by its key) is suppressed, or None."""
    return Suppression.objects.filter(fingerprint__in=hashing.fingerprints(PURPOSE, key)).first()


def suppress(key: str, reason: SuppressionReason) -> None:
    """Keep this address off the list for this reason, unless a stronger one stands."""
    found = find(key)
    if found is None:
        Suppression.objects.get_or_create(fingerprint=hashing.fingerprint(PURPOSE, key), defaults={"reason": reason})
    elif STRENGTH.index(SuppressionReason(found.reason)) < STRENGTH.index(reason):
        found.reason = reason
        found.save(update_fields=["reason"])


def lift(key: str) -> None:
    """The owner is back."""
    Suppression.objects.filter(fingerprint__in=hashing.fingerprints(PURPOSE, key)).delete()


def is_blocked(address: EmailAddress) -> bool:
    """Whether staff have blocked this address, its name or its domain; with a +tag it is the same mailbox."""
    names = {address.local.lower(), address.local.lower().partition("+")[0]}
    patterns = [f"@{address.domain}", *(f"{name}@{rest}" for name in names for rest in ("", address.domain))]
    return BlockedAddress.objects.filter(Q(pattern__in=patterns)).exists()
