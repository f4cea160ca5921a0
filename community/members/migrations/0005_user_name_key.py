from django.db import migrations, models

from home.text.keys import search_key


def fill(apps, schema_editor):
    User = apps.get_model("members", "User")
    people = []
    for person in User.objects.only("public_name", "last_name", "first_name", "middle_name"):
        own = [person.last_name, person.first_name, person.middle_name]
        person.name_key = search_key(person.public_name) or search_key(*own)
        people.append(person)
    User.objects.bulk_update(people, ["name_key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("members", "0004_search_keys")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="name_key",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
