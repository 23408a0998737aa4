"""The cookies that the site's own code sets, named by the apps that set them.

They enter the register by themselves after each migration; staff may change the wording but not make the
register incomplete. Apps add theirs in `AppConfig.ready`.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class KnownCookie:
    """A cookie of our own. `in_use` says whether its part of the site is switched on.

    `keeps_the_answer`: it is set only while visitors are asked about optional cookies.
    """

    name: str
    category: str
    purpose: str
    duration: str
    kind: str = "cookie"
    in_use: Callable[[], bool] = lambda: True
    keeps_the_answer: bool = False


_known: dict[str, KnownCookie] = {}


def register(cookie: KnownCookie) -> None:
    """Add a cookie. Raises ValueError when its name is taken."""
    if cookie.name in _known:
        raise ValueError(f"The cookie {cookie.name!r} is registered twice.")
    _known[cookie.name] = cookie


def all_known() -> list[KnownCookie]:
    return list(_known.values())


def names_not_in_use() -> list[str]:
    """The names of those that the site does not set at present."""
    return [cookie.name for cookie in _known.values() if not cookie.in_use()]


def names_that_keep_the_answer() -> set[str]:
    """The names of those that nobody gets while nothing is asked."""
    return {cookie.name for cookie in _known.values() if cookie.keeps_the_answer}
