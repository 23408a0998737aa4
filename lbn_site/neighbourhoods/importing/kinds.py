"""What the import desk does differently for each subject: how a file is checked, stored, compared and guarded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..models import AnyEdition, Subject
from .guards import Guard
from .validate import Checked


@dataclass(frozen=True)
class Kind:
    """One subject. The functions take editions of `model`; `parts` are the differences that `compare` lists.

    `draft` makes an unsaved edition of a name, the checked rows and the number that was expected.
    """

    subject: Subject
    model: type[AnyEdition]
    namespace: str
    check: Callable[[str, bytes], Checked]
    draft: Callable[[str, Checked, int], Any]
    store: Callable[..., None]
    compare: Callable[[Any, Any], Any]
    guards: Callable[..., list[Guard]]
    missing: Callable[[Any], list[str]]
    parts: tuple[str, ...]

    @property
    def is_list(self) -> bool:
        return self.subject == Subject.LIST
