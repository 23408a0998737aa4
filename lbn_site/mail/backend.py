"""Django's own way to send an email, leading into the outbox.

EMAIL_BACKEND names this backend, so `send_mail`, Wagtail, allauth and every other library put their emails in line,
where they can be paused and no mail server holds a request up; MAIL_TRANSPORT names the backend that hands over.

Such an email comes with its content made, while the site's own kinds make theirs at each attempt. So its content is
kept sealed, and forgotten as soon as it has gone.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from lbn_site.core import sealing

from . import kinds
from .kinds import Content, Kind
from .models import OutgoingMessage
from .services import queue

KIND = "mail.made"


class OutboxEmailBackend(BaseEmailBackend):
    """Puts each message in the outbox, in a row of its own for each recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Return the number of messages taken. Raises ValueError for one with an attachment."""
        for message in email_messages:
            sealed = sealing.seal(json.dumps(asdict(content_of(message))), purpose=KIND)
            for recipient in message.recipients():
                name = f"{KIND}:{uuid.uuid4().hex}"
                queue(kind=KIND, recipient=recipient, about=name, dedupe_key=name, context={"sealed": sealed})
        return len(email_messages)


def content_of(message: EmailMessage) -> Content:
    """What the message says. The sender is always the site's. Raises ValueError where it has an attachment."""
    if message.attachments:
        raise ValueError("The outbox takes no attachments: link to the file instead.")
    headers = {name: value for name, value in message.extra_headers.items() if name.lower() != "message-id"}
    if message.reply_to:
        headers["Reply-To"] = ", ".join(map(str, message.reply_to))
    bodies = {f"text/{message.content_subtype}": str(message.body)}
    bodies |= {str(kind): str(body) for body, kind in getattr(message, "alternatives", [])}
    return Content(
        subject=" ".join(str(message.subject).split()),
        text=bodies.get("text/plain", ""),
        html=bodies.get("text/html", ""),
        headers={"Auto-Submitted": "auto-generated", **headers},
    )


def _render(message: OutgoingMessage) -> Content:
    return Content(**json.loads(sealing.unseal(message.context["sealed"], purpose=KIND)))


def register_kind() -> None:
    """Make these emails known to the outbox."""
    kinds.register(Kind(KIND, "Notice to staff", _render, objection=lambda message: None, comes_made=True))
