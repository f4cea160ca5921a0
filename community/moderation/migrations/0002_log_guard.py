from django.db import migrations

from community.moderation import log_guard


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial")]

    operations = [migrations.RunPython(log_guard.guard, log_guard.unguard)]
