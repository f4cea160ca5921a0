from django.db import migrations


def fill_search_keys(apps, schema_editor):
    User = apps.get_model("members", "User")
    batch = []
    for user in User.objects.iterator(chunk_size=500):
        names = [
            user.last_name, user.first_name, user.middle_name, user.public_name,
            user.username, user.email,
        ]  # fmt: skip
        joined = " ".join(filter(None, names)).lower().replace("ё", "е").replace("\u00a0", " ")
        user.search_key = " ".join(joined.split())
        batch.append(user)
        if len(batch) == 500:
            User.objects.bulk_update(batch, ["search_key"])
            batch = []
    User.objects.bulk_update(batch, ["search_key"])


class Migration(migrations.Migration):

    dependencies = [("members", "0003_people")]

    operations = [migrations.RunPython(fill_search_keys, migrations.RunPython.noop)]
