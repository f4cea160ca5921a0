from datetime import timedelta

from django.core.management.base import BaseCommand
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from materials.pictures import delete_unused as delete_unused_pictures
from materials.tidying import delete_unused_files
from materials.uploads import discard_abandoned

ABANDONED_AFTER = timedelta(days=7)


class Command(BaseCommand):
    """Deletes uploaded files that no material, and no version of one, refers to, and uploads
    that were never finished."""

    help = "Delete stored files that nothing refers to (uploads of forms that were given up)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=14, help="only files older than so many days (default: 14)"
        )

    def handle(self, *args, days, **options):
        before = timezone.now() - timedelta(days=days)
        number, size = delete_unused_files(before)
        self.stdout.write(f"Files deleted: {number} ({filesizeformat(size)})")
        pictures = delete_unused_pictures(before)
        self.stdout.write(f"Pictures of documents deleted: {pictures}")
        abandoned = discard_abandoned(timezone.now() - ABANDONED_AFTER)
        self.stdout.write(f"Unfinished uploads deleted: {abandoned}")
