"""Which questions?"""

from typing import Self

from wagtail.query import PageQuerySet


class QuestionQuerySet(PageQuerySet):
    """Questions, by the order staff gave them in the page tree."""

    def standing(self) -> Self:
        """Published and not withdrawn."""
        return self.live().filter(withdrawn_on__isnull=True)

    def in_order(self) -> Self:
        return self.order_by("path")
