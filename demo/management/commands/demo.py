from importlib.util import find_spec

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

NEEDED = ["factory", "wagtail_factories", "yaml", "docx", "pptx", "openpyxl", "odf", "fpdf"]


class Command(BaseCommand):
    help = (
        "Fill the site with demo content: hubs, materials with real files, announcements, "
        "registers and accounts of every role. What is there already is left alone."
    )

    def handle(self, *args, **options):
        missing = [name for name in NEEDED if find_spec(name) is None]
        if missing:
            raise CommandError(
                f"The demo content needs packages that are not installed: {', '.join(missing)}. "
                "Install them with: pip install -r requirements-demo.txt"
            )
        from demo.loading.everything import load_everything
        from demo.loading.indexing import indexing_in_the_end

        with transaction.atomic(), indexing_in_the_end():
            for step in load_everything():
                self.stdout.write(f"  {step}")
