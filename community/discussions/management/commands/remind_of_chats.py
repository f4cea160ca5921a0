"""``manage.py remind_of_chats``: a word to those who wait for a chat, an hour before it."""

from django.core.management.base import BaseCommand

from community.discussions.actions.chats import remind_of_next


class Command(BaseCommand):
    help = "Tells those who asked for it that a chat begins within the hour."

    def handle(self, *args, **options):
        self.stdout.write(f"Chats that people were reminded of: {remind_of_next()}")
