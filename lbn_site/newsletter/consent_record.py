"""Writing the consent record: who agreed to what, when, where, in which words."""

import hashlib
from typing import Any

from wagtail.models import Page

from lbn_site.core.dates import moment_in_words

from .models import ConsentEvent, ConsentWording, EventKind, Subscription

A_NEW_LINK = "a new link for an old one"


def record(subscription: Subscription, kind: EventKind, **details: Any) -> ConsentEvent:
    """Add a line. `details` are fields of ConsentEvent."""
    return ConsentEvent.objects.create(subscription=subscription, kind=kind, **details)


def wording(text: str) -> ConsentWording | None:
    """The kept form of these words; None for none."""
    if not text:
        return None
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    return ConsentWording.objects.get_or_create(fingerprint=fingerprint, defaults={"text": text})[0]


def last_wording(subscription: Subscription) -> ConsentWording | None:
    """The words that stood beside the form when this address was entered last."""
    event = subscription.events.filter(kind=EventKind.REQUESTED, wording__isnull=False).last()
    return event.wording if event else None


def origin(subscription: Subscription) -> str:
    """Where the address came from when staff imported it; empty when it was entered on the site (since)."""
    last = (
        ConsentEvent.objects.filter(subscription=subscription.pk, kind__in=[EventKind.REQUESTED, EventKind.IMPORTED])
        .exclude(source=A_NEW_LINK)
        .last()
    )
    return last.source if last is not None and last.kind == EventKind.IMPORTED else ""


def privacy_notice_in_force() -> str:
    """Which version of the privacy notice stands on the site now, so that it can be found in its history."""
    notice = (
        Page.objects.filter(slug="privacy", live=True, depth=3).only("live_revision_id", "last_published_at").first()
    )
    if notice is None:
        return ""
    published = moment_in_words(notice.last_published_at) if notice.last_published_at else "unknown"
    return f"revision {notice.live_revision_id or 'none'}, published {published}"
