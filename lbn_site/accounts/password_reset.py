"""The link with which staff choose a new password, emailed to whoever asks for it.

The request never looks for an account: for every address it puts the same row in the outbox, and whether an account
has the address is found out when the email is about to leave. So the answer, and the time it takes, are the same for
a known and an unknown address, whatever becomes of the mail server.
"""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.account.views import password_reset_from_key
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch

from lbn_site.core.addresses import absolute
from lbn_site.core.emailed_links import token_in
from lbn_site.mail import kinds
from lbn_site.mail.kinds import Content, Kind
from lbn_site.mail.letters import Words
from lbn_site.mail.models import OutgoingMessage

from . import email_limits, emails
from .email_limits import DAY, MINUTE, Limit
from .models import User

KIND = "accounts.password-reset"
LINK = "account_reset_password_from_key"
# A stranger can use this up, but no window outlasts the links (PASSWORD_RESET_TIMEOUT): whoever is refused has been
# sent one that still works.
LIMITS = (Limit(1, 10 * MINUTE), Limit(3, DAY))


@transaction.atomic
def ask(address: str) -> bool:
    """Queue the email for this address; False, and nothing is queued, when it has had enough of them lately."""
    address = address.lower()
    return email_limits.queue_within(LIMITS, kind=KIND, recipient=address) is not None


def accounts_at(address: str) -> list[User]:
    """The active accounts that have this address, compared as mail servers compare, not as databases do."""
    found = User.objects.filter(email__iexact=address, is_active=True).order_by("pk")
    return [user for user in found if user.email.lower() == address]


def link_for(user: User) -> str:
    """A link that works once, for PASSWORD_RESET_TIMEOUT seconds and as long as the account keeps its address."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    return get_adapter().get_reset_password_from_key_url(key)


def straighten(request: HttpRequest, token: str) -> HttpResponseBase:
    """Lead from a link that was altered on its way to the one that was sent, and say so if it is not one of ours."""
    uid, _, key = token_in(token).lower().partition("-")
    try:
        return redirect(LINK, uidb36=uid, key=key)
    except NoReverseMatch:
        return password_reset_from_key(request, uidb36="0", key="0")


def _render(message: OutgoingMessage) -> Content:
    user, *others = accounts_at(message.recipient)
    closing = [
        f"Your user name is {user.username}.",
        *(f"You have another account, {other.username}. Choose its password: {link_for(other)}" for other in others),
        "If it was not you, there is nothing you need to do: your password has not changed.",
    ]
    words = Words(
        "Choose a new password",
        "Someone, we hope you, asked to choose a new password for the staff pages of our website. The link below "
        "works once, within three days.",
        "Choose my password",
        "\n\n".join(closing),
    )
    why = f"someone entered {message.recipient} at {absolute('/accounts/password/reset/')}"
    return emails.to_staff(words, button_url=link_for(user), why=why)


def _objection(message: OutgoingMessage) -> str | None:
    return None if accounts_at(message.recipient) else "No account has this address."


def register_kind() -> None:
    """Make this email known to the outbox."""
    kinds.register(Kind(KIND, "Staff: link for a new password", _render, _objection))
