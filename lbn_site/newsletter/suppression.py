"""Whom the newsletter must not write to."""

from django.db.models import Q

from . import hashing, withdrawals
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
    fingerprint = found.fingerprint if found else hashing.fingerprint(PURPOSE, key)
    suppress_fingerprint(fingerprint, reason)
    withdrawals.note(reason, fingerprint)


def suppress_fingerprint(fingerprint: str, reason: SuppressionReason) -> None:
    """The same for an address of which only the hash is known."""
    found, _ = Suppression.objects.get_or_create(fingerprint=fingerprint, defaults={"reason": reason})
    if STRENGTH.index(SuppressionReason(found.reason)) < STRENGTH.index(reason):
        found.reason = reason
        found.save(update_fields=["reason"])


def lift(key: str) -> None:
    """The owner is back."""
    found = find(key)
    if found is not None:
        found.delete()
        withdrawals.note(withdrawals.CAME_BACK, found.fingerprint)


def is_blocked(address: EmailAddress) -> bool:
    """Whether staff have blocked this address, its name or its domain; with a +tag it is the same mailbox."""
    names = {address.local.lower(), address.local.lower().partition("+")[0]}
    patterns = [f"@{address.domain}", *(f"{name}@{rest}" for name in names for rest in ("", address.domain))]
    return BlockedAddress.objects.filter(Q(pattern__in=patterns)).exists()
