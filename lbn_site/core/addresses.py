"""Absolute addresses, all made from one setting, so that no mail, feed or canonical link disagrees."""

from django.conf import settings


def absolute(path: str) -> str:
    """The absolute address of a path of this site; an address that is absolute already stays as it is."""
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL}{path}"
