"""Makes odd files of subscribers, as programs and people do; the same number makes the same file."""

import random

HEADINGS = [
    "email", "E-mail", "EMAIL", "Email Address", "email_address", "Address", "Mail", "Name", "first_name", "State",
    "status", "STATUS", "Subscriber status", "UNSUB_TIME", "CLEAN_TIME", "subscribed_to_emails", "EMAIL_BLACKLISTED",
    "deleted_at", "", " ", "\u200bemail", "email,", 'e"mail', "Émail", "x" * 300, "sep=;", "=email", "email\n", "0",
]  # fmt: skip
CELLS = [
    "a@example.org", "B <b@example.org>", "mailto:c@example.org", "'=d@example.org", "e@example", "@",
    "a@b@c.example", "Subscribed", "unsubscribed", "cleaned", "PENDING", "true", "no", "2024-01-01 10:00:00", "",
    " ", "–", "NULL", "VIP", "1 Long Lane, Grimsby", 'say "hello"', "\u202eevil@example.org", "ü@bücher.example",
    "x" * 5_000, "\x0b", "line\nbreak", "\t", "'", '"', "=cmd|' /C calc'!A0", "９", "a@example.org;b@example.org",
]  # fmt: skip
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "utf-32", "utf-7"]


def odd_file(number: int) -> bytes:
    """Return file no. `number`: another encoding, delimiter and quoting, ragged rows, NULs, huge cells, cut ends."""
    dice = random.Random(number)
    delimiter = dice.choice([",", ";", "\t", "|", " ", ",,"])
    line_end = dice.choice(["\n", "\r\n", "\r", "\n\n", "\u2028"])
    width = dice.randrange(1, 7)
    rows = [[dice.choice(HEADINGS) for _ in range(width)]] if dice.random() < 0.9 else []
    if dice.random() < 0.2:
        rows.insert(0, ["Subscribers of 2024"])
    for _ in range(dice.choice([0, 1, 5, 30])):
        rows.append([dice.choice(CELLS) for _ in range(max(0, width + dice.choice([0, 0, 0, -1, 1, 3])))])
    text = line_end.join(delimiter.join(_cell(dice, cell, delimiter) for cell in row) for row in rows)
    if dice.random() < 0.05:
        text += '"' + "y" * 200_000
    data = text.encode(dice.choice(ENCODINGS), "replace")
    if dice.random() < 0.3:
        data = _damaged(dice, data)
    return data or b"\n"


def _cell(dice: random.Random, cell: str, delimiter: str) -> str:
    if delimiter in cell or "\n" in cell or '"' in cell or dice.random() < 0.3:
        return '"' + (cell.replace('"', '""') if dice.random() < 0.9 else cell) + '"'
    return cell


def _damaged(dice: random.Random, data: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(dice.randrange(1, 4)):
        place = dice.randrange(len(found) + 1)
        found[place : place + dice.randrange(3)] = dice.choice([b"\0", b"\xff", b'"', b"\xef\xbb\xbf", b"\x81", b""])
    return bytes(found[: dice.randrange(len(found) + 1)]) if dice.random() < 0.3 else bytes(found)
