from django.core.management.base import BaseCommand

from materials.enums import FileTextStatus
from materials.models import FileText, StoredFile
from materials.reading import read


class Command(BaseCommand):
    help = "Reads the text inside files that have not been read yet, for search and the guard."

    def add_arguments(self, parser):
        parser.add_argument(
            "--failed", action="store_true", help="try those again that could not be read"
        )

    def handle(self, *args, failed, **options):
        FileText.objects.bulk_create(
            FileText(stored=stored) for stored in StoredFile.objects.filter(text__isnull=True)
        )
        statuses = [FileTextStatus.QUEUED, *([FileTextStatus.FAILED] if failed else [])]
        texts = FileText.objects.filter(status__in=statuses).select_related("stored")
        for text in texts.iterator(chunk_size=100):
            self.stdout.write(f"{text.stored.name}: {read(text)}")
