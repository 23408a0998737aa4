"""The line-up of the group on a given day."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from lbn_site.core.campaign import Campaign

from .models import Role, Term


@dataclass
class LineUp:
    """Who was in the group on a day. `unsure` are those whose end nobody recorded, after their first day."""

    date: datetime.date
    in_post: list[Term] = field(default_factory=list)
    unsure: list[Term] = field(default_factory=list)

    @classmethod
    def at(cls, date: datetime.date | None) -> "LineUp":
        """The line-up of that day; without a day, of today or of the group's last day."""
        day = date or last_day()
        terms = Term.objects.at(day).select_related("person").order_by("began_on", "pk")
        latest = {term.person_id: term for term in terms}  # a later role takes the place of an earlier one
        line_up = cls(day)
        for term in sorted(latest.values(), key=_place):
            doubtful = term.end_not_recorded and term.began_on < day
            (line_up.unsure if doubtful else line_up.in_post).append(term)
        return line_up

    @property
    def is_after_the_end(self) -> bool:
        ended = Campaign.current().active_to
        return bool(ended and self.date > ended)

    @property
    def is_empty(self) -> bool:
        return not self.in_post and not self.unsure


def last_day() -> datetime.date:
    """Today, or the group's last day if it has ended."""
    today = datetime.date.today()
    ended = Campaign.current().active_to
    return min(today, ended) if ended else today


def asked_date(query: Mapping[str, str]) -> datetime.date | None:
    """The date that `?on=2020-07-14` asks for; None for anything that is no date."""
    try:
        return datetime.date.fromisoformat(query.get("on", ""))
    except ValueError:
        return None


def _place(term: Term) -> tuple[int, str]:
    return Role.ranks().index(term.role), term.person.sort_name
