"""What announcements show elsewhere: in hubs, on the home page, on other pages, in the admin."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from demo.factories.sections import AnnouncementPageFactory, get_announcement_index
from demo.factories.subjects import HubPageFactory, get_home, moderator_of
from sections.announcements.dashboard import ExpiringAnnouncementsPanel
from sections.announcements.home_sections import AnnouncementFeedSource, ImportantNow
from sections.announcements.sections import AnnouncementsHubSection
from tests.sections.visits import visit_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def section():
    return AnnouncementsHubSection()


def test_counts_for_many_hubs_in_one_query(section, django_assert_num_queries):
    hub, empty = HubPageFactory(), HubPageFactory()
    child = HubPageFactory(parent=hub)
    AnnouncementPageFactory(hub=hub)
    AnnouncementPageFactory(hub=child)
    AnnouncementPageFactory(hub=child, expire_at=timezone.now() - DAY)
    AnnouncementPageFactory()
    with django_assert_num_queries(1):
        counts = section.counts([hub, child, empty], AnonymousUser())
    assert counts == {hub.pk: 2, child.pk: 1, empty.pk: 0}


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 объявление"), (3, "3 объявления"), (11, "11 объявлений")]
)
def test_the_fact_on_a_cover(section, count, words):
    assert section.fact(count) == words


def test_a_part_of_the_overview(section, rf):
    hub = HubPageFactory()
    request = visit_of(rf)
    assert section.get_overview_context(hub, request) is None
    page = AnnouncementPageFactory(hub=hub)
    context = section.get_overview_context(hub, request)
    assert list(context["announcements"]) == [page]
    assert context["url"] == f"{hub.url}announcements/"


def test_the_overview_shows_it(client):
    hub = HubPageFactory()
    AnnouncementPageFactory(hub=hub, title="Опыты в среду")
    assert "Опыты в" in client.get(hub.url).content.decode()


def test_the_home_page_shows_what_must_not_be_missed(client, rf):
    home = get_home()
    assert ImportantNow().get_context(visit_of(rf), home) is None
    get_announcement_index()
    important = AnnouncementPageFactory(
        title="Собрание", is_important=True, first_published_at=timezone.now() - DAY
    )
    AnnouncementPageFactory.create_batch(5)
    context = ImportantNow().get_context(visit_of(rf), home)
    assert len(context["announcements"]) == 4
    assert context["announcements"][0] == important
    text = client.get("/").content.decode()
    assert "Важное сейчас" in text
    assert "Собрание" in text


def test_a_feed_on_a_page(rf):
    hub = HubPageFactory()
    page = AnnouncementPageFactory(hub=hub)
    AnnouncementPageFactory()
    source = AnnouncementFeedSource()
    assert source.get_items(visit_of(rf), hub, 5) == [page]
    assert len(source.get_items(visit_of(rf), None, 5)) == 2
    assert source.get_url(hub) == f"{hub.url}announcements/"
    assert source.get_url(None) == "/announcements/"
    assert source.accepts(hub)
    assert not source.accepts(page)


def test_the_admin_tells_what_goes_away_soon(rf):
    hub = HubPageFactory()
    soon = AnnouncementPageFactory(hub=hub, expire_at=timezone.now() + 2 * DAY)
    AnnouncementPageFactory(hub=hub, expire_at=timezone.now() + 20 * DAY)
    AnnouncementPageFactory(expire_at=timezone.now() + 2 * DAY)
    request = rf.get("/")
    request.user = moderator_of(hub)
    rows = ExpiringAnnouncementsPanel(request).get_rows()
    assert [row.title for row in rows] == [soon.title]
