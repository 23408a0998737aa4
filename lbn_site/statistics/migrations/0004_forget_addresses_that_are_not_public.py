"""Deletes counted addresses that hold an emailed link, or are not public for another reason.

Page counts used to be stored for whatever address a browser told, so anybody of the staff could read and use the links
of readers. The text of the addresses as it may stand: encoded, in any case, with several slashes.
"""

import re
from urllib.parse import unquote

from django.db import migrations

NOT_PUBLIC = re.compile(r"/(newsletter/.|accounts/|admin/|helpful/|cookies/choice|_)", re.IGNORECASE)
ENCODED_AT_MOST = 3


def _is_not_public(path):
    for _ in range(ENCODED_AT_MOST):
        path = unquote(path)
    return NOT_PUBLIC.search(re.sub(r"/+", "/", path)) is not None


def forget(apps, schema_editor):
    counts = apps.get_model("statistics", "PageCount").objects.using(schema_editor.connection.alias)
    paths = counts.order_by().values_list("path", flat=True).distinct()
    for path in [path for path in paths.iterator() if _is_not_public(path)]:
        counts.filter(path=path).delete()


class Migration(migrations.Migration):
    dependencies = [("statistics", "0003_statisticssettings_keep_page_counts_days")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop, elidable=True)]
