"""How many wards England had at an edition's date; known for the wards of the shipped editions."""

from django.db import migrations, models

WARDS_OF_DECEMBER_2017 = 7433


def fill(apps, schema_editor):
    editions = apps.get_model("neighbourhoods", "Edition").objects
    editions.filter(geography="Wards, December 2017").update(wards_in_england=WARDS_OF_DECEMBER_2017)


class Migration(migrations.Migration):
    dependencies = [("neighbourhoods", "0006_longer_addresses")]

    operations = [
        migrations.AddField(
            "edition",
            "wards_in_england",
            models.PositiveIntegerField(
                blank=True,
                null=True,
                verbose_name="number of wards in England",
                help_text="How many there were at that date: 7,433 in December 2017. A neighbourhood’s rank is shown "
                "against it; leave it empty where it is not known.",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
