from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sections.useful_sites.checking import NoWayOutError, check_sites, forget_before
from sections.useful_sites.enums import CheckStatus
from sections.useful_sites.models import UsefulSite
from sections.useful_sites.reports import mail_summary


class Command(BaseCommand):
    help = (
        "Ask the addresses of published useful sites whether they answer. Meant for a nightly "
        "timer: those not checked for the longest time come first."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--limit", type=int, default=500, help="How many sites to check at most."
        )
        parser.add_argument(
            "--older-than",
            type=int,
            default=12,
            metavar="HOURS",
            help="Leave out sites checked less than so many hours ago.",
        )
        parser.add_argument(
            "--keep-days", type=int, default=365, help="Forget checks older than so many days."
        )
        parser.add_argument(
            "--mail",
            action="store_true",
            help="Write to those who moderate the hubs of sites that broke now.",
        )

    def handle(self, *args, limit, older_than, keep_days, mail, **options):
        if limit < 1 or older_than < 0 or keep_days < 1:
            raise CommandError("Give positive numbers.")
        now = timezone.now()
        due = Q(last_checked_at=None) | Q(last_checked_at__lte=now - timedelta(hours=older_than))
        sites = UsefulSite.objects.published().filter(due).longest_unchecked_first()[:limit]
        try:
            summary = check_sites(sites.select_related("hub"))
        except NoWayOutError as error:
            raise CommandError(str(error)) from error
        forget_before(now - timedelta(days=keep_days))
        self.stdout.write(
            _("Checked: %(checked)s, work: %(works)s, doubtful: %(doubtful)s, broken: %(broken)s")
            % {
                "checked": len(summary.checked),
                "works": summary.count(CheckStatus.WORKS),
                "doubtful": summary.count(CheckStatus.DOUBTFUL),
                "broken": summary.count(CheckStatus.BROKEN),
            }
        )
        for site in summary.broke:
            self.stdout.write(f"  {site.title}: {site.url}")
        if mail:
            sent = mail_summary(summary)
            self.stdout.write(_("Letters sent: %(count)s") % {"count": sent})
