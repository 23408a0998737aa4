"""manage.py make_first_staff_user: a first sign-in for the staff of a new site."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandParser

FIRST_USER_NAME = "admin"
NOBODY_S_ADDRESS = f"{FIRST_USER_NAME}@example.org"
PASSWORD_LABEL = "Password:"  # noqa: S105 - a label


class Command(BaseCommand):
    help = (
        "Make a staff user with every right and a random password, if there is no staff user yet. The sign-in is "
        "printed, and kept in staff-sign-in.txt in the var folder (readable only by its owner) until it is changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--email",
            default=NOBODY_S_ADDRESS,
            help="the person's email address, for password links, notices and requests for approval",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.VAR_DIR) / "staff-sign-in.txt"
        if not get_user_model().objects.filter(is_staff=True).exists():
            self._make(path, options["email"])
        elif not self._still_works(path):
            path.unlink(missing_ok=True)
        if options["verbosity"] and path.exists():
            self.stdout.write(path.read_text())

    def _make(self, path: Path, email: str) -> None:
        """Make the user. The note is written first: a password that nobody knows would lock everybody out."""
        password = secrets.token_urlsafe(15)
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as note:
            note.write(f"User name: {FIRST_USER_NAME}\n{PASSWORD_LABEL}  {password}\n")
        get_user_model().objects.create_superuser(FIRST_USER_NAME, email, password)

    def _still_works(self, path: Path) -> bool:
        """Whether the noted password is still the user's."""
        if not path.exists():
            return False
        password = path.read_text().rpartition(PASSWORD_LABEL)[2].strip()
        user = get_user_model().objects.filter(username=FIRST_USER_NAME, is_active=True).first()
        return user is not None and user.check_password(password)
