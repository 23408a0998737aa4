"""What a kind of table must hold: its columns, how their headings and cells are read, and what is checked beyond."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .columns import Column, Heading
from .problems import Problem
from .values import Readers

Row = dict[str, Any]


@dataclass(frozen=True)
class Schema:
    """`doubts` yields (text, column) for one row. `problems_of` is given all rows and their numbers, and may change
    the rows."""

    columns: tuple[Column, ...]
    read_headings: Callable[[Sequence[str]], list[Heading]]
    readers: Readers
    doubts: Callable[[Row], Iterator[tuple[str, str]]]
    problems_of: Callable[[list[Row], list[int]], Iterable[Problem]]

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @cached_property
    def required(self) -> tuple[Column, ...]:
        """The columns without which a table is refused."""
        return tuple(column for column in self.columns if column.is_required)

    def has_its_headings(self, cells: Sequence[str]) -> bool:
        """Whether a row of cells holds the headings of all required columns."""
        return {column.key for column in self.required} <= {heading.key for heading in self.read_headings(cells)}
