"""What the database keeps sealed: a copy of it, without the site's SECRET_KEY, opens nothing."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(text: str, *, purpose: str) -> str:
    """Encrypt the text (Fernet: AES-128-CBC with HMAC-SHA-256). What is sealed for one purpose opens for no other."""
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """Decrypt what `seal` made, also under an earlier key.

    Raises cryptography.fernet.InvalidToken when SECRET_KEY changed without SECRET_KEY_FALLBACKS.
    """
    return _box(purpose).decrypt(sealed.encode()).decode()


def _box(purpose: str) -> MultiFernet:
    """Locks with a key made from SECRET_KEY, opens with the earlier ones too."""
    secrets = [str(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    keys = [hashlib.sha256(f"{purpose}:{secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
