"""Short forms without their meaning."""

import pytest

from lbn_site.core.acronyms import unexplained


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Community Wealth Fund (CWF) came. The CWF stayed.", []),
        ("The CWF (the Community Wealth Fund) came.", []),
        ("The Office for National Statistics (‘ONS’) counts.", []),
        ("The CWF came. The Community Wealth Fund (CWF) stayed.", ["CWF"]),
        ("The ONS (2020) counts, and two CWFs.", ["ONS", "CWF"]),
        ("R&D at the WEA", ["R&D", "WEA"]),
        ("MPs of the UK and the NHS in COVID-19, World War II, a PDF", []),
        ("TS3 and E05001544, A to Z", []),
        ("", []),
    ],
)
def test_the_first_use_says_what_a_short_form_means(text, found):
    assert unexplained(text) == found
