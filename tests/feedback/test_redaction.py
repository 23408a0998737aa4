"""What could tell who wrote a comment is blotted out; the rest stays."""

import pytest

from lbn_site.feedback.redaction import BLOT, redacted


@pytest.mark.parametrize(
    "secret",
    [
        "jo.bloggs+x@example.co.uk",
        "jo @ example.org",
        "020 7946 0958",
        "07700 900123",
        "+44 (0)7700 900-123",
        "07700900123",
        "020–7946‑0958",
        "SW1A 1AA",
        "sw1a1aa",
        "SW1A-1AA",
        "TS3 6LB",
        "M1 1AE",
    ],
)
def test_addresses_and_numbers_of_people_are_blotted_out(secret):
    assert redacted(f"Please ask me: {secret}, thanks.") == f"Please ask me: {BLOT}, thanks."


@pytest.mark.parametrize(
    "text",
    [
        "Which of the 225 neighbourhoods?",
        "In 2020 and 2024 the list had 206 and 225.",
        "From 2020 - 2024 it was £87.5m.",
        "I meant E05001544 in Middlesbrough.",
        "See A12 and M25, table 3.",
    ],
)
def test_other_words_and_numbers_stay(text):
    assert redacted(text) == text
