"""``manage.py prepare``: make the database ready for ``make run``."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Brings the database up to date; fills it with the demo content if it is new."

    def handle(self, *args, **options):
        """Migrate, then load the demo content where nobody has an account yet.

        A database without a single user is new, whoever made it: nobody could have signed in
        to write anything. The command ``demo`` loads all in one transaction, so an interrupted
        load leaves the database new, and the next start loads it again.
        """
        try:
            self.prepare()
        except KeyboardInterrupt:
            raise CommandError(
                "Stopped; the next start goes on from here.", returncode=130
            ) from None

    def prepare(self):
        self.stdout.write(f"* Database: {self.describe_database()}")
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        self.migrate()
        if get_user_model().objects.exists():
            call_command("fill_index", stdout=self.stdout)
            return
        self.stdout.write("* The database is new: loading the demo content")
        call_command("demo", stdout=self.stdout)

    def migrate(self):
        """Apply what is missing, saying how much that is: the first time takes a while."""
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing:
            self.stdout.write(f"* Migrations to apply: {len(missing)}")
        call_command("migrate", interactive=False, verbosity=0)

    def describe_database(self):
        """Where the data are, for people: a path, or a name without its password."""
        parameters = connection.settings_dict
        host = parameters["HOST"]
        return f"{parameters['NAME']} ({host})" if host else str(parameters["NAME"])
