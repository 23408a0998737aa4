"""Mail as files, for development: nothing leaves the machine, and the admin shows what would have left."""

import datetime
import email
import email.policy
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage as ParsedMessage
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

SUFFIX = ".eml"
MOST_SHOWN = 200


def is_in_use() -> bool:
    """Whether this installation writes its mail to a folder instead of sending it."""
    return settings.MAIL_TRANSPORT == "lbn_site.mail.folder.FolderEmailBackend"


class FolderEmailBackend(BaseEmailBackend):
    """Writes each message to a file of its own in EMAIL_FILE_PATH, whole or not at all."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
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


def newest() -> list[StoredMail]:
    """The messages in the folder, the newest first."""
    names = sorted((path.name for path in Path(settings.EMAIL_FILE_PATH).glob(f"*{SUFFIX}")), reverse=True)
    return [mail for name in names[:MOST_SHOWN] if (mail := find(name.removesuffix(SUFFIX)))]


def find(name: str) -> StoredMail | None:
    """The message of that name, or None where there is none."""
    if not name.replace("-", "").isalnum():
        return None
    path = Path(settings.EMAIL_FILE_PATH) / f"{name}{SUFFIX}"
    if not path.is_file():
        return None
    parsed = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    return StoredMail(name, parsed)  # type: ignore[arg-type]
