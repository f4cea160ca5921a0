"""``manage.py tidy_notices``: forget old news."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from community.notifications.actions import forget_old


class Command(BaseCommand):
    help = "Deletes notices older than --days (180)."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=180)

    def handle(self, *args, days, **options):
        count = forget_old(timezone.now() - timedelta(days=days))
        self.stdout.write(f"Notices deleted: {count}")
