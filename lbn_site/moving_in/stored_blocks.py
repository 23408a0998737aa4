"""The parts of a brought text as the blocks that pages store."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .parts import Part, Picture, Quotation, Table

Block = dict[str, Any]


def stored(parts: Iterable[Part], picture_at: Callable[[str], int | None], notes: list[str]) -> Iterator[Block]:
    """Each part as a block. A picture whose file was not brought over is told and left out."""
    for part in parts:
        if isinstance(part, Picture):
            yield from _picture(part, picture_at(part.url), notes)
        elif isinstance(part, Table):
            yield _table(part, notes)
        elif isinstance(part, Quotation):
            yield {"type": "quote", "value": {"text": part.text, "name": part.name, "role": ""}}
        else:
            yield {"type": "text", "value": part}


def _picture(part: Picture, image: int | None, notes: list[str]) -> Iterator[Block]:
    if image is None:
        notes.append(f"picture not placed, its file is not here: {part.url}")
        if part.caption:
            yield {"type": "text", "value": part.caption}
        return
    value = {"image": image, "alt_text": part.alt[:255], "decorative": not part.alt}
    yield {"type": "picture", "value": {"image": value, "caption": part.caption, "width": "text"}}


def _table(part: Table, notes: list[str]) -> Block:
    if not part.caption:
        notes.append("a table has no caption: give it one")
    columns = [{"type": "text", "heading": heading} for heading in part.headings]
    rows = [{"values": row} for row in part.rows]
    return {"type": "table", "value": {"caption": part.caption, "columns": columns, "rows": rows}}
