"""Checks useful sites, keeps what was found and tells editors what broke."""

from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .checker import CheckOptions, check_urls
from .enums import (
    FAILURES_UNTIL_BROKEN,
    INCONCLUSIVE_OUTCOMES,
    CheckOutcome,
    CheckStatus,
)
from .models import LinkCheck, UsefulSite

# When as many sites as this are all silent, the fault is on our side.
ENOUGH_TO_JUDGE = 5
SILENCE = {
    CheckOutcome.NAME_NOT_FOUND,
    CheckOutcome.CONNECTION_FAILED,
    CheckOutcome.TIMEOUT,
}


class NoWayOutError(Exception):
    """The server itself has no connection: what was found says nothing of the sites."""


@dataclass
class CheckSummary:
    """What a run of the check came to."""

    checked: list = field(default_factory=list)
    broke: list = field(default_factory=list)
    mended: list = field(default_factory=list)

    def count(self, status):
        """How many of the checked sites have ``status`` now."""
        return sum(site.check_status == status for site in self.checked)


def default_options():
    """How this site asks: its User-Agent names it, so that others know who comes."""
    agent = f"MethodHub-LinkCheck/1.0 (+{settings.WAGTAILADMIN_BASE_URL})"
    return CheckOptions(user_agent=agent.encode("ascii", "ignore").decode("ascii"))


def status_after(outcome, failures_in_row):
    """What is known of a site after a check with ``outcome``."""
    if outcome == CheckOutcome.OK:
        return CheckStatus.WORKS
    if failures_in_row >= FAILURES_UNTIL_BROKEN:
        return CheckStatus.BROKEN
    return CheckStatus.DOUBTFUL


@transaction.atomic
def record(site, finding, checked_at):
    """Keep ``finding`` in the register and on ``site``, published or not.

    Returns the status before. Fields are set by an update: a check is no version of the
    site, and must not wake anybody who listens for changes.
    """
    LinkCheck.objects.create(
        site=site,
        checked_at=checked_at,
        url=site.url,
        final_url=finding.final_url[:2000],
        status_code=finding.status_code,
        outcome=finding.outcome,
        message=finding.message[:300],
    )
    before = site.check_status
    failed = finding.outcome not in {CheckOutcome.OK, *INCONCLUSIVE_OUTCOMES}
    site.failures_in_row = site.failures_in_row + 1 if failed else 0
    site.check_status = status_after(finding.outcome, site.failures_in_row)
    site.last_checked_at = checked_at
    site.last_status_code = finding.status_code
    UsefulSite.objects.filter(pk=site.pk).update(
        **{name: getattr(site, name) for name in UsefulSite.server_managed_fields}
    )
    return before


def find(sites, options=None):
    """Ask the addresses of ``sites``; no database is touched while the network answers.

    Raises ``NoWayOutError`` when it is not the sites that are silent.
    """
    findings = check_urls([site.url for site in sites], options or default_options())
    outcomes = [finding.outcome for finding in findings.values()]
    if len(outcomes) >= ENOUGH_TO_JUDGE and SILENCE.issuperset(outcomes):
        raise NoWayOutError(
            _("No site answered at all: this server seems to have no way into the internet.")
        )
    return findings


def record_all(sites, findings):
    """Keep ``findings`` (by address) for ``sites``; returns a ``CheckSummary``."""
    now = timezone.now()
    summary = CheckSummary()
    for site in sites:
        before = record(site, findings[site.url], now)
        summary.checked.append(site)
        if site.is_broken and before != CheckStatus.BROKEN:
            summary.broke.append(site)
        if before == CheckStatus.BROKEN and not site.is_broken:
            summary.mended.append(site)
    return summary


def check_sites(sites, options=None):
    """Ask, then keep what was found."""
    sites = list(sites)
    return record_all(sites, find(sites, options))


def quick_options():
    """For an editor who waits for the page: less patience with slow sites."""
    return replace(default_options(), hosts_at_once=20, delay=0.3, total_timeout=8.0)


def forget_before(moment):
    """Drop old rows of the register; returns how many."""
    return LinkCheck.objects.filter(checked_at__lt=moment).delete()[0]
