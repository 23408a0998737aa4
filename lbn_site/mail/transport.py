"""One connection to the mail server, used for many messages and closed in good time."""

import logging
import smtplib
import time
from email.header import decode_header, make_header
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils.functional import cached_property

from lbn_site.core.storable_text import storable

from . import faults
from .errors import ConnectionLostError, InDoubtError, ServerAwayError
from .kinds import Content

logger = logging.getLogger(__name__)

MOST_MESSAGES = 100
LONGEST_LIFE = 60
LONGEST_IDLE = 10
ENCODED = "=?"  # a word of a header that is not ASCII (RFC 2047)


class Mail(EmailMultiAlternatives):
    """A message that is put together once: what was checked is what goes out."""

    @cached_property
    def _made(self) -> Any:
        made = super().message()
        for name, value in made.items():
            if ENCODED in value:
                # Django makes the first line as long as the others, and the mail then begins it with an empty one.
                made.replace_header(name, make_header(decode_header(value), header_name=name).encode())
        return made

    def message(self, **options: Any) -> Any:
        return self._made


class Transport:
    """Hands messages to the backend that MAIL_TRANSPORT names. Raises the errors of `mail.errors` only."""

    def __init__(self) -> None:
        self._backend: Any = None
        self._opened_at = 0.0
        self._used_at = 0.0
        self._messages = 0

    def __enter__(self) -> "Transport":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def is_fresh(self) -> bool:
        """Whether there is a connection, neither used up, nor old, nor idle for long."""
        now = time.monotonic()
        return (
            self._backend is not None
            and self._messages < MOST_MESSAGES
            and now - self._opened_at < LONGEST_LIFE
            and now - self._used_at < LONGEST_IDLE
        )

    def open(self) -> None:
        """Connect anew. Raises ServerAwayError."""
        self.close()
        backend = get_connection(settings.MAIL_TRANSPORT)
        try:
            backend.open()
        except (OSError, smtplib.SMTPException) as error:
            raise faults.on_opening(error) from error
        self._backend, self._messages = backend, 0
        self._opened_at = self._used_at = time.monotonic()

    def send(self, message: Mail) -> tuple[int | None, str]:
        """Hand one message over; the server's code and answer. Raises every error of `mail.errors`."""
        message.connection = self._backend
        try:
            count = self._backend.send_messages([message])
        except Exception as error:
            fault = faults.on_sending(error, went_out_whole=getattr(self._backend, "went_out_whole", False))
            if isinstance(fault, InDoubtError | ConnectionLostError | ServerAwayError):
                self.close()
            raise fault from error
        if not count:
            self.close()
            raise ConnectionLostError("The mail server accepted nothing and gave no reason.")
        self._messages += 1
        self._used_at = time.monotonic()
        code, reply = getattr(self._backend, "answer", (None, b""))
        return code, " ".join(reply.decode("utf-8", "replace").split())[: faults.LONGEST_EXPLANATION]

    def close(self) -> None:
        """Say goodbye to the server, however it takes it."""
        backend, self._backend = self._backend, None
        if backend is not None:
            try:
                backend.close()
            except (OSError, smtplib.SMTPException):
                logger.info("The mail server had already closed the connection.")


def build(content: Content, *, recipient: str, message_id: str) -> Mail:
    """The message as it goes out: text first, then HTML. Raises ValueError for a header with a line break."""
    message = Mail(
        subject=storable(content.subject),
        body=storable(content.text),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[recipient],
        headers={"Message-ID": message_id, **content.headers},
    )
    if content.html:
        message.attach_alternative(storable(content.html), "text/html")
    message.message()  # raises now, not on the wire
    return message
