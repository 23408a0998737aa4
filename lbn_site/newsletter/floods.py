"""When sign-ups flood in, confirmations slow down: somebody may be using the form to annoy others.

Beyond the first mark staff and monitors are told; beyond the second, confirmations wait an hour, so that staff can
look and cancel them. Those to one domain stand in a line of their own, whoever asked for them, so that the form
cannot be used to fill the inboxes of one company.
"""

import datetime

from django.conf import settings
from django.utils import timezone

from . import limits
from .email_address import EmailAddress
from .models import ConsentEvent, EventKind

HOUR = 3600
# An email is given up a day after it was asked for, so it must leave well before.
LONGEST_LINE = 12 * HOUR
# Where so many people have their address that a company's limit would hold them up.
# fmt: off
PROVIDERS = {
    "aol.com", "aol.co.uk", "btinternet.com", "fastmail.com", "gmail.com", "gmx.co.uk", "gmx.com",
    "hotmail.co.uk", "hotmail.com", "icloud.com", "live.co.uk", "live.com", "mac.com", "mail.com", "me.com",
    "msn.com", "ntlworld.com", "outlook.com", "plus.com", "proton.me", "protonmail.com", "sky.com",
    "talktalk.net", "tiscali.co.uk", "virginmedia.com", "yahoo.co.uk", "yahoo.com", "ymail.com", "zoho.com",
}
# fmt: on


def sign_ups_of_the_last_hour() -> int:
    """How many sign-ups were taken in the last hour."""
    since = timezone.now() - datetime.timedelta(hours=1)
    return ConsentEvent.objects.filter(kind=EventKind.REQUESTED, at__gte=since).count()


def alarm() -> str | None:
    """What staff should know when very many sign-ups come in."""
    count = sign_ups_of_the_last_hour()
    if count <= settings.NEWSLETTER_ALARM_PER_HOUR:
        return None
    return (
        f"There were {count} newsletter sign-ups in the last hour: someone may be using the form to annoy others. "
        f"Above {settings.NEWSLETTER_DELAY_PER_HOUR} an hour, confirmation emails wait an hour, so that you can "
        f"cancel them."
    )


def confirmation_wait(address: EmailAddress) -> float:
    """Return the seconds that a confirmation to this address must wait for its turn in the domain's line.

    Beyond LONGEST_LINE it has none. The line is locked until the transaction ends; call this before the limit of the
    address itself, and `take_place` once the email is certain: who is not emailed must not hold up others.
    """
    wait = limits.wait_for("domain", *_line_of(address))
    if wait:
        limits.tally("domain limit")
    return max(wait, _flood_wait())


def take_place(address: EmailAddress) -> None:
    """Take the next place in the line of the address's domain, where it has any."""
    limits.reserve("domain", *_line_of(address), within=LONGEST_LINE)


def _line_of(address: EmailAddress) -> tuple[str, tuple[limits.Rule, ...]]:
    domain = address.canonical.rpartition("@")[2]
    return domain, limits.MAILS_TO_A_PROVIDER if domain in PROVIDERS else limits.MAILS_TO_A_DOMAIN


def _flood_wait() -> int:
    return HOUR if sign_ups_of_the_last_hour() > settings.NEWSLETTER_DELAY_PER_HOUR else 0
