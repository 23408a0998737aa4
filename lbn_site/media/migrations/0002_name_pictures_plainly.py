from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("media", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(name="customimage", options={"verbose_name": "image"}),
    ]
