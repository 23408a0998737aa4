"""Email as files, for development: nothing leaves the machine, and the admin shows what would have left.

An email may hold a link that opens somebody's account, so only its addressee and superusers read it. The files are
deleted after a few days, and at once those to a person who was erased.
"""

import datetime
import email
import email.policy
import itertools
import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage as ParsedMessage
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

if TYPE_CHECKING:  # the outbox runs without the app of accounts
    from django.contrib.auth.models import AbstractUser

SUFFIX = ".eml"
MOST_SHOWN = 200
UNFINISHED = ".????????-??????-*"
KEPT_DAYS = 3


def is_in_use() -> bool:
    """Whether this installation writes its mail to a folder instead of sending it."""
    return settings.MAIL_TRANSPORT == "lbn_site.mail.folder.FolderEmailBackend"


class FolderEmailBackend(BaseEmailBackend):
    """Writes each message to a file of its own in EMAIL_FILE_PATH, whole or not at all."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{datetime.datetime.now(datetime.UTC):%Y%m%d-%H%M%S-%f}-{uuid.uuid4().hex[:8]}"
            unfinished = folder / f".{name}"
            unfinished.write_bytes(message.message().as_bytes())
            unfinished.rename(folder / f"{name}{SUFFIX}")
        return len(email_messages)


@dataclass
class StoredMail:
    """A message in the folder."""

    name: str
    parsed: ParsedMessage

    @property
    def subject(self) -> str:
        return str(self.parsed["Subject"] or "")

    @property
    def to(self) -> str:
        return str(self.parsed["To"] or "")

    @property
    def addressees(self) -> set[str]:
        """The addresses it went to, in small letters."""
        fields = [str(value) for name in ("To", "Cc", "Bcc") for value in self.parsed.get_all(name, [])]
        return {address.lower() for _, address in getaddresses(fields)}

    def may_be_read_by(self, user: "AbstractUser") -> bool:
        """Whether it is addressed to this person, or they may do everything anyway."""
        return user.is_superuser or (bool(user.email) and user.email.lower() in self.addressees)

    @property
    def written_at(self) -> datetime.datetime:
        return datetime.datetime.strptime(self.name[:15], "%Y%m%d-%H%M%S").replace(tzinfo=datetime.UTC)

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, str(value)) for name, value in self.parsed.items()]

    def _part(self, subtype: str) -> str:
        part = self.parsed.get_body((subtype,))
        return str(part.get_content()) if part is not None else ""


def newest(reader: "AbstractUser") -> list[StoredMail]:
    """The messages in the folder that this person may read, the newest first, without their content."""
    readable = (mail for mail in _headers() if mail.may_be_read_by(reader))
    return list(itertools.islice(readable, MOST_SHOWN))


def find(name: str) -> StoredMail | None:
    """The message of that name, or None where there is none."""
    if not name.replace("-", "").isalnum():
        return None
    try:
        content = (_folder() / f"{name}{SUFFIX}").read_bytes()
    except FileNotFoundError:
        return None
    parsed = email.message_from_bytes(content, policy=email.policy.default)
    return StoredMail(name, parsed)  # type: ignore[arg-type]


def forget(addresses: Collection[str]) -> int:
    """Delete every message to one of these addresses. Return the number of messages."""
    wanted = {address.lower() for address in addresses}
    found = [mail for mail in _headers() if mail.addressees & wanted] if wanted else []
    for mail in found:
        (_folder() / f"{mail.name}{SUFFIX}").unlink(missing_ok=True)
    return len(found)


def delete_old() -> int:
    """Delete what has been in the folder for KEPT_DAYS, unfinished files too. Return the number of files."""
    too_old = (timezone.now() - datetime.timedelta(days=KEPT_DAYS)).timestamp()
    files = [*_folder().glob(f"*{SUFFIX}"), *_folder().glob(UNFINISHED)]
    old = [path for path in files if path.stat().st_mtime < too_old]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)


def _headers() -> Iterator[StoredMail]:
    """Each message, the newest first, without its content."""
    parser = BytesHeaderParser(policy=email.policy.default)
    for path in sorted(_folder().glob(f"*{SUFFIX}"), reverse=True):
        try:
            with path.open("rb") as file:
                yield StoredMail(path.stem, parser.parse(file))  # type: ignore[arg-type]
        except FileNotFoundError:
            continue  # deleted meanwhile
