"""Which news items?"""

from lbn_site.core.listings import ListedQuerySet


class NewsQuerySet(ListedQuerySet):
    """News items."""

    def of_kind(self, kind: str) -> "NewsQuerySet":
        """Those of one kind, where a kind is given."""
        return self.filter(kind=kind) if kind else self
