"""Which announcements readers see, of which hub, for whom, in what order."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from demo.factories.sections import AnnouncementPageFactory
from demo.factories.subjects import HubPageFactory
from sections.announcements.models import AnnouncementIndexPage, AnnouncementPage

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def visible():
    return set(AnnouncementPage.objects.visible())


def test_a_draft_is_hidden():
    shown = AnnouncementPageFactory()
    AnnouncementPageFactory(live=False)
    assert visible() == {shown}


def test_what_is_over_is_hidden_before_any_command_runs():
    shown = AnnouncementPageFactory(expire_at=timezone.now() + HOUR)
    AnnouncementPageFactory(expire_at=timezone.now() - HOUR)
    assert visible() == {shown}


def test_what_begins_later_is_hidden():
    shown = AnnouncementPageFactory(go_live_at=timezone.now() - HOUR)
    AnnouncementPageFactory(go_live_at=timezone.now() + HOUR)
    assert visible() == {shown}


def test_an_unpublished_hub_hides_its_announcements():
    hub = HubPageFactory()
    AnnouncementPageFactory(hub=hub)
    hub.unpublish()
    assert visible() == set()


def test_an_unpublished_list_hides_its_announcements():
    page = AnnouncementPageFactory()
    AnnouncementIndexPage.objects.get().unpublish()
    page.refresh_from_db()
    assert page.live
    assert visible() == set()


def test_a_password_on_the_hub_hides_its_announcements():
    hub, open_hub = HubPageFactory(), HubPageFactory()
    AnnouncementPageFactory(hub=hub)
    shown = AnnouncementPageFactory(hub=open_hub)
    PageViewRestriction.objects.create(
        page=hub, restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )
    assert visible() == {shown}


def test_a_hub_shows_what_its_child_hubs_announce():
    hub = HubPageFactory()
    child = HubPageFactory(parent=hub)
    own, below = AnnouncementPageFactory(hub=hub), AnnouncementPageFactory(hub=child)
    AnnouncementPageFactory(hub=HubPageFactory())
    AnnouncementPageFactory()
    assert set(AnnouncementPage.objects.in_hub(hub)) == {own, below}
    assert set(AnnouncementPage.objects.in_hub(child)) == {below}


def test_an_audience_reads_what_is_for_everyone_too():
    parents = AnnouncementPageFactory(audience="parents")
    everyone = AnnouncementPageFactory(audience="all")
    AnnouncementPageFactory(audience="teachers")
    assert set(AnnouncementPage.objects.for_audience("parents")) == {parents, everyone}
    assert set(AnnouncementPage.objects.for_audience("all")) == {everyone}


def test_pinned_first_then_the_newest():
    now = timezone.now()
    today = timezone.localdate()
    old = AnnouncementPageFactory(first_published_at=now - 9 * DAY)
    new = AnnouncementPageFactory(first_published_at=now - DAY)
    pinned = AnnouncementPageFactory(first_published_at=now - 20 * DAY, pinned_until=today)
    unpinned = AnnouncementPageFactory(first_published_at=now - 5 * DAY, pinned_until=today - DAY)
    appeared = AnnouncementPageFactory(first_published_at=now - 30 * DAY, go_live_at=now - 2 * DAY)
    found = list(AnnouncementPage.objects.newest_first())
    assert found == [pinned, new, appeared, unpinned, old]


def test_what_is_important_is_urgent_for_a_month():
    now = timezone.now()
    stale = AnnouncementPageFactory(is_important=True, first_published_at=now - 40 * DAY)
    urgent = AnnouncementPageFactory(is_important=True, first_published_at=now - 9 * DAY)
    new = AnnouncementPageFactory(first_published_at=now - DAY)
    assert list(AnnouncementPage.objects.urgent_first()) == [urgent, new, stale]


def test_a_list_knows_the_hubs_without_a_query_each(django_assert_num_queries):
    hub = HubPageFactory(title="Химия", colour="magenta")
    AnnouncementPageFactory(hub=hub)
    AnnouncementPageFactory()
    with django_assert_num_queries(1):
        places = {page.place_label for page in AnnouncementPage.objects.for_list()}
    assert places == {"Химия", None}


def test_every_hub_has_one_list():
    hub = HubPageFactory()
    hub.title = "Другое название"
    hub.save()
    index_page = AnnouncementIndexPage.objects.child_of(hub).get()
    assert index_page.url == f"{hub.url}announcements/"
    assert index_page.title == "Объявления"
