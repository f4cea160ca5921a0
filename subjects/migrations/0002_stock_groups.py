"""Wagtail brings groups and a workflow of its own; here hubs and the site editors have theirs,
and two sets side by side would only puzzle who hands out rights."""

from django.db import migrations

STOCK_GROUPS = ["Moderators", "Editors"]
STOCK_WORKFLOW = "Moderators approval"


def remove_stock(apps, schema_editor):
    """Remove what nobody uses; what somebody does use stays."""
    Group = apps.get_model("auth", "Group")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Task = apps.get_model("wagtailcore", "Task")
    Task.objects.filter(name=STOCK_WORKFLOW, task_states__isnull=True).delete()
    Workflow.objects.filter(name=STOCK_WORKFLOW, workflow_states__isnull=True).delete()
    Group.objects.filter(name__in=STOCK_GROUPS, user__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("subjects", "0001_initial"),
        ("members", "0001_initial"),
        ("home", "0002_first_page"),
        ("wagtailcore", "0095_groupsitepermission"),
    ]

    operations = [migrations.RunPython(remove_stock, migrations.RunPython.noop)]
