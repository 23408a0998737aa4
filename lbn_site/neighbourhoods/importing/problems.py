"""What is wrong with a table, in words that need no programmer."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

MOST_PROBLEMS = 200
MOST_ROWS_NAMED = 10


@dataclass(frozen=True)
class Problem:
    """What is wrong in which row (0: the file as a whole). An error stops the import; a note is only shown."""

    row: int
    column: str
    text: str
    is_error: bool = True

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class BadCellError(ValueError):
    """A cell that cannot be taken; the message completes 'Row 12, ward code: …'."""


def shortened(problems: list[Problem]) -> list[Problem]:
    """The first errors and the first notes, in their order, and how many more there are of each."""
    kept = []
    counts = {True: 0, False: 0}
    for problem in problems:
        counts[problem.is_error] += 1
        if counts[problem.is_error] <= MOST_PROBLEMS:
            kept.append(problem)
    for is_error, words in ((True, "more problems. Fix these first, then try again."), (False, "more notes.")):
        rest = counts[is_error] - MOST_PROBLEMS
        if rest > 0:
            kept.append(Problem(0, "", f"And {rest:,} {words}", is_error))
    return kept


def rows_named(numbers: Iterable[int]) -> str:
    """'row 3', 'rows 3, 5 and 9'; of many only the first, and how many more there are."""
    found = list(numbers)
    if len(found) == 1:
        return f"row {found[0]}"
    rest = len(found) - MOST_ROWS_NAMED
    if rest > 0:
        return f"rows {', '.join(map(str, found[:MOST_ROWS_NAMED]))} and {rest:,} more"
    return f"rows {', '.join(map(str, found[:-1]))} and {found[-1]}"
