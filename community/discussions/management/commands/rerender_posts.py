from django.core.management.base import BaseCommand

from community.discussions.rerendering import BATCH, rerender


class Command(BaseCommand):
    help = "Makes the HTML of posts anew after the rules of rendering have changed."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="also those of today's rules")
        parser.add_argument("--batch", type=int, default=BATCH, help="posts in a transaction")

    def handle(self, *args, **options):
        counts = (0, 0)
        for counts in rerender(every=options["all"], batch=options["batch"]):
            if options["verbosity"] > 1:
                self.stdout.write(f"{counts[0]} …")
        self.stdout.write("{} rendered, {} of them kept as they were.".format(*counts))
