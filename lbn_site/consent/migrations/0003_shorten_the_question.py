"""The question is to fit two lines of a small phone; the one that was suggested until now took three."""

import django.core.validators
from django.db import migrations, models

SUGGESTED_BEFORE = "May we use an optional cookie to count visits? We set none unless you accept."
SUGGESTED_NOW = "May we set a cookie to count visits?"


def shorten(apps, schema_editor):
    questions = apps.get_model("consent", "CookieQuestion").objects
    questions.filter(text=SUGGESTED_BEFORE).update(text=SUGGESTED_NOW)


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0002_settings_belong_to_the_site"),
    ]

    operations = [
        migrations.AlterField(
            model_name="cookiequestion",
            name="text",
            field=models.CharField(
                default=SUGGESTED_NOW,
                help_text="At most 65 characters, which is two lines on a small phone.",
                max_length=110,
                validators=[django.core.validators.MaxLengthValidator(65)],
            ),
        ),
        migrations.RunPython(shorten, migrations.RunPython.noop),
    ]
