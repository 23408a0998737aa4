"""Whole numbers in addresses, bounded at the one place that reads them: none is larger than a database holds."""

from typing import Any

from django.urls.converters import IntConverter

# A signed number of 64 bits, SQLite's and PostgreSQL's largest.
LARGEST = 2**63 - 1


def bound_those_in_addresses() -> None:
    """Let `<int:…>` in every pattern, Wagtail's too, match no larger number: its address is not found."""
    read = IntConverter.to_python

    def read_bounded(converter: Any, text: str) -> int:
        # Python itself reads no more than some thousand digits.
        number = read(converter, text) if len(text) <= len(str(LARGEST)) else LARGEST + 1
        if number > LARGEST:
            raise ValueError("No such number can be stored.")
        return number

    IntConverter.to_python = read_bounded  # type: ignore[method-assign,assignment]
