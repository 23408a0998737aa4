"""The kinds of messages that other apps send, and what each app answers about its own.

`mail` knows no newsletter: an app registers its kinds in `AppConfig.ready`, and is asked again just before a
message is handed over, for its content and whether it may still be sent.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .errors import RefusedError
    from .models import OutgoingMessage


@dataclass
class Content:
    """What a message says: subject on one line, plain text, HTML, and headers of its own."""

    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)


class OnDoubt(StrEnum):
    """What happens when nobody knows whether the mail server took a message."""

    SEND_AGAIN = "send-again"
    ASK_STAFF = "ask-staff"


URGENT = 0
BULK = 10
HOUR = 3600


@dataclass(frozen=True)
class Kind:
    """A kind of message.

    `render` makes the content anew for each attempt, so no link is ever stored; `objection` gives the reason
    why a message must not be sent (any more), or None; `refused` hears of an address that a server refused for good.
    `comes_made` says that the content is in the row (see `mail.backend`), which forgets it once the message is sent.
    """

    name: str
    label: str
    render: Callable[["OutgoingMessage"], Content]
    objection: Callable[["OutgoingMessage"], str | None]
    refused: Callable[["OutgoingMessage", "RefusedError"], None] | None = None
    on_doubt: OnDoubt = OnDoubt.SEND_AGAIN
    priority: int = URGENT
    give_up_hours: int = 24
    comes_made: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind. Raises ValueError when the name is taken."""
    if kind.name in _kinds:
        raise ValueError(f"The kind of message {kind.name!r} is registered twice.")
    _kinds[kind.name] = kind


def unregister(name: str) -> None:
    """Take a kind away again."""
    _kinds.pop(name, None)


def find(name: str) -> Kind | None:
    """The kind of that name, or None for one that this version of the site does not know."""
    return _kinds.get(name)


def all_kinds() -> list[Kind]:
    """Every kind, in the order they were registered."""
    return list(_kinds.values())
