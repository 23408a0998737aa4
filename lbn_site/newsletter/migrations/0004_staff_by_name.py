"""Keep the names of staff in the consent record, so that it stays whole when their accounts go."""

from django.conf import settings
from django.db import migrations, models


def write_names(apps, schema_editor):
    events = apps.get_model("newsletter", "ConsentEvent").objects.using(schema_editor.connection.alias)
    user_model = apps.get_model(settings.AUTH_USER_MODEL)
    for user_id in events.filter(staff__isnull=False).values_list("staff", flat=True).distinct().order_by():
        name = user_model.objects.using(schema_editor.connection.alias).get(pk=user_id).username
        events.filter(staff=user_id).update(staff_name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("newsletter", "0003_purpose_says_how_often"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="consentevent",
            name="staff_name",
            field=models.CharField(blank=True, default="", max_length=150),
            preserve_default=False,
        ),
        migrations.RunPython(write_names, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name="consentevent", name="staff"),
        migrations.RenameField(model_name="consentevent", old_name="staff_name", new_name="staff"),
    ]
