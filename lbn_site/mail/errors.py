"""What can go wrong while a message is handed over, told apart by what must follow."""

from django.db import models


class MailError(Exception):
    """A message was not handed over. `code` is the server's SMTP code, or None where there was none."""

    def __init__(self, explanation: str, code: int | None = None) -> None:
        super().__init__(explanation)
        self.explanation = explanation
        self.code = code


class ServerAwayError(MailError):
    """The server cannot be used at all: no message is to blame, none is charged."""


class ConnectionLostError(MailError):
    """The server went away in the middle of a message that it cannot have taken."""


class DeferredError(MailError):
    """The server asks to try this message again later (4xx)."""


class InDoubtError(MailError):
    """The message went out whole, but the server's answer never came."""


class Refusal(models.TextChoices):
    """Why a server refused a message for good."""

    NO_SUCH_ADDRESS = "no-such-address", "the address does not exist"
    MAILBOX = "mailbox", "the mailbox is full or closed"
    POLICY = "policy", "the receiver’s rules do not allow it"
    SENDER = "sender", "our sender’s address was refused"
    CONTENT = "content", "the message itself was refused"


class RefusedError(MailError):
    """The server refuses this message for good (5xx)."""

    def __init__(self, explanation: str, code: int | None, refusal: Refusal) -> None:
        super().__init__(explanation, code)
        self.refusal = refusal
