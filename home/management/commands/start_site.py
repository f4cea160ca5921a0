from django.core.management.base import BaseCommand

from home.site_pages import create_site_pages


class Command(BaseCommand):
    help = (
        "Create the pages that every site has (subjects, communities, announcements, ...) "
        "where they are missing. Safe to run at any time; existing pages are left alone."
    )

    def handle(self, *args, **options):
        for page in create_site_pages():
            self.stdout.write(page.url or page.title)
