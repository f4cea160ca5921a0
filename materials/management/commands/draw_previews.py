from django.core.management.base import BaseCommand

from home.uploads.drawing import PREVIEWED
from materials.models import StoredFile
from materials.previews import draw


class Command(BaseCommand):
    help = "Draws the first pages of files that have no picture yet."

    def add_arguments(self, parser):
        parser.add_argument(
            "--failed", action="store_true", help="try those again that could not be drawn"
        )

    def handle(self, *args, failed, **options):
        files = StoredFile.objects.filter(extension__in=PREVIEWED, preview="")
        if not failed:
            files = files.filter(preview_tried_at=None)
        for stored in files.order_by("pk").iterator(chunk_size=100):
            self.stdout.write(f"{stored.name}: {'+' if draw(stored) else '-'}")
