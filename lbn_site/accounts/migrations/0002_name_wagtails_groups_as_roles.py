"""Wagtail comes with the groups Editors, who draft, and Moderators, who publish: they become our Writer and Editor.

So its workflow, by which drafts are sent for approval, goes to the editors from the start.
"""

from django.db import migrations

NAMES = {"Editors": "Writer", "Moderators": "Editor"}
APPROVAL = {"Moderators approval": "Approval by an editor"}


def rename(apps, schema_editor):
    for model, names in (
        (apps.get_model("auth", "Group"), NAMES),
        (apps.get_model("wagtailcore", "Workflow"), APPROVAL),
        (apps.get_model("wagtailcore", "Task"), APPROVAL),
    ):
        for old, new in names.items():
            if not model.objects.filter(name=new).exists():
                model.objects.filter(name=old).update(name=new)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
