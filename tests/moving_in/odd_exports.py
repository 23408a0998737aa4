"""Makes odd WordPress exports; the same number makes the same file."""

import random
from pathlib import Path

from tests.moving_in.exports import HEAD, TAIL, comment, item

SITE = "https://www.old.example"
TEXTS = [
    "", "A title", "A & B", "&nbsp;", "&rsquo;", "&amp;amp;", "&#11;", "&#0;", "&#x110000;", "&nosuch;", "]]>",
    "<![CDATA[", "<b>bold</b>", "\x0b", "\x00", "\ud7ff", "\ufffe", "\u202e", "x" * 3_000, "Ünïcödé", "<", "</item>",
    "<item>", "{{ x }}", "[gallery ids=1]", '[caption id="a"]<img src="x.jpg">[/caption]', '<img src="//[" alt="">',
    "<!-- wp:paragraph --><p>x</p>", f'<img src="{SITE}/wp-content/uploads/2020/01/dot-300x200.png" alt="x">',
    '<a href="http://[">x</a>', '<a href="javascript:x()">x</a>', "<table><tr><td>a</td></tr></table>", "<p>" * 200,
    "<script>alert(1)</script>", "<blockquote>Words<cite>Name</cite></blockquote>", "<figure><img></figure>",
]  # fmt: skip
VALUES = {
    "kind": ["post", "page", "attachment", "nav_menu_item", "product", "", "POST", "\x0b"],
    "status": ["publish", "draft", "future", "inherit", "trash", "", "nonsense", "private"],
    "slug": ["", "a", "item-2", "%e2%80%99", "x" * 400, "search", "../x", "ü", " ", "a/b"],
    "date": ["2021-07-09 10:00:00", "0000-00-00 00:00:00", "", "2021-02-30 10:00:00", "9999-12-31 23:59:59", "now"],
    "link": ["", f"{SITE}/", f"{SITE}/?p=1", "//[", "x" * 900, "https://other.example/a", "/\x0b"],
    "attachment_url": ["", f"{SITE}/wp-content/uploads/2020/01/dot.png", "//[", "dot.png", "x" * 900 + ".png"],
    "parent": ["0", "1", "-1", "x", "99999999999999999999999"],
    "category": ["Letters", "", "&nbsp;", "x" * 500],
    "excerpt": TEXTS,
    "comments": ["", comment("Hello"), "<wp:comment>"],
}
NUMBERS = ["1", "2", "3", "0", "-1", "x", "9223372036854775807", "9223372036854775808", "1" * 30, ""]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"]
DAMAGE = [b"", b"\0", b"\xff\xfe", b"<", b"&", b"]]>", b"</item>"]


def odd_export(folder: Path, number: int) -> Path:
    """Write export no. `number`: odd items, entities, encodings, control characters, ends that are missing."""
    dice = random.Random(number)
    items = []
    for _ in range(dice.choice([0, 1, 3, 8])):
        changes = {name: dice.choice(values) for name, values in VALUES.items() if dice.random() < 0.4}
        one = item(1, "TITLE", dice.choice(TEXTS) + dice.choice(TEXTS), **changes)
        one = one.replace("TITLE", dice.choice(TEXTS))
        items.append(one.replace("<wp:post_id>1<", f"<wp:post_id>{dice.choice(NUMBERS)}<"))
    doctype = dice.choice([""] * 9 + ["<!DOCTYPE rss>"])
    text = HEAD.format(doctype=doctype) + "\n".join(items) + dice.choice([TAIL, TAIL, TAIL, ""])
    data = bytearray(text.encode(dice.choice(ENCODINGS), "replace"))
    for _ in range(dice.choice([0, 0, 0, 1, 5])):
        place = dice.randrange(len(data))
        data[place : place + dice.randrange(1, 20)] = dice.choice(DAMAGE)
    path = folder / f"odd-{number}.xml"
    path.write_bytes(data if dice.random() < 0.9 else data[: dice.randrange(len(data))])
    return path
