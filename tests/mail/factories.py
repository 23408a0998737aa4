"""The smallest valid messages."""

import itertools

from lbn_site.mail.models import OutgoingMessage
from lbn_site.mail.services import queue

_numbers = itertools.count()


def queued(kind: str = "test.urgent", **fields) -> OutgoingMessage:
    """A waiting message with a recipient of its own."""
    number = next(_numbers)
    message = queue(
        kind=kind,
        recipient=fields.pop("recipient", f"person{number}@example.org"),
        about=fields.pop("about", f"thing:{number}"),
        dedupe_key=fields.pop("dedupe_key", f"test:{number}"),
    )
    assert message is not None
    if fields:
        OutgoingMessage.objects.filter(pk=message.pk).update(**fields)
    message.refresh_from_db()
    return message
