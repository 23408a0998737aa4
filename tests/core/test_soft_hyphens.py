"""Long words may be divided where a reader would."""

import pytest

from lbn_site.core.soft_hyphens import SOFT_HYPHEN, with_soft_hyphens


@pytest.mark.parametrize(
    ("text", "divided"),
    [
        ("‘Left behind’ neighbourhoods", "‘Left behind’ neighbour-hoods"),
        ("Our policy recommendations", "Our policy recommen-dations"),
        ("West Northamptonshire", "West Northampton-shire"),
        ("Social infrastructure, responsibilities", "Social infra-structure, responsi-bilities"),
    ],
)
def test_a_long_word_may_be_divided_before_its_ending(text, divided):
    assert with_soft_hyphens(text) == divided.replace("-", SOFT_HYPHEN)


@pytest.mark.parametrize("text", ["Parliament", "A neighbourhood", "Stoke-on-Trent", "", "x" * 40])
def test_other_text_stays_as_it_is(text):
    assert with_soft_hyphens(text) == text
