"""What a mail server's final refusal means for a subscriber."""

from django.db import transaction
from django.utils import timezone

from . import consent_record, suppression
from .models import EventKind, Subscription, SubscriptionState, SuppressionReason


@transaction.atomic
def address_does_not_exist(subscription: Subscription) -> None:
    """Take the address off the list; only a new sign-up of its own brings it back."""
    locked = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if not locked.can_leave or not locked.address_key:
        return
    locked.state = SubscriptionState.REFUSED
    locked.unsubscribed_at = timezone.now()
    locked.save()
    suppression.suppress(locked.address_key, SuppressionReason.REFUSED)
    consent_record.record(locked, EventKind.REFUSED)
