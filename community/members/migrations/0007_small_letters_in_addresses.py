from django.db import migrations
from django.db.models.functions import Lower


def write_small(apps, schema_editor):
    """Addresses are kept in small letters, as they are compared."""
    people = apps.get_model("members", "User").objects.exclude(email=None)
    people.update(email=Lower("email"))


class Migration(migrations.Migration):
    dependencies = [("members", "0006_invitation_keys")]
    operations = [migrations.RunPython(write_small, migrations.RunPython.noop, elidable=True)]
