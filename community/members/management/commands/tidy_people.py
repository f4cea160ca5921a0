"""``manage.py tidy_people``: carry out what is due with people, once a night."""

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand

from community.members import sessions
from community.members.actions import exports, imports, tidying
from community.members.portfolio import scans


class Command(BaseCommand):
    help = (
        "Deletes accounts whose two weeks are over, old copies of data, applications without a "
        "confirmed e-mail (7 days) and invited people who never came (90 days after the code)."
    )

    def handle(self, *args, **options):
        steps = [
            ("Accounts deleted", tidying.carry_out_deletions),
            ("Copies of data deleted", exports.expire),
            ("Lists of people forgotten", imports.forget_old),
            ("Unconfirmed applications deleted", tidying.forget_unconfirmed),
            ("Invited people who never came deleted", tidying.forget_never_come),
            ("Scans of forms never sent deleted", scans.forget_abandoned_scans),
            ("Sessions that are over forgotten", sessions.drop_ended_sessions),
        ]
        for words, step in steps:
            self.stdout.write(f"{words}: {step()}")
        if apps.is_installed("django_tasks_db"):
            # Finished tasks remember what they worked on.
            call_command("prune_db_task_results", min_age_days=7, failed_min_age_days=30)
