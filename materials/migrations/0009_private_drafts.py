from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("materials", "0008_coauthors")]

    operations = [
        migrations.AddField(
            model_name="material",
            name="is_private",
            field=models.BooleanField(
                default=False,
                editable=False,
                verbose_name="seen by its author alone, until it is first sent",
            ),
        ),
    ]
