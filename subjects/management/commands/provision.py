from django.core.management.base import BaseCommand

from home.models import HomePage
from subjects.models import HubPage
from subjects.provisioning import provision_hub, provision_site


class Command(BaseCommand):
    help = (
        "Set right the groups, collections, workflows and rights of all hubs and of the site "
        "editors. Safe to run at any time."
    )

    def handle(self, *args, **options):
        home = HomePage.objects.first()
        if home is not None:
            provision_site(home)
        hubs = HubPage.objects.order_by("path")
        for hub in hubs:
            provision_hub(hub)
            self.stdout.write(hub.title)
