"""Why an item is left out."""


class Skip(Exception):  # noqa: N818  (not an error: the item has no place here)
    """The item is left out, for the reason given."""
