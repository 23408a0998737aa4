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
