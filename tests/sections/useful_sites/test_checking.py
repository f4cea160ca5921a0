"""What is kept of a check, and who is told."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from demo.factories.members import UserFactory
from demo.factories.sections import LinkCheckFactory, UsefulSiteFactory
from demo.factories.subjects import HubPageFactory, moderator_of
from sections.useful_sites import checking
from sections.useful_sites.checker import Finding
from sections.useful_sites.checking import record, record_all
from sections.useful_sites.enums import CheckOutcome, CheckStatus
from sections.useful_sites.models import LinkCheck, UsefulSite
from sections.useful_sites.reports import BrokenLinksPanel, mail_summary

pytestmark = pytest.mark.django_db

WORKS = Finding(CheckOutcome.OK, 200, "https://example.org/")
FAILS = Finding(CheckOutcome.NOT_FOUND, 404)
CLOSED = Finding(CheckOutcome.CLOSED, 403)


@pytest.fixture
def site():
    return UsefulSiteFactory()


def check(site, *findings):
    for finding in findings:
        record(site, finding, timezone.now())
    return UsefulSite.objects.get(pk=site.pk)


def test_a_check_is_kept_with_its_code_and_date(site):
    before = timezone.now()
    site = check(site, WORKS)
    kept = LinkCheck.objects.get()
    assert (kept.site, kept.url, kept.status_code) == (site, site.url, 200)
    assert kept.checked_at >= before
    assert site.last_status_code == 200
    assert site.last_checked_at == kept.checked_at
    assert site.check_status == CheckStatus.WORKS


def test_one_failure_is_no_verdict(site):
    site = check(site, WORKS, FAILS)
    assert site.check_status == CheckStatus.DOUBTFUL
    assert not site.is_broken


def test_two_failures_in_a_row_are(site):
    assert check(site, FAILS, FAILS).is_broken


def test_an_answer_between_two_failures_breaks_the_row(site):
    assert not check(site, FAILS, WORKS, FAILS).is_broken


def test_a_broken_site_that_answers_works_again(site):
    site = check(site, FAILS, FAILS, WORKS)
    assert site.check_status == CheckStatus.WORKS
    assert site.failures_in_row == 0


def test_a_site_closed_to_robots_is_never_called_broken(site):
    site = check(site, CLOSED, CLOSED, CLOSED)
    assert site.check_status == CheckStatus.DOUBTFUL


def test_publishing_an_old_version_does_not_bring_back_an_old_verdict(site):
    revision = site.save_revision()
    check(site, FAILS, FAILS)
    revision.publish()
    assert UsefulSite.objects.get(pk=site.pk).is_broken


def test_a_summary_names_what_broke_and_what_mended():
    breaking = UsefulSiteFactory(failures_in_row=1, check_status=CheckStatus.DOUBTFUL)
    mending = UsefulSiteFactory(failures_in_row=3, check_status=CheckStatus.BROKEN)
    still = UsefulSiteFactory(failures_in_row=3, check_status=CheckStatus.BROKEN)
    findings = {breaking.url: FAILS, mending.url: WORKS, still.url: FAILS}
    summary = record_all([breaking, mending, still], findings)
    assert (summary.broke, summary.mended) == ([breaking], [mending])
    assert summary.count(CheckStatus.BROKEN) == 2


# -- Telling editors -------------------------------------------------------------------------


def test_letters_go_to_those_who_can_mend_it():
    hub = HubPageFactory(title="Химия")
    moderator = moderator_of(hub)
    moderator_of(HubPageFactory())
    moderator_of(hub, email=None)
    UserFactory()
    site = UsefulSiteFactory(hub=hub, title="Опыты", failures_in_row=1)
    assert mail_summary(record_all([site], {site.url: FAILS})) == 1
    letter = mail.outbox[0]
    assert letter.to == [moderator.email]
    assert letter.subject == "1 полезный сайт не\u00a0отвечает"
    assert "Опыты (Химия)" in letter.body
    assert site.url in letter.body
    assert "/admin/" in letter.body


def test_no_letter_without_news():
    hub = HubPageFactory()
    moderator_of(hub)
    site = UsefulSiteFactory(hub=hub, failures_in_row=5, check_status=CheckStatus.BROKEN)
    assert mail_summary(record_all([site], {site.url: FAILS})) == 0
    assert mail.outbox == []


def test_the_first_page_of_the_admin_lists_broken_links(rf):
    hub = HubPageFactory()
    broken = UsefulSiteFactory(hub=hub, check_status=CheckStatus.BROKEN)
    UsefulSiteFactory(hub=hub, check_status=CheckStatus.DOUBTFUL)
    UsefulSiteFactory(check_status=CheckStatus.BROKEN)
    request = rf.get("/")
    request.user = moderator_of(hub)
    panel = BrokenLinksPanel(request)
    assert [row.title for row in panel.get_rows()] == [broken.title]
    assert "check_status=broken" in panel.get_more_url()


# -- The command -----------------------------------------------------------------------------


@pytest.fixture
def network(monkeypatch):
    """Answers for all addresses; remembers what was asked."""

    class Network:
        answer = WORKS
        asked = []

        def __call__(self, urls, options):
            self.asked = list(urls)
            return dict.fromkeys(self.asked, self.answer)

    network = Network()
    monkeypatch.setattr(checking, "check_urls", network)
    return network


def run(**options):
    out = StringIO()
    call_command("check_links", stdout=out, **options)
    return out.getvalue()


def test_the_command_checks_published_sites_that_are_due(network):
    now = timezone.now()
    old = UsefulSiteFactory(last_checked_at=now - timedelta(days=2))
    never = UsefulSiteFactory()
    UsefulSiteFactory(last_checked_at=now - timedelta(hours=1))
    UsefulSiteFactory(live=False)
    assert "Проверено: 2, работают: 2" in run()
    assert network.asked == [never.url, old.url]


def test_without_a_way_out_nothing_is_held_against_the_sites(network):
    """A night without the internet must not mark the whole register."""
    network.answer = Finding(CheckOutcome.NAME_NOT_FOUND)
    UsefulSiteFactory.create_batch(5)
    with pytest.raises(CommandError, match="нет выхода"):
        run()
    assert not LinkCheck.objects.exists()


def test_the_limit_takes_the_longest_unchecked(network):
    old = UsefulSiteFactory(last_checked_at=timezone.now() - timedelta(days=9))
    UsefulSiteFactory(last_checked_at=timezone.now() - timedelta(days=3))
    run(limit=1)
    assert network.asked == [old.url]


def test_the_command_writes_letters_only_when_asked(network):
    hub = HubPageFactory()
    moderator_of(hub)
    UsefulSiteFactory(hub=hub, failures_in_row=1)
    network.answer = FAILS
    assert "Отправлено писем" not in run()
    UsefulSiteFactory(hub=hub, failures_in_row=1)
    assert "Отправлено писем: 1" in run(mail=True)


def test_old_checks_are_forgotten(network):
    old = LinkCheckFactory(checked_at=timezone.now() - timedelta(days=400))
    run()
    assert not LinkCheck.objects.filter(pk=old.pk).exists()


@pytest.mark.parametrize("options", [{"limit": 0}, {"older_than": -1}, {"keep_days": 0}])
def test_senseless_options_are_refused(network, options):
    with pytest.raises(CommandError):
        run(**options)


def test_the_agent_names_the_site(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://учителя.example"
    agent = checking.default_options().user_agent
    assert agent.startswith("MethodHub-LinkCheck/1.0")
    assert agent.isascii()
