import django.db.models.deletion
from django.db import migrations, models


def give_to_the_default_site(apps, schema_editor):
    site = apps.get_model("wagtailcore", "Site").objects.filter(is_default_site=True).first()
    rows = apps.get_model("feedback", "FeedbackSettings").objects
    if site is None:
        rows.all().delete()
    else:
        rows.update(site=site)


class Migration(migrations.Migration):

    dependencies = [
        ("feedback", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="feedbacksettings",
            name="site",
            field=models.OneToOneField(
                editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"
            ),
        ),
        migrations.RunPython(give_to_the_default_site, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="feedbacksettings",
            name="site",
            field=models.OneToOneField(
                editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"
            ),
        ),
    ]
