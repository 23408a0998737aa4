"""Give every neighbourhood the words that the filter and the search look in, and slugs read in the same way."""

from django.db import migrations, models

from lbn_site.core.names import searchable, slug_of

NAMES = ("authority", "authority_now", "region")
AT_ONCE = 500


def fill(apps, schema_editor):
    Neighbourhood = apps.get_model("neighbourhoods", "Neighbourhood")
    Constituency = apps.get_model("neighbourhoods", "Constituency")
    for row in Constituency.objects.iterator(chunk_size=AT_ONCE):
        slug = slug_of(row.name)
        taken = Constituency.objects.filter(neighbourhood=row.neighbourhood_id, boundaries=row.boundaries, slug=slug)
        if slug != row.slug and not taken.exists():
            Constituency.objects.filter(pk=row.pk).update(slug=slug)
    changed = []
    for row in Neighbourhood.objects.prefetch_related("constituencies").iterator(chunk_size=AT_ONCE):
        for name in NAMES:
            setattr(row, f"{name}_slug", slug_of(getattr(row, name)))
        constituencies = [item.name for item in row.constituencies.all()]
        areas = (row.authority, row.authority_now, row.county, row.region)
        row.words = searchable(row.name, *areas, *constituencies, row.code)
        changed.append(row)
    fields = ["words", *(f"{name}_slug" for name in NAMES)]
    Neighbourhood.objects.bulk_update(changed, fields, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("neighbourhoods", "0003_withdrawn_editions")]

    operations = [
        migrations.AddField(
            "neighbourhood", "words", models.TextField(blank=True, default="", editable=False), preserve_default=False
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
