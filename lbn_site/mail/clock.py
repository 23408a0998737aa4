"""The clock of the database: leases and due times are compared with it alone.

Web and worker machines may disagree about the time; they share one database, so its clock decides.
"""

import datetime

from django.db import connection
from django.db.models import DateTimeField, ExpressionWrapper, Value
from django.db.models.functions import Now


def seconds_from_now(seconds: float) -> ExpressionWrapper:
    """The moment so many seconds after (or, when negative, before) the database's present, as an expression."""
    return ExpressionWrapper(Now() + Value(datetime.timedelta(seconds=seconds)), output_field=DateTimeField())


def database_now() -> datetime.datetime:
    """The database's present time, aware, in UTC."""
    sql = "SELECT CURRENT_TIMESTAMP" if connection.vendor == "postgresql" else "SELECT strftime('%Y-%m-%d %H:%M:%f')"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        moment = cursor.fetchone()[0]
    if isinstance(moment, str):
        return datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.UTC)
    return moment


def sql_now_and_later(seconds: str) -> tuple[str, str]:
    """Two pieces of SQL, written as Django writes them: the present, and so many seconds (a placeholder) after it."""
    if connection.vendor == "postgresql":
        return "STATEMENT_TIMESTAMP()", f"STATEMENT_TIMESTAMP() + {seconds} * INTERVAL '1 second'"
    shape = "'%%Y-%%m-%%d %%H:%%M:%%f'"
    return f"STRFTIME({shape}, 'NOW')", f"STRFTIME({shape}, 'NOW', {seconds} || ' seconds')"
