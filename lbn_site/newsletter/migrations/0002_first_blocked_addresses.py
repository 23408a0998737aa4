"""Names that no person reads news at, as a start; staff edit the list."""

from django.db import migrations

NAMES = ("abuse@", "hostmaster@", "mailer-daemon@", "no-reply@", "noreply@", "postmaster@", "webmaster@")


def add(apps, schema_editor):
    blocked = apps.get_model("newsletter", "BlockedAddress")
    for name in NAMES:
        blocked.objects.get_or_create(pattern=name, defaults={"note": "Not a person’s mailbox"})


class Migration(migrations.Migration):
    dependencies = [("newsletter", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
