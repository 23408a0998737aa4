"""SMTP, watched: it knows whether a message went out whole and keeps the server's answer."""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

END_OF_MESSAGE = b"\r\n.\r\n"


class _Watched(smtplib.SMTP):
    """Notes the one moment that matters for doubt: whether the end of the message was written to the wire.

    Until the final dot is out the server cannot have taken the message (RFC 5321, 4.1.1.4); after it, only the
    server's answer tells.
    """

    went_out_whole = False
    answer: tuple[int, bytes] = (0, b"")

    def mail(self, sender: str, options: Any = ()) -> tuple[int, bytes]:
        self.went_out_whole = False
        self.answer = (0, b"")
        return super().mail(sender, options)

    def send(self, s: Any) -> None:
        super().send(s)
        if isinstance(s, bytes) and s.endswith(END_OF_MESSAGE):
            self.went_out_whole = True

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.answer = super().data(msg)
        return self.answer


class _WatchedTLS(_Watched, smtplib.SMTP_SSL):
    """The same over implicit TLS."""


class WatchedEmailBackend(EmailBackend):
    """Django's SMTP backend over a watched connection. Certificates are checked; a bad one fails closed."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _WatchedTLS if self.use_ssl else _Watched

    @property
    def went_out_whole(self) -> bool:
        return bool(getattr(self.connection, "went_out_whole", False))

    @property
    def answer(self) -> tuple[int, bytes]:
        return getattr(self.connection, "answer", (0, b""))
