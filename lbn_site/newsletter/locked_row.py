"""One row, made where there is none, and locked."""

from typing import Any, TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def locked_row(new: Row, **key: Any) -> Row:
    """The row with this unique key, or `new` saved as that row; locked. Call it inside a transaction.

    The row that was found may be erased while its lock is waited for: then it is made anew.
    """
    rows = type(new)._default_manager
    while True:
        rows.bulk_create([new], ignore_conflicts=True)
        row = rows.select_for_update().filter(**key).first()
        if row is not None:
            return row
