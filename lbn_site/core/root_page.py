"""The page above all sites, which staff see in the admin but which has no parent."""

from wagtail.models import Page


class RootPageConverter:
    """Matches the id of a root page in an address, and nothing else: other pages go to the patterns that follow."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """Raises ValueError for any other page."""
        if not Page.objects.filter(pk=int(value), depth=1).exists():
            raise ValueError(value)
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
