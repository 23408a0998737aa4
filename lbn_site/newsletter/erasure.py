"""Erasing a person: the address goes everywhere at once; what stays cannot be read back."""

from django.db import transaction
from django.utils import timezone

from lbn_site.mail.services import forget_recipient

from . import consent_record, suppression
from .models import EventKind, Subscription, SubscriptionState, SuppressionReason


@transaction.atomic
def erase(
    subscription: Subscription,
    *,
    reason: SuppressionReason = SuppressionReason.ERASED,
    event: EventKind = EventKind.ERASED,
    staff: str = "",
) -> None:
    """Erase the address here and in the outbox. A keyed hash stays, so that no import brings it back."""
    locked = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if locked.address_key:
        suppression.suppress(locked.address_key, reason)
    if locked.state != SubscriptionState.ERASED:
        consent_record.record(locked, event, staff=staff)
    forget_address(locked)
    locked.state = SubscriptionState.ERASED
    locked.unsubscribed_at = locked.unsubscribed_at or timezone.now()
    locked.save()


def forget_address(subscription: Subscription) -> None:
    """Take the address out of the row (unsaved) and out of the outbox; its links die."""
    subscription.address, subscription.address_key = "", None
    subscription.link_version += 1
    subscription.access_version += 1
    forget_recipient(about=subscription.about)
