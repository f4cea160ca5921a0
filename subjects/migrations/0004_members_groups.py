from django.db import migrations

NAME_LENGTH = 120


def add_members_groups(apps, schema_editor):
    """Hubs that are there already get the group of their members; new ones are given it when
    they are provisioned."""
    Group = apps.get_model("auth", "Group")
    HubProvision = apps.get_model("subjects", "HubProvision")
    for provision in HubProvision.objects.filter(members_group=None).select_related("hub"):
        name = f"Участники: {provision.hub.title[:NAME_LENGTH]}"
        candidate, number = name, 2
        while Group.objects.filter(name=candidate).exists():
            candidate, number = f"{name} ({number})", number + 1
        provision.members_group = Group.objects.create(name=candidate)
        provision.save(update_fields=["members_group"])


class Migration(migrations.Migration):

    dependencies = [("subjects", "0003_people"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(add_members_groups, migrations.RunPython.noop)]
