"""How many emails of one kind an address gets at most. The rows of the outbox are counted: nothing else is kept."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from lbn_site.mail.models import OutgoingMessage
from lbn_site.mail.services import queue

MINUTE, DAY = 60, 86_400


@dataclass(frozen=True)
class Limit:
    """At most `times` within so many seconds."""

    times: int
    seconds: int


@transaction.atomic
def queue_within(
    limits: tuple[Limit, ...], *, kind: str, recipient: str, context: dict[str, Any] | None = None
) -> OutgoingMessage | None:
    """Put the email in the outbox; None, and nothing is put there, when the address has had enough of them lately."""
    about = about_address(kind, recipient)
    earlier = OutgoingMessage.objects.about(about)
    if any(earlier.written_within(limit.seconds).count() >= limit.times for limit in limits):
        return None
    # Requests at the same moment find the same newest row, so one of them is queued.
    newest = earlier.order_by("-pk").values_list("pk", flat=True).first()
    return queue(kind=kind, recipient=recipient, about=about, dedupe_key=f"{about}:{newest or 0}", context=context)


def about_address(kind: str, address: str) -> str:
    """What stands for the address in the outbox, also when that has forgotten the recipient: a keyed hash."""
    return f"{kind.partition('.')[2]}:{salted_hmac(kind, address.lower(), algorithm='sha256').hexdigest()}"
