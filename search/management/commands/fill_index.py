"""``manage.py fill_index``: for after an update."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from search.models import Entry


class Command(BaseCommand):
    help = "Makes the index of the search where it is empty: after a version that has another."

    def handle(self, *args, **options):
        """Do nothing where something is indexed: ``update_index`` makes all anew."""
        if Entry.objects.exists():
            return
        self.stdout.write("* Making the index of the search")
        call_command("update_index", verbosity=0)
