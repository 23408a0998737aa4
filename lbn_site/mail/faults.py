"""Reads what a mail server or a provider's library raised, and says what must follow."""

import smtplib
import ssl
from typing import Any

from .errors import (
    ConnectionLostError,
    DeferredError,
    InDoubtError,
    MailError,
    Refusal,
    RefusedError,
    ServerAwayError,
)

LONGEST_EXPLANATION = 500
SERVICE_CLOSING = 421
NO_SUCH_ADDRESS = ("5.1.1", "5.1.2", "5.1.3", "5.1.10")
NO_SUCH_ADDRESS_WORDS = (
    "user unknown",
    "unknown user",
    "no such user",
    "does not exist",
    "recipient not found",
    "no mailbox",
)
POLICY = ("5.7.", "5.5.")


def on_opening(error: Exception) -> ServerAwayError:
    """A connection that could not be made, in words for staff. Nobody's message is to blame."""
    code, reply = _code_and_reply(error)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        words = f"The mail server did not accept our user name and password: {reply}"
    elif isinstance(error, ssl.SSLError):
        words = f"The mail server's certificate cannot be trusted: {error}"
    elif isinstance(error, TimeoutError):
        words = "The mail server did not answer in time."
    else:
        words = f"The mail server cannot be reached: {reply or error}"
    return ServerAwayError(_short(words), code)


def on_sending(error: Exception, *, went_out_whole: bool) -> MailError:
    """A message that was not (or perhaps not) taken."""
    if isinstance(error, MailError):
        return error
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, reply = next(iter(error.recipients.values()))
        return _refused_or_deferred(code, _text(reply), "recipient")
    if isinstance(error, smtplib.SMTPSenderRefused):
        return _refused_or_deferred(error.smtp_code, _text(error.smtp_error), "sender")
    if isinstance(error, smtplib.SMTPDataError):
        return _refused_or_deferred(error.smtp_code, _text(error.smtp_error), "content")
    if isinstance(error, smtplib.SMTPServerDisconnected | OSError) and not isinstance(error, smtplib.SMTPException):
        return _lost(error, went_out_whole)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return _lost(error, went_out_whole)
    status = getattr(error, "status_code", None)
    if status is not None:
        return _from_provider(int(status), error)
    return DeferredError(_short(f"The message could not be handed over: {type(error).__name__}: {error}"))


def _lost(error: Exception, went_out_whole: bool) -> MailError:
    if went_out_whole:
        return InDoubtError(_short(f"The message was sent, but the mail server never answered: {error}"))
    return ConnectionLostError(_short(f"The connection broke before the message was sent: {error}"))


def _refused_or_deferred(code: int, reply: str, what: str) -> MailError:
    words = _short(f"The mail server answered: {code} {reply}")
    if code == SERVICE_CLOSING:
        return ConnectionLostError(words, code)
    if code < 500:
        return DeferredError(words, code)
    if what != "recipient":
        return RefusedError(words, code, Refusal.SENDER if what == "sender" else Refusal.CONTENT)
    return RefusedError(words, code, _why_the_recipient(reply))


def _why_the_recipient(reply: str) -> Refusal:
    """RFC 3463's enhanced code where the server gives one, else its words."""
    enhanced = reply.split(maxsplit=1)[0] if reply else ""
    if enhanced in NO_SUCH_ADDRESS:
        return Refusal.NO_SUCH_ADDRESS
    if enhanced.startswith(POLICY):
        return Refusal.POLICY
    if enhanced.startswith("5.2."):
        return Refusal.MAILBOX
    if any(words in reply.lower() for words in NO_SUCH_ADDRESS_WORDS):
        return Refusal.NO_SUCH_ADDRESS
    return Refusal.POLICY


def _from_provider(status: int, error: Exception) -> MailError:
    """A provider's web interface, as anymail reports it."""
    words = _short(f"The mail provider answered: {status} {error}")
    if status in {401, 403}:
        return ServerAwayError(words, status)
    if status == 429 or status >= 500:
        return DeferredError(words, status)
    return RefusedError(words, status, Refusal.POLICY)


def _code_and_reply(error: Exception) -> tuple[int | None, str]:
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code, f"{error.smtp_code} {_text(error.smtp_error)}"
    return None, ""


def _text(reply: Any) -> str:
    raw = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
    return " ".join(raw.split())


def _short(words: str) -> str:
    return words[:LONGEST_EXPLANATION]
