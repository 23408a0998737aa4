"""How somebody joins the staff: an administrator invites them, and they choose a password by the emailed link.

The account is made when the link is used, so an invitation that is withdrawn or runs out leaves none behind. Opening
a link that was emailed proves the address.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst, slugify
from wagtail.log_actions import log

from lbn_site.core.addresses import absolute
from lbn_site.core.emailed_links import CaselessSigner, token_in
from lbn_site.core.models import Campaign
from lbn_site.mail import kinds
from lbn_site.mail.kinds import Content, Kind
from lbn_site.mail.letters import Words
from lbn_site.mail.models import OutgoingMessage

from . import authority, email_addresses, email_limits, emails, roles
from .email_limits import DAY, MINUTE, Limit
from .models import Invitation, User
from .sign_in_limits import accounts_called

KIND = "accounts.invitation"
LIMITS = (Limit(3, 10 * MINUTE), Limit(6, DAY))
INVITE_ACTION, RESEND_ACTION, WITHDRAW_ACTION = (
    f"accounts.{act}_invitation" for act in ("send", "resend", "withdraw")
)
BUTTON = "Choose my password"
MOST_TRIES = 5
LONGEST_NAME = 140


class TooManyEmailsError(Exception):
    """The address has been sent as many invitations as it may get for now."""


class NoLongerOpenError(Exception):
    """The invitation was answered, withdrawn or sent again in the meantime, or the address has an account by now."""


@transaction.atomic
def invite(*, email: str, first_name: str, last_name: str, role: Group, by: User) -> Invitation:
    """Invite someone. Raises TooManyEmailsError, and IntegrityError when the address has a pending invitation."""
    invitation = Invitation.objects.create(
        email=email.lower(), first_name=first_name, last_name=last_name, role=role, invited_by=by
    )
    _send(invitation)
    log(instance=invitation, action=INVITE_ACTION, user=by)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, by: User) -> None:
    """Send a new link for another three days, in the name of who sends it; the one before stops working.

    Raises NoLongerOpenError and TooManyEmailsError.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_pending:
        raise NoLongerOpenError
    invitation.version += 1
    invitation.sent_at = timezone.now()
    invitation.invited_by = by
    invitation.save(update_fields=["version", "sent_at", "invited_by"])
    _send(invitation)
    log(instance=invitation, action=RESEND_ACTION, user=by)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """Make the link stop working, and keep back an email that waits. Raises NoLongerOpenError."""
    if not Invitation.objects.pending().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        raise NoLongerOpenError
    log(instance=invitation, action=WITHDRAW_ACTION, user=by)


@transaction.atomic
def accept(invitation: Invitation, *, password: str) -> User:
    """Make the account, whose address is thereby proved. Raises NoLongerOpenError."""
    if not is_vouched_for(invitation) or has_account(invitation.email):
        raise NoLongerOpenError
    open_still = Invitation.objects.pending().filter(pk=invitation.pk, version=invitation.version)
    if not open_still.update(accepted_at=timezone.now()):
        raise NoLongerOpenError
    user = account_for(invitation)
    user.set_password(password)
    _save_under_a_free_name(user)
    user.groups.add(invitation.role)
    email_addresses.prove(user)
    log(instance=user, action="wagtail.create", user=user)
    return user


def is_vouched_for(invitation: Invitation) -> bool:
    """Return whether the person who sent the invitation could still send it: whoever leaves takes theirs along."""
    sender = invitation.invited_by
    return bool(sender and sender.has_perm("accounts.add_user") and authority.may_grant(sender, invitation.role))


def account_for(invitation: Invitation) -> User:
    """The account as it would be made, not saved."""
    return User(
        username=_free_name(invitation),
        email=invitation.email,
        first_name=invitation.first_name,
        last_name=invitation.last_name,
    )


def has_account(email: str) -> bool:
    """Whether this address opens an account already, also one that is switched off."""
    return accounts_called(email).exists()


def _free_name(invitation: Invitation) -> str:
    """A user name that nobody has, made from the person's own; with a number where somebody else has it."""
    parts = [slugify(part) for part in (invitation.first_name, invitation.last_name)]
    wanted = ".".join(filter(None, parts))[:LONGEST_NAME] or "staff"
    others = User.objects.filter(username__istartswith=wanted).values_list("username", flat=True)
    taken = {name.lower() for name in others}
    names = [wanted, *(f"{wanted}{number}" for number in range(2, len(taken) + 2))]
    return next(name for name in names if name not in taken)


def _save_under_a_free_name(user: User) -> None:
    """Another person may take the name at this moment."""
    for number in range(1, MOST_TRIES + 1):
        try:
            with transaction.atomic():
                user.save()
            break
        except IntegrityError:
            if number == MOST_TRIES:
                raise
            user.username = f"{user.username}{number + 1}"


def _send(invitation: Invitation) -> None:
    context = {"invitation": invitation.pk, "version": invitation.version}
    if email_limits.queue_within(LIMITS, kind=KIND, recipient=invitation.email, context=context) is None:
        raise TooManyEmailsError


# The link


@dataclass(frozen=True)
class Link:
    """What an emailed link says; `is_newest` is false once the invitation was sent again."""

    invitation: Invitation
    is_newest: bool

    @property
    def is_open(self) -> bool:
        """Whether a password can be chosen by it now."""
        in_time = self.invitation.is_pending and not self.invitation.is_expired
        return self.is_newest and in_time and is_vouched_for(self.invitation)


def link_for(invitation: Invitation) -> str:
    """The address of a new link, which is stored nowhere."""
    token = _signer().sign(f"{invitation.pk}-{invitation.version}")
    return absolute(reverse("accounts_invitation", args=[token]))


def read(text: str) -> Link | None:
    """What the link says, whatever happened to it on its way to us; None when it is not one of ours."""
    try:
        pk, version = _signer().unsign(token_in(text).lower()).split("-")
        invitation = Invitation.objects.select_related("role", "invited_by").get(pk=int(pk))
    except (signing.BadSignature, ValueError, Invitation.DoesNotExist):
        return None
    return Link(invitation, is_newest=int(version) == invitation.version)


def _signer() -> CaselessSigner:
    return CaselessSigner(salt=KIND, sep=".")


# The email


def _render(message: OutgoingMessage) -> Content:
    invitation = Invitation.objects.select_related("role", "invited_by").get(pk=message.context["invitation"])
    inviter = (invitation.invited_by and invitation.invited_by.get_full_name()) or "an administrator"
    until = date_format(timezone.localtime(invitation.expires_at), "j F Y, H:i")
    opening = (
        f"Hello {invitation.first_name},",
        f"{capfirst(inviter)} has invited you to help run the website of the {Campaign.current().name}.",
        f"Your role is {roles.described(invitation.role)}",
        "The link below opens a page where you choose a password. The site then helps you to set up a second step "
        "for signing in, so have your phone to hand.",
    )
    closing = (
        f"The link works once, until {until}. After that, ask for a new invitation.",
        "If you were not expecting this, there is nothing you need to do: no account is made unless you accept.",
    )
    words = Words("Your invitation to help run our website", "\n\n".join(opening), BUTTON, "\n\n".join(closing))
    why = f"{inviter} invited {message.recipient} at {absolute('/')}"
    return emails.to_staff(words, button_url=link_for(invitation), why=why)


def _objection(message: OutgoingMessage) -> str | None:
    invitation = Invitation.objects.filter(pk=message.context["invitation"]).first()
    if invitation is None or not invitation.is_pending:
        return "The invitation was accepted or withdrawn."
    if invitation.version != message.context["version"]:
        return "A newer link has been sent."
    if not is_vouched_for(invitation):
        return "The person who sent the invitation may no longer invite anyone."
    return "The invitation has expired." if invitation.is_expired else None


def register_kind() -> None:
    """Make this email known to the outbox."""
    kinds.register(Kind(KIND, "Staff: invitation", _render, _objection))
