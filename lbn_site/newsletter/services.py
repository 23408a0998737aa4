"""What readers do: sign up, confirm, leave, come back. Each act is one transaction, mails included."""

import datetime
from enum import Enum, auto

from django.db import transaction
from django.utils import timezone

from lbn_site.core.models import Campaign
from lbn_site.mail import doorbell
from lbn_site.mail.models import OutgoingMessage
from lbn_site.mail.services import cancel as cancel_mail

from . import consent_record, floods, limits, messages, suppression
from .email_address import EmailAddress, parse
from .erasure import erase
from .locked_row import locked_row
from .models import EventKind, Subscription, SubscriptionState, SuppressionReason
from .querysets import SubscriptionQuerySet
from .tokens import Link

TOLD_AGAIN_AFTER = datetime.timedelta(days=7)
UNDO_WITHIN = datetime.timedelta(hours=24)


class Outcome(Enum):
    """How it went, for the page that answers."""

    DONE = auto()
    EXPIRED = auto()
    NOT_VALID = auto()
    CLOSED = auto()


@transaction.atomic
def request_subscription(*, address: EmailAddress, network: str, source: str, wording: str) -> None:
    """Take a sign-up. What happens depends on the address; what the visitor sees never does.

    An address that must not be mailed is signed up like any other and then not, so that time tells nothing either.
    """
    doorbell.ring_after_commit()
    if not limits.take("network", network, limits.SIGN_UPS_OF_A_NETWORK):
        limits.tally("network limit")
        return
    suppressed = suppression.find(address.key)
    never = suppressed is not None and suppressed.reason == SuppressionReason.NEVER_MAIL
    is_in_vain = suppression.is_blocked(address) or never or Campaign.current().is_closed
    with transaction.atomic():
        _sign_up(address, source, wording)
        transaction.set_rollback(is_in_vain)
    if is_in_vain:
        limits.tally("blocked")


def _sign_up(address: EmailAddress, source: str, wording: str) -> None:
    if not limits.take("address", address.canonical, limits.MAILS_TO_AN_ADDRESS):
        limits.tally("address limit")
        return
    new = Subscription(address=str(address), address_key=address.key, link_version=0)
    subscription = locked_row(new, address_key=address.key)
    is_on_list = subscription.state == SubscriptionState.CONFIRMED
    with transaction.atomic():
        _ask_to_confirm(subscription, address, source, wording)
        transaction.set_rollback(is_on_list)
    if is_on_list:
        _tell_again(Subscription.objects.get(pk=subscription.pk))


def _ask_to_confirm(subscription: Subscription, address: EmailAddress, source: str, wording: str) -> None:
    subscription.address = str(address)
    subscription.state = SubscriptionState.PENDING
    subscription.link_version += 1
    subscription.requested_at = timezone.now()
    subscription.save()
    consent_record.record(
        subscription,
        EventKind.REQUESTED,
        source=source[:200],
        wording=consent_record.wording(wording),
        privacy_notice=consent_record.privacy_notice_in_force(),
    )
    limits.tally("sign-up")
    messages.queue_confirm(subscription, delay_seconds=floods.delay_seconds())


def _tell_again(subscription: Subscription) -> None:
    """Tell an address that is on the list already, once a week at most."""
    now = timezone.now()
    if subscription.already_told_at and now - subscription.already_told_at < TOLD_AGAIN_AFTER:
        return
    subscription.already_told_at = now
    subscription.save(update_fields=["already_told_at"])
    messages.queue_already(subscription)


@transaction.atomic
def request_again(*, link: Link) -> None:
    """Send a new confirmation link to whoever an old one belongs to, within the limits of its address."""
    doorbell.ring_after_commit()
    if Campaign.current().is_closed:
        return
    subscription = _send_confirmation_again(Subscription.objects.filter(public_id=link.public_id))
    if subscription is not None:
        subscription.requested_at = timezone.now()
        subscription.save(update_fields=["requested_at"])
        consent_record.record(subscription, EventKind.REQUESTED, source=consent_record.A_NEW_LINK)


@transaction.atomic
def confirm(*, link: Link, wording: str = "") -> Outcome:
    """Put the address on the list, under these words. Confirming twice is fine and changes nothing."""
    subscription = _locked(link)
    if subscription is not None and subscription.state == SubscriptionState.CONFIRMED:
        return Outcome.DONE
    if subscription is None or link.version != subscription.link_version:
        return Outcome.NOT_VALID
    if subscription.state != SubscriptionState.PENDING:
        return Outcome.NOT_VALID
    if link.is_expired:
        return Outcome.EXPIRED
    if Campaign.current().is_closed:
        return Outcome.CLOSED
    put_on_list(
        subscription,
        event=EventKind.CONFIRMED,
        wording=consent_record.wording(wording) or consent_record.last_wording(subscription),
        note=f"link version {link.version}",
    )
    return Outcome.DONE


def put_on_list(subscription: Subscription, *, event: EventKind, **details: object) -> None:
    """Make the subscription confirmed and send the welcome, once for each time it is confirmed."""
    subscription.state = SubscriptionState.CONFIRMED
    subscription.confirmed_at = timezone.now()
    subscription.unsubscribed_at = None
    subscription.confirmations += 1
    subscription.save()
    suppression.lift(subscription.address_key or "")
    consent_record.record(subscription, event, **details)
    limits.tally("confirmed")
    messages.queue_welcome(subscription)


@transaction.atomic
def unsubscribe(*, link: Link, how: str) -> Subscription | None:
    """Take the address off the list, at once and as often as asked; None where there is none any more."""
    subscription = _locked(link)
    if subscription is not None:
        take_off_list(subscription, note=how)
    return subscription


def take_off_list(subscription: Subscription, *, note: str, staff: str = "", goodbye: bool = True) -> None:
    """Unsubscribe: nothing further goes out but one goodbye. Call it inside a transaction, with the row locked."""
    if not subscription.can_leave:
        return
    gets_goodbye = goodbye and subscription.state == SubscriptionState.CONFIRMED
    subscription.state = SubscriptionState.UNSUBSCRIBED
    subscription.unsubscribed_at = timezone.now()
    subscription.link_version += 1
    subscription.save()
    suppression.suppress(subscription.address_key or "", SuppressionReason.UNSUBSCRIBED)
    consent_record.record(subscription, EventKind.UNSUBSCRIBED, note=note[:500], staff=staff)
    limits.tally("unsubscribed")
    cancel_mail(messages=OutgoingMessage.objects.about(subscription.about), reason="Unsubscribed before it was sent.")
    if gets_goodbye:
        messages.queue_goodbye(subscription)


@transaction.atomic
def undo_unsubscribing(*, link: Link) -> Outcome:
    """Put back who left by mistake, within a day."""
    subscription = _locked(link)
    if subscription is None or Campaign.current().is_closed:
        return Outcome.NOT_VALID
    if subscription.state == SubscriptionState.CONFIRMED:
        return Outcome.DONE
    left = subscription.unsubscribed_at
    if (
        subscription.state != SubscriptionState.UNSUBSCRIBED
        or not subscription.confirmations
        or left is None
        or timezone.now() - left > UNDO_WITHIN
    ):
        return Outcome.EXPIRED
    subscription.state = SubscriptionState.CONFIRMED
    subscription.unsubscribed_at = None
    subscription.save()
    suppression.lift(subscription.address_key or "")
    consent_record.record(subscription, EventKind.CAME_BACK)
    return Outcome.DONE


@transaction.atomic
def give_reason(*, link: Link, reason: str) -> None:
    """Keep why somebody left, where they chose to say so."""
    subscription = _locked(link)
    if subscription is not None and subscription.state == SubscriptionState.UNSUBSCRIBED:
        limits.tally(f"left: {reason}"[:30])


@transaction.atomic
def never_mail(*, link: Link) -> None:
    """Erase the address and never write to it again, whoever enters it."""
    subscription = _locked(link)
    if subscription is not None and subscription.address_key:
        erase(subscription, reason=SuppressionReason.NEVER_MAIL, event=EventKind.NEVER_MAIL)


@transaction.atomic
def resend_confirmation(*, subscription: Subscription, staff: str) -> bool:
    """Staff send the confirmation mail again; False where the address has had its share of mails."""
    mailed = _send_confirmation_again(Subscription.objects.filter(pk=subscription.pk))
    if mailed is None:
        return False
    consent_record.record(mailed, EventKind.RESENT, staff=staff)
    return True


@transaction.atomic
def unsubscribe_by_staff(*, subscription: Subscription, staff: str) -> None:
    """Staff take somebody off the list who asked them to."""
    take_off_list(Subscription.objects.select_for_update().get(pk=subscription.pk), note="by staff", staff=staff)


def _send_confirmation_again(whom: SubscriptionQuerySet) -> Subscription | None:
    """Mail a new link to this one, if they wait to confirm and their address has not had its share of mails.

    The limit is locked before the subscription, here as in a sign-up, so that two acts never wait for each other.
    """
    waiting = whom.pending().first()
    if waiting is None:
        return None
    if not limits.take("address", parse(waiting.address).canonical, limits.MAILS_TO_AN_ADDRESS):
        limits.tally("address limit")
        return None
    subscription = whom.pending().select_for_update().first()
    if subscription is None:
        return None
    subscription.link_version += 1
    subscription.save(update_fields=["link_version"])
    messages.queue_confirm(subscription, delay_seconds=floods.delay_seconds())
    return subscription


def _locked(link: Link) -> Subscription | None:
    return Subscription.objects.select_for_update().filter(public_id=link.public_id).first()
