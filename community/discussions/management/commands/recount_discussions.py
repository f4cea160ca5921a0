from django.core.management.base import BaseCommand
from django.db import transaction

from community.discussions import counters
from community.discussions.actions.post_states import lock_discussion
from community.discussions.models import Board, Discussion


class Command(BaseCommand):
    help = "Sets the numbers of discussions and boards from their posts."

    def handle(self, *args, **options):
        mended = 0
        for key in Discussion.objects.order_by("pk").values_list("pk", flat=True).iterator():
            with transaction.atomic():
                mended += counters.recount(lock_discussion(key))
        for board in Board.objects.all():
            mended += counters.recount_board(board)
        self.stdout.write(f"{mended} mended.")
