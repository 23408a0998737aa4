"""What readers do: sign up, confirm, leave, come back. Each act is one transaction, mails included."""

import datetime
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

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
# How long a sign-up may wait for its network's turn; beyond, the visitor is told when to come back.
LONGEST_NETWORK_WAIT = 3600


class Outcome(Enum):
    """How it went, for the page that answers."""

    DONE = auto()
    EXPIRED = auto()
    NOT_VALID = auto()
    CLOSED = auto()


class Brake(StrEnum):
    """Which limit a request has met."""

    NETWORK = "network"
    DOMAIN = "domain"
    ADDRESS = "address"


@dataclass(frozen=True)
class Answer:
    """What is said to whoever asks for an email: when it leaves, or, where a brake held it, when to ask again.

    To a stranger it says nothing that depends on the address itself.
    """

    wait_seconds: float
    held_by: Brake | None = None


@transaction.atomic
def request_subscription(*, address: EmailAddress, network: str, source: str, wording: str) -> Answer:
    """Take a sign-up. What happens depends on the address; what the visitor sees never does.

    An address that must not be mailed is signed up like any other and then not, so that time tells nothing either.
    Where too many come from one network or for one domain, the email leaves later; where it would be too late to be
    of use, nothing is kept, and the answer says so.
    """
    doorbell.ring_after_commit()
    wait = limits.reserve("network", network, limits.SIGN_UPS_OF_A_NETWORK, within=LONGEST_NETWORK_WAIT)
    if wait > LONGEST_NETWORK_WAIT:
        limits.tally("network limit")
        return Answer(wait, Brake.NETWORK)
    domain_wait = floods.confirmation_wait(address)
    if domain_wait > floods.LONGEST_LINE:
        return Answer(domain_wait, Brake.DOMAIN)
    wait = max(wait, domain_wait)
    suppressed = suppression.find(address.key)
    never = suppressed is not None and suppressed.reason == SuppressionReason.NEVER_MAIL
    is_in_vain = suppression.is_blocked(address) or never or Campaign.current().is_closed
    with transaction.atomic():
        _sign_up(address, source, wording, wait)
        transaction.set_rollback(is_in_vain)
    if is_in_vain:
        limits.tally("blocked")
    return Answer(wait)


def _sign_up(address: EmailAddress, source: str, wording: str, wait: float) -> None:
    if not limits.take("address", address.canonical, limits.MAILS_TO_AN_ADDRESS):
        limits.tally("address limit")
        return
    new = Subscription(address=str(address), address_key=address.key, link_version=0)
    subscription = locked_row(new, address_key=address.key)
    is_on_list = subscription.state == SubscriptionState.CONFIRMED
    with transaction.atomic():
        _ask_to_confirm(subscription, address, source, wording, wait)
        transaction.set_rollback(is_on_list)
    if is_on_list:
        _tell_again(Subscription.objects.get(pk=subscription.pk))


def _ask_to_confirm(
    subscription: Subscription, address: EmailAddress, source: str, wording: str, wait: float
) -> None:
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
    floods.take_place(address)
    messages.queue_confirm(subscription, delay_seconds=wait)


def _tell_again(subscription: Subscription) -> None:
    """Tell an address that is on the list already, once a week at most."""
    now = timezone.now()
    if subscription.already_told_at and now - subscription.already_told_at < TOLD_AGAIN_AFTER:
        return
    subscription.already_told_at = now
    subscription.save(update_fields=["already_told_at"])
    messages.queue_already(subscription)


@transaction.atomic
def request_again(*, link: Link) -> Answer | None:
    """Send a new confirmation link to whoever an old one belongs to; None where nobody waits to confirm (any more).

    Who holds a link to the address may be told that its limit holds the email.
    """
    doorbell.ring_after_commit()
    if Campaign.current().is_closed:
        return None
    subscription, answer = _send_confirmation_again(Subscription.objects.filter(public_id=link.public_id))
    if subscription is not None:
        subscription.requested_at = timezone.now()
        subscription.save(update_fields=["requested_at"])
        consent_record.record(subscription, EventKind.REQUESTED, source=consent_record.A_NEW_LINK)
    return answer


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
def resend_confirmation(*, subscription: Subscription, staff: str) -> Answer | None:
    """Staff send the confirmation email again; None where nobody waits to confirm (any more)."""
    emailed, answer = _send_confirmation_again(Subscription.objects.filter(pk=subscription.pk))
    if emailed is not None:
        consent_record.record(emailed, EventKind.RESENT, staff=staff)
    return answer


@transaction.atomic
def unsubscribe_by_staff(*, subscription: Subscription, staff: str) -> None:
    """Staff take somebody off the list who asked them to."""
    take_off_list(Subscription.objects.select_for_update().get(pk=subscription.pk), note="by staff", staff=staff)


def _send_confirmation_again(whom: SubscriptionQuerySet) -> tuple[Subscription | None, Answer | None]:
    """Email a new link to this one if they wait to confirm, and say when it leaves or which limit holds it.

    The limits are locked before the subscription, here as in a sign-up, so that two acts never wait for each other.
    """
    waiting = whom.pending().first()
    if waiting is None:
        return None, None
    address = parse(waiting.address)
    wait = floods.confirmation_wait(address)
    if wait > floods.LONGEST_LINE:
        return None, Answer(wait, Brake.DOMAIN)
    held = limits.reserve("address", address.canonical, limits.MAILS_TO_AN_ADDRESS)
    if held:
        limits.tally("address limit")
        return None, Answer(held, Brake.ADDRESS)
    subscription = whom.pending().select_for_update().first()
    if subscription is None:
        return None, None
    subscription.link_version += 1
    subscription.save(update_fields=["link_version"])
    floods.take_place(address)
    messages.queue_confirm(subscription, delay_seconds=wait)
    return subscription, Answer(wait)


def _locked(link: Link) -> Subscription | None:
    return Subscription.objects.select_for_update().filter(public_id=link.public_id).first()
