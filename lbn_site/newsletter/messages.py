"""Our mails: when each is put in the outbox, and what it says when it leaves."""

from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.urls import reverse

from lbn_site.core import asked_once
from lbn_site.core.addresses import absolute
from lbn_site.core.models import Campaign
from lbn_site.mail import letters
from lbn_site.mail.errors import Refusal, RefusedError
from lbn_site.mail.kinds import Content, Kind
from lbn_site.mail.kinds import register as register_kind
from lbn_site.mail.letters import Words, header_safe
from lbn_site.mail.models import OutgoingMessage
from lbn_site.mail.services import queue

from . import consent_record, tokens
from .bounces import address_does_not_exist
from .email_address import parse
from .mail_wording import Mail, MailWording
from .models import Subscription, SubscriptionState
from .tokens import Purpose

PREFIX = "newsletter."
ASK_TO_CONFIRM = (Mail.CONFIRM, Mail.INVITE)


def queue_confirm(subscription: Subscription, *, delay_seconds: float = 0) -> None:
    """The request to confirm, worded for where the address came from; one for each version of the link."""
    mail = Mail.INVITE if consent_record.origin(subscription) else Mail.CONFIRM
    _queue(mail, subscription, subscription.link_version, delay_seconds)


def queue_welcome(subscription: Subscription) -> None:
    """The welcome; one for each confirmation."""
    _queue(Mail.WELCOME, subscription, subscription.confirmations)


def queue_already(subscription: Subscription) -> None:
    """That nothing changed; one for each time they are told."""
    _queue(Mail.ALREADY, subscription, int(subscription.already_told_at.timestamp()))  # type: ignore[union-attr]


def queue_goodbye(subscription: Subscription) -> None:
    """The goodbye; one for each time they were on the list."""
    _queue(Mail.GOODBYE, subscription, subscription.confirmations)


def queue_access(subscription: Subscription) -> None:
    """The link to what we hold; one for each request."""
    _queue(Mail.ACCESS, subscription, subscription.access_version)


def _queue(mail: Mail, subscription: Subscription, number: int, delay_seconds: float = 0) -> None:
    queue(
        kind=f"{PREFIX}{mail}",
        recipient=subscription.address,
        about=subscription.about,
        dedupe_key=f"{PREFIX}{mail}:{subscription.public_id.hex}:{number}",
        context={"version": number},
        delay_seconds=delay_seconds,
    )


@dataclass(frozen=True)
class Frame:
    """What a mail holds besides its words: the button's address, the quiet links, and where an address came from."""

    button_url: str
    shown_address: str
    unsubscribe_url: str = ""
    never_url: str = ""
    origin: str = ""


def frame_of(mail: Mail, subscription: Subscription, version: int) -> Frame:
    """The links of this mail to this subscriber, made now."""
    shown = subscription.address
    home = absolute("/")
    if mail in ASK_TO_CONFIRM:
        return Frame(
            tokens.address_of(Purpose.CONFIRM, subscription, version=version),
            shown,
            never_url=tokens.address_of(Purpose.NEVER_MAIL, subscription),
            origin=header_safe(consent_record.origin(subscription)) if mail == Mail.INVITE else "",
        )
    if mail == Mail.ACCESS:
        return Frame(tokens.address_of(Purpose.OPEN_DATA, subscription, version=version), shown)
    if mail == Mail.GOODBYE:
        return Frame(absolute("/newsletter/"), shown)
    return Frame(home, shown, unsubscribe_url=tokens.address_of(Purpose.UNSUBSCRIBE, subscription))


def compose(mail: Mail, words: Words, frame: Frame) -> Content:
    """The mail in the site's look. The frame, and with it the group's identity, cannot be worded away."""
    content = letters.compose(
        str(mail), words, mail=mail, frame=frame, data_url=absolute(reverse("newsletter:ask-for-data"))
    )
    if mail == Mail.WELCOME:
        content.headers |= list_headers(frame.unsubscribe_url)
    return content


def list_headers(unsubscribe_url: str) -> dict[str, str]:
    """One-click unsubscribing (RFC 8058) and the list's name (RFC 2919)."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    return {
        "List-Id": f"<newsletter.{host}>",
        "List-Unsubscribe": f"<{unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def subscription_of(message: OutgoingMessage) -> Subscription | None:
    """Whom a message in the outbox is for."""
    public_id = message.about.removeprefix("subscription:")
    return asked_once.ask(message.about, lambda: Subscription.objects.filter(public_id=public_id).first())


def render(mail: Mail, message: OutgoingMessage) -> Content:
    """The content of a message that is about to leave."""
    subscription = subscription_of(message)
    if subscription is None:
        raise LookupError("The subscriber no longer exists.")
    return compose(mail, MailWording.of(mail).words, frame_of(mail, subscription, message.context["version"]))


def objection(mail: Mail, message: OutgoingMessage) -> str | None:
    """Why a message must not leave (any more), or None."""
    subscription = subscription_of(message)
    if subscription is None or not subscription.address:
        return "The subscriber’s address was erased."
    version = message.context["version"]
    state = subscription.state
    if mail in ASK_TO_CONFIRM:
        if Campaign.current().is_closed:
            return "The campaign is closed."
        if state != SubscriptionState.PENDING or version != subscription.link_version:
            return "There is a newer link, or it has since been confirmed or withdrawn."
    elif mail == Mail.WELCOME:
        if state != SubscriptionState.CONFIRMED or version != subscription.confirmations:
            return "Unsubscribed before it was sent."
    elif mail == Mail.ALREADY:
        if state != SubscriptionState.CONFIRMED:
            return "Unsubscribed before it was sent."
    elif mail == Mail.GOODBYE:
        if state != SubscriptionState.UNSUBSCRIBED:
            return "Subscribed again before it was sent."
    elif version != subscription.access_version:
        return "There is a newer link, or this one has been used."
    return None


def refused(message: OutgoingMessage, fault: RefusedError) -> None:
    """A server says for good that the address does not exist: take it off the list."""
    subscription = subscription_of(message)
    if subscription is not None and fault.refusal == Refusal.NO_SUCH_ADDRESS:
        address_does_not_exist(subscription)


def register_kinds() -> None:
    """Make our mails known to the outbox."""
    for mail in Mail:
        register_kind(
            Kind(
                name=f"{PREFIX}{mail}",
                label=f"Newsletter: {mail.label}",
                render=partial(render, mail),
                objection=partial(objection, mail),
                refused=refused,
                # The link dies after an hour, so a later mail would be of no use.
                give_up_hours=1 if mail == Mail.ACCESS else 24,
            )
        )


def masked(subscription: Subscription) -> str:
    """The address as the token pages show it."""
    return parse(subscription.address).masked if subscription.address else ""
