"""What we hold about somebody: shown only to who can read the mails of the address."""

from typing import Any

from django.db import transaction

from lbn_site.mail import doorbell
from lbn_site.mail.models import OutgoingMessage
from lbn_site.mail.querysets import OutgoingMessageQuerySet

from . import consent_record, limits, messages, suppression
from .email_address import EmailAddress
from .locked_row import locked_row
from .models import EventKind, Subscription
from .tokens import Link


@transaction.atomic
def request_link(*, address: EmailAddress, network: str) -> float:
    """Mail a link to the address if we hold anything about it; otherwise do the same and take it back.

    So the time that the answer takes does not tell whether we know the address. Returns 0, or after how many seconds
    this network may ask again, where it asked too often: then nothing was done.
    """
    doorbell.ring_after_commit()
    wait = limits.reserve("network", network, limits.SIGN_UPS_OF_A_NETWORK)
    if wait:
        limits.tally("network limit")
        return wait
    may_be_mailed = limits.take("access", address.canonical, limits.MAILS_TO_AN_ADDRESS)
    is_known = Subscription.objects.filter(address_key=address.key).exists()
    is_blocked = suppression.is_blocked(address)
    with transaction.atomic():
        _mail_link(address)
        transaction.set_rollback(not (may_be_mailed and is_known) or is_blocked)
    return 0


def _mail_link(address: EmailAddress) -> None:
    new = Subscription(address=str(address), address_key=address.key)
    subscription = locked_row(new, address_key=address.key)
    subscription.access_version += 1
    subscription.save(update_fields=["access_version"])
    consent_record.record(subscription, EventKind.ASKED_FOR_DATA)
    messages.queue_access(subscription)


@transaction.atomic
def open_with(*, link: Link) -> Subscription | None:
    """Use the mailed link up; None when it is used, too old or replaced. What is shown then has its own link."""
    subscription = Subscription.objects.select_for_update().filter(public_id=link.public_id).first()
    if subscription is None or link.is_expired or link.version != subscription.access_version:
        return None
    subscription.access_version += 1
    subscription.save(update_fields=["access_version"])
    return subscription


def in_use(link: Link) -> Subscription | None:
    """The subscription of an opened page, while it may be used."""
    if link.is_expired:
        return None
    return Subscription.objects.filter(public_id=link.public_id, access_version=link.version).first()


def mails(subscription: Subscription) -> OutgoingMessageQuerySet:
    """The mails that went, or wait to go, to this subscriber."""
    return OutgoingMessage.objects.about(subscription.about).order_by("created_at", "pk")


def collected(subscription: Subscription) -> dict[str, Any]:
    """Everything that we hold, as plain data."""
    return {
        "address": subscription.address,
        "state": subscription.get_state_display(),
        "asked_at": _moment(subscription.requested_at),
        "confirmed_at": _moment(subscription.confirmed_at),
        "unsubscribed_at": _moment(subscription.unsubscribed_at),
        "record": [
            {
                "at": _moment(event.at),
                "what": event.get_kind_display(),
                "on_page": event.source,
                "words_agreed_to": event.wording.text if event.wording else "",
                "privacy_notice": event.privacy_notice,
                "note": event.note,
            }
            for event in subscription.events.select_related("wording")
        ],
        "mails": [
            {"what": mail.kind_label, "queued_at": _moment(mail.created_at), "state": mail.get_state_display()}
            for mail in mails(subscription)
        ],
    }


def _moment(moment: Any) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
