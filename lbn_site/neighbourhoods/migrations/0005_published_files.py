"""Keep the files of published editions, and the order in which a source names constituencies.

The files themselves are made after all migrations (published_files.keep_files_of_all).
"""

import csv
import hashlib
from itertools import groupby
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SHIPPED = Path(__file__).resolve().parents[1] / "data"
AT_ONCE = 500


def order_constituencies(apps, schema_editor):
    """As they were shown until now; for the shipped lists, as the files name them."""
    Constituency = apps.get_model("neighbourhoods", "Constituency")
    sources = {sha256: names for sha256, names in map(_names_in, SHIPPED.glob("20??-*.csv"))}
    rows = Constituency.objects.select_related("neighbourhood__edition")
    rows = rows.order_by("neighbourhood_id", "boundaries", "-share", "name")
    changed = []
    for _, group in groupby(rows.iterator(chunk_size=AT_ONCE), key=lambda row: (row.neighbourhood_id, row.boundaries)):
        shown = list(group)
        place = shown[0].neighbourhood
        named = sources.get(place.edition.file_sha256, {}).get((place.code, shown[0].boundaries), [])
        for position, row in enumerate(shown):
            row.position = named.index(row.name) if row.name in named else position
            changed.append(row)
    Constituency.objects.bulk_update(changed, ["position"], batch_size=AT_ONCE)


def _names_in(path):
    data = path.read_bytes()
    names = {
        (row["code"], boundaries): (row.get(f"constituencies_{boundaries}") or "").split("|")
        for row in csv.DictReader(data.decode("utf-8").splitlines())
        for boundaries in ("2010", "2024")
    }
    return hashlib.sha256(data).hexdigest(), names


class Migration(migrations.Migration):
    dependencies = [("neighbourhoods", "0004_words_of_neighbourhoods")]

    operations = [
        migrations.CreateModel(
            name="PublishedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("content", models.BinaryField(help_text="Compressed with gzip.")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="neighbourhoods.edition",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="publishedfile",
            constraint=models.UniqueConstraint(fields=("edition", "name"), name="one_published_file_of_a_name"),
        ),
        migrations.AddField(
            model_name="constituency",
            name="position",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="Its position in the source's list."
            ),
        ),
        migrations.AlterModelOptions(
            name="constituency",
            options={"ordering": ["-boundaries", "-share", "position", "name"], "verbose_name_plural": "constituencies"},
        ),
        migrations.RunPython(order_constituencies, migrations.RunPython.noop),
    ]
