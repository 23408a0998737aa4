"""What many parts of a page, or of a mail, ask for is asked for once while it is made.

Outside of that (the admin, tasks, tests of one function) nothing is remembered, so nothing can be stale there.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Answer = TypeVar("Answer")

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Within this context answers are remembered."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def ask(key: Hashable, source: Callable[[], Answer]) -> Answer:
    """The answer of `source`, or what it answered before under this key."""
    answers = _answers.get()
    if answers is None:
        return source()
    if key not in answers:
        answers[key] = source()
    return answers[key]
