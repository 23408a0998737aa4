"""How a message is put together."""

from email import message_from_bytes
from email.header import decode_header, make_header

import pytest

from lbn_site.mail import transport
from lbn_site.mail.kinds import Content


@pytest.mark.parametrize("length", range(1, 120, 7))
def test_no_header_begins_with_an_empty_line(settings, length):
    words = ("‘Left behind’ & “heard” – don’t " * 5)[:length].strip()
    settings.DEFAULT_FROM_EMAIL = f"{words} <news@example.org>"
    content = Content(subject=words, text="x", html="", headers={})
    made = transport.build(content, recipient="ada@example.org", message_id="<1@example.org>").message().as_bytes()
    assert b": \n" not in made
    assert max(map(len, made.splitlines())) <= 78
    read = message_from_bytes(made)
    assert str(make_header(decode_header(read["Subject"]))) == words
    assert str(make_header(decode_header(read["From"]))) == f"{words} <news@example.org>"
