"""What a spreadsheet would run as a formula (OWASP, CSV injection): refused coming in, disarmed going out."""

from typing import Any

STARTS = ("=", "+", "-", "@", "\t", "\r")


def is_formula(text: str) -> bool:
    return text.startswith(STARTS)


def disarmed(value: Any) -> Any:
    """Texts that begin like a formula get an apostrophe in front; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value
