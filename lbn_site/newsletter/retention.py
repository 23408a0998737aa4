"""How long the newsletter remembers. The privacy notice shows these very rules."""

from typing import Any

from django.db import models

from lbn_site.core import retention
from lbn_site.mail.services import forget_recipient

from . import limits
from .erasure import forget_address
from .models import Limit, Subscription, SubscriptionState

NEVER_CONFIRMED = retention.register(
    "newsletter-never-confirmed",
    what="Addresses entered for the newsletter but never confirmed",
    days=lambda: 7,
    after="the sign-up",
    why="So that the link in the confirmation email works.",
)
LEFT = retention.register(
    "newsletter-left",
    what="Addresses that unsubscribed from the newsletter",
    days=lambda: 28,
    after="unsubscribing",
    why="So that we can help anyone who unsubscribed by mistake. After that we keep only a code, from which the "
    "address cannot be read, so that nobody can put it on the list again.",
)
ABUSE = retention.register(
    "newsletter-limits",
    what="Unreadable codes for addresses and networks, which limit how often the form can be used",
    days=lambda: limits.LONGEST_WINDOW.days,
    after="the form was used",
    why="So that nobody can use the form to fill other people’s inboxes.",
)


def purge() -> int:
    """Delete and blank what is too old, in small transactions; how many rows. Running again is harmless."""
    never_confirmed = Subscription.objects.never_confirmed().filter(requested_at__lt=NEVER_CONFIRMED.cutoff())
    gave_up = Subscription.objects.pending().filter(confirmations__gt=0, requested_at__lt=NEVER_CONFIRMED.cutoff())
    return (
        retention.in_batches(never_confirmed, _delete)
        + retention.in_batches(gave_up, _back_to_unsubscribed)
        + retention.in_batches(Subscription.objects.left_before(LEFT.cutoff()), _forget)
        + retention.in_batches(Limit.objects.filter(touched_at__lt=ABUSE.cutoff()), lambda rows: rows.delete())
    )


def _delete(rows: models.QuerySet[Any]) -> None:
    """The whole sign-up goes with its record: nobody consented to anything."""
    for subscription in rows:
        forget_recipient(about=subscription.about)
    rows.delete()


def _back_to_unsubscribed(rows: models.QuerySet[Any]) -> None:
    """Who had left, signed up again and did not confirm is where they were."""
    rows.update(state=SubscriptionState.UNSUBSCRIBED)


def _forget(rows: models.QuerySet[Any]) -> None:
    for subscription in rows:
        forget_address(subscription)
        subscription.save()
