"""``manage.py tidy_search``: forget what was looked for long ago."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from search.querylog import KEPT, forget_old


class Command(BaseCommand):
    help = "Deletes the numbers of queries older than --days (365)."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=KEPT.days)

    def handle(self, *args, days, **options):
        count = forget_old(timezone.localdate() - timedelta(days=days))
        self.stdout.write(f"Days of queries deleted: {count}")
