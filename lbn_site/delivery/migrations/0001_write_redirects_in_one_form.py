"""Writes stored redirects in the form in which they are looked up (normal_form).

Of those that become alike the oldest stays: it is the one that visitors met.
"""

from django.db import migrations

from lbn_site.delivery import normal_form


def write(apps, schema_editor):
    redirects = apps.get_model("wagtailredirects", "Redirect").objects.using(schema_editor.connection.alias)
    met = set()
    for redirect in redirects.order_by("pk"):
        try:
            old_path = normal_form.of_typed(redirect.old_path)
        except ValueError:
            continue  # no browser can ask for it
        key = old_path[:255], redirect.site_id
        if key in met:
            redirect.delete()
            continue
        met.add(key)
        if redirect.old_path != key[0]:
            # Not by save(): a younger one that is alike may still have this path, and is deleted first.
            redirects.filter(old_path=key[0], site_id=redirect.site_id).exclude(pk=redirect.pk).delete()
            redirects.filter(pk=redirect.pk).update(old_path=key[0])


class Migration(migrations.Migration):
    dependencies = [("wagtailredirects", "0008_add_verbose_name_plural")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
