"""What many parts of a page, or of a mail, ask for is asked for once while it is made.

What stands on every page (the campaign, the menu, the settings) is asked for once until something is published:
whoever serves the pages hands such answers from one page to the next, and whoever publishes asks anew. Outside of
that (the admin, tasks, tests of one function) nothing is remembered, so nothing can be stale there.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

Answer = TypeVar("Answer")
Answers = dict[Hashable, Any]


@dataclass
class _Memory:
    """The answers of one page or mail, and those that all pages share."""

    of_this_one: Answers = field(default_factory=dict)
    of_every_page: Answers = field(default_factory=dict)


_memory: ContextVar[_Memory | None] = ContextVar("answers", default=None)
_questions_of_every_page: list[Callable[[], Any]] = []


@contextmanager
def remembered(of_every_page: Answers | None = None) -> Iterator[None]:
    """Within this context answers are remembered.

    `of_every_page` holds what `ask_for_every_page` was answered on other pages, and grows by what it is answered
    on this one.
    """
    token = _memory.set(_Memory(of_every_page={} if of_every_page is None else of_every_page))
    try:
        yield
    finally:
        _memory.reset(token)


def ask(key: Hashable, source: Callable[[], Answer]) -> Answer:
    """The answer of `source`, or what it answered before under this key."""
    memory = _memory.get()
    return source() if memory is None else _remembered(memory.of_this_one, key, source)


def ask_for_every_page(key: Hashable, source: Callable[[], Answer]) -> Answer:
    """As `ask`, for what is the same on all pages and changes only when they are purged. It must be picklable."""
    memory = _memory.get()
    return source() if memory is None else _remembered(memory.of_every_page, key, source)


def for_every_page(question: Callable[[], Answer]) -> Callable[[], Answer]:
    """Decorates a question that every page asks: its answer is handed on as by `ask_for_every_page`."""
    key = f"{question.__module__}.{question.__qualname__}"

    @wraps(question)
    def asked() -> Answer:
        return ask_for_every_page(key, question)

    _questions_of_every_page.append(asked)
    return asked


def answers_of_every_page() -> Answers:
    """What every page asks, answered now, so that the first page after a change need not ask."""
    answers: Answers = {}
    with remembered(answers):
        for question in _questions_of_every_page:
            question()
    return answers


def _remembered(answers: Answers, key: Hashable, source: Callable[[], Answer]) -> Answer:
    if key not in answers:
        answers[key] = source()
    return answers[key]
