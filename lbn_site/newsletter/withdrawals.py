"""Who left or was erased, noted beside the database: after a backup is restored they are taken off the list again.

One line an act: when, why, and the keyed hash of the address (`newsletter.hashing`), from which it cannot be read.
Each machine adds to a file of its own in WITHDRAWALS_DIR, which belongs on another disk than the database.
"""

import datetime
import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

CAME_BACK = "came-back"


@dataclass(frozen=True, order=True)
class Withdrawal:
    """One line. `reason` is one of SuppressionReason, or that the owner of the address is back."""

    at: datetime.datetime
    reason: str
    fingerprint: str

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.reason} {self.fingerprint}"


def note(reason: str, fingerprint: str) -> None:
    """Add a line once the present transaction is committed. A fault is logged, and stops nobody from leaving."""
    line = str(Withdrawal(timezone.now(), reason, fingerprint))
    # Not a partial: Django logs the fault under the function's name, which a partial has not.
    transaction.on_commit(lambda: _append(line), robust=True)


def latest() -> dict[str, Withdrawal]:
    """The last line about each address, from the files of all machines."""
    return {line.fingerprint: line for line in sorted(_lines())}


def alarm() -> str | None:
    """What staff should know when nothing can be noted."""
    try:
        if os.access(_folder(), os.W_OK):
            return None
    except OSError:
        pass  # told below
    return (
        "The site cannot record who unsubscribes in the folder named by WITHDRAWALS_DIR, so they would be back on "
        "the list after a backup is restored. Let the site write there."
    )


def _folder() -> Path:
    """The folder of the notes, made where there is none. Raises OSError."""
    folder = Path(settings.WITHDRAWALS_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _append(line: str) -> None:
    with (_folder() / f"{socket.gethostname()}.log").open("a", encoding="ascii") as file:
        file.write(f"{line}\n")


def _lines() -> Iterator[Withdrawal]:
    """Every whole line; a machine that died may have left half of one."""
    for path in Path(settings.WITHDRAWALS_DIR).glob("*.log"):
        for line in path.read_text(encoding="ascii", errors="replace").splitlines():
            try:
                at, reason, fingerprint = line.split()
                yield Withdrawal(datetime.datetime.fromisoformat(at), reason, fingerprint)
            except ValueError:
                continue
