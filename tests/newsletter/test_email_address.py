"""Which texts are one address, and which addresses are one subscriber."""

import pytest

from lbn_site.newsletter.email_address import NotAnAddressError, parse, parse_pattern


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A@B.Example", "a@b.example"),
        (" a@b.example ", "a@b.example"),
        ("\u3000a@b.example\u00a0", "a@b.example"),
        ("\u2009a@b.example\u202f\v\u2028", "a@b.example"),
        ("a@bücher.example", "a@xn--bcher-kva.example"),
        ("a@b.example.", "a@b.example"),
    ],
)
def test_spellings_of_one_address_are_one_subscriber(one, other):
    assert parse(one).key == parse(other).key


@pytest.mark.parametrize(("one", "other"), [("a+x@b.example", "a@b.example"), ("a.b@gmail.com", "ab@gmail.com")])
def test_variants_are_different_subscribers_but_one_for_the_limits(one, other):
    assert parse(one).key != parse(other).key
    assert parse(one).canonical == parse(other).canonical


def test_dots_matter_outside_gmail():
    assert parse("a.b@example.org").canonical != parse("ab@example.org").canonical
    assert parse("a@googlemail.com").canonical == parse("a@gmail.com").canonical


NOT_ONE_ADDRESS = [
    "",
    "a",
    "@b.example",
    "a@",
    "a@localhost",
    "a@[127.0.0.1]",
    "a@127.0.0.1",
    '"a b"@b.example',
    "é@b.example",
    f"{'a' * 65}@b.example",
    f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 20}.example",
    f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.example",
    "a@b",
    "a@[IPv6:::1]",
    "a@b.co\u202e",
    "a\u200b@b.co",
    "a@b.co\x00",
    "a@b.co\r\nBcc: c@d.example",
    "a@b.example, c@d.example",
    "a@b.example;c@d.example",
    "a@b.example c@d.example",
    "Ada <a@b.example>",
    "<a@b.example>",
    "a..b@c.example",
    "a@-b.example",
    "a@b..example",
]


@pytest.mark.parametrize("text", NOT_ONE_ADDRESS)
def test_everything_else_is_refused_with_a_sentence(text):
    with pytest.raises(NotAnAddressError, match=r"\w{4,}.*[.:]"):
        parse(text)


def test_a_long_but_allowed_address_passes():
    assert parse(f"{'a' * 64}@b.example").local == "a" * 64


def test_the_owner_recognises_a_masked_address():
    assert parse("reader@example.org").masked == "r…@example.org"


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        (" Postmaster@ ", "postmaster@"),
        ("@Bücher.example", "@xn--bcher-kva.example"),
        ("Ada@BÜCHER.example", "ada@xn--bcher-kva.example"),
        ("@example.org.", "@example.org"),
    ],
)
def test_a_rule_is_spelt_as_addresses_are_compared(text, pattern):
    assert parse_pattern(text) == pattern


@pytest.mark.parametrize("text", ["", "@", "example.org", "a b@", "@localhost", "a@b@example.org", "@exa mple.org"])
def test_a_rule_that_could_match_nothing_is_refused_with_a_sentence(text):
    with pytest.raises(NotAnAddressError, match=r"\.$"):
        parse_pattern(text)
