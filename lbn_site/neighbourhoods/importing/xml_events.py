"""The elements and texts of an XML part, one after the other, without keeping a tree.

Names come without their prefixes: the namespaces of Transitional and Strict workbooks differ and mean the same.
Declarations of types and entities, which no workbook needs, are refused (they can grow without end).
"""

from collections.abc import Iterator
from typing import IO, Any
from xml.parsers import expat

CHUNK = 64 * 1024
MOST_ELEMENTS = 3_000_000  # 12,000 rows of 24 texts have a third as many
DEEPEST = 100
LONGEST_TEXT = 40_000  # Excel's cells hold 32,767 characters

Attributes = dict[str, str]


class UnreadableWorkbookError(ValueError):
    """The workbook cannot be read; the message says why and what to do."""


class Budget:
    """How many more elements may be read of a workbook, in whichever of its parts they stand."""

    def __init__(self, elements: int = MOST_ELEMENTS) -> None:
        self.elements = elements


class _LocalNames(dict[str, str]):
    """Names without their prefix, each worked out once."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(":")[2]
        return local


class Reader:
    """Reads a part, calling `started`, `text` and `ended`, and yields what they leave in `found`."""

    def __init__(self, budget: Budget) -> None:
        self.found: list[Any] = []
        self._budget = budget
        self._depth = 0
        self._names = _LocalNames()
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse_declaration
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text

    def read(self, part: IO[bytes]) -> Iterator[Any]:
        with part:
            while chunk := part.read(CHUNK):
                self._parser.Parse(chunk)
                yield from self.found
                self.found.clear()
            self._parser.Parse(b"", True)
        yield from self.found

    def started(self, name: str, said: Attributes) -> None:
        """An element begins."""

    def text(self, data: str) -> None:
        """A piece of text; one text may come in several pieces."""

    def ended(self, name: str) -> None:
        """An element ends."""

    def _start(self, name: str, said: Attributes) -> None:
        self._budget.elements -= 1
        self._depth += 1
        if self._budget.elements < 0:
            raise UnreadableWorkbookError(
                "The workbook has more rows and cells than any list. Copy only the list into a new workbook."
            )
        if self._depth > DEEPEST:
            raise UnreadableWorkbookError("The workbook is damaged. Save the table as CSV.")
        self.started(self._names[name], said)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.ended(self._names[name])


def _refuse_declaration(*declaration: object) -> None:
    raise UnreadableWorkbookError("The workbook declares entities, which Excel never does. It was not opened.")


class Elements(Reader):
    """Yields the name and the attributes of each element."""

    def started(self, name: str, said: Attributes) -> None:
        self.found.append((name, said))


class RunsOfText(Reader):
    """Gathers the text of runs (`t`), without the phonetic guides (`rPh`) beside them."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self._pieces: list[str] = []
        self._length = 0
        self._is_run = False
        self._is_phonetic = False

    def started(self, name: str, said: Attributes) -> None:
        if name == "t":
            self._is_run = True
        elif name == "rPh":
            self._is_phonetic = True

    def text(self, data: str) -> None:
        if self._is_run and not self._is_phonetic and self._length <= LONGEST_TEXT:
            self._pieces.append(data)
            self._length += len(data)

    def ended(self, name: str) -> None:
        if name == "t":
            self._is_run = False
        elif name == "rPh":
            self._is_phonetic = False

    def taken(self) -> str:
        """What was gathered since the last time. Excel writes the ends of lines within a cell as _x000D_."""
        text = "".join(self._pieces).replace("_x000D_", "\r").replace("_x000A_", "\n")
        self._pieces.clear()
        self._length = 0
        return text


class SharedTexts(RunsOfText):
    """Yields the text of each shared item (`si`)."""

    def ended(self, name: str) -> None:
        super().ended(name)
        if name == "si":
            self.found.append(self.taken())
