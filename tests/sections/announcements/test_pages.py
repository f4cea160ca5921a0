"""The list of announcements, of the site and of a hub, and the page of one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from demo.factories.sections import (
    AnnouncementAttachmentFactory,
    AnnouncementPageFactory,
    get_announcement_index,
)
from demo.factories.subjects import HubPageFactory
from sections.announcements.models import AnnouncementPage
from tests.sections.trees import add_pages
from tests.sections.visits import count_queries, get_text

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def index_page():
    return get_announcement_index()


def test_the_list_of_the_site_shows_all_hubs(client, index_page):
    AnnouncementPageFactory(title="Собрание")
    AnnouncementPageFactory(title="Опыты", hub=HubPageFactory(title="Химия"))
    text = get_text(client, index_page.url)
    assert "Собрание" in text
    assert "Опыты" in text
    assert "Химия" in text


def test_the_list_of_a_hub_stands_under_its_tabs(client):
    hub = HubPageFactory(title="Химия")
    AnnouncementPageFactory(title="Опыты", hub=hub)
    AnnouncementPageFactory(title="Собрание")
    text = get_text(client, f"{hub.url}announcements/")
    assert "Опыты" in text
    assert "Собрание" not in text
    assert text.count("<h1") == 1
    assert 'class="tab"' in text


def test_months_and_pins_group_the_list(client, index_page):
    now = timezone.make_aware(timezone.datetime(2026, 11, 20, 12))
    AnnouncementPageFactory(first_published_at=now)
    AnnouncementPageFactory(first_published_at=now - 40 * DAY)
    AnnouncementPageFactory(pinned_until=timezone.localdate())
    text = get_text(client, index_page.url)
    assert text.index("Закреплено") < text.index("Ноябрь 2026") < text.index("Октябрь 2026")


def test_filters_by_audience_and_hub(client, index_page):
    hub = HubPageFactory(slug="chemistry")
    AnnouncementPageFactory(title="Собрание", audience="parents")
    AnnouncementPageFactory(title="Семинар", audience="teachers", hub=hub)
    text = get_text(client, f"{index_page.url}?audience=parents")
    assert "Собрание" in text
    assert "Семинар" not in text
    text = get_text(client, f"{index_page.url}?hub=chemistry")
    assert "Семинар" in text
    assert "Собрание" not in text
    assert "noindex" in text


@pytest.mark.parametrize("query", ["audience=cats", "hub=none", "hub=%00", "audience=&hub=", "x=1"])
def test_wrong_filters_show_the_list(client, index_page, query):
    AnnouncementPageFactory(title="Собрание")
    assert "Собрание" in get_text(client, f"{index_page.url}?{query}")


def test_two_hubs_with_one_slug_do_not_break_the_filter(client, index_page):
    hub = HubPageFactory(slug="twin")
    HubPageFactory(slug="twin", parent=HubPageFactory())
    AnnouncementPageFactory(title="Собрание", hub=hub)
    assert "Собрание" in get_text(client, f"{index_page.url}?hub=twin")


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "1.5", "%D9%A1x"])
def test_pages_that_are_none_are_404(client, index_page, number):
    AnnouncementPageFactory()
    assert client.get(f"{index_page.url}?page={number}").status_code == 404


def test_twenty_a_page_and_filters_are_kept(client, index_page):
    for _number in range(21):
        AnnouncementPageFactory(audience="parents")
    response = client.get(f"{index_page.url}?audience=parents")
    assert len(response.context["page_obj"].object_list) == 20
    assert "?audience=parents&amp;page=2" in response.content.decode()
    response = client.get(f"{index_page.url}?audience=parents&page=2")
    assert len(response.context["page_obj"].object_list) == 1


def test_an_empty_list_says_so(client, index_page):
    assert "Объявлений сейчас нет" in get_text(client, index_page.url)
    assert "Ничего не нашлось" in get_text(client, f"{index_page.url}?audience=parents")


def test_the_list_of_an_unpublished_hub_is_hidden(client):
    hub = HubPageFactory()
    page = AnnouncementPageFactory(hub=hub)
    hub.unpublish()
    assert client.get(f"{hub.url_path}announcements/").status_code == 404
    assert client.get(page.url).status_code == 404


# -- One announcement ------------------------------------------------------------------------


def test_the_page_of_an_announcement(client):
    hub = HubPageFactory(title="Химия")
    page = AnnouncementPageFactory(
        hub=hub, title="Опыты", lead="В среду в лицее.", audience="pupils", is_important=True
    )
    AnnouncementAttachmentFactory(page=page, title="Правила безопасности")
    text = get_text(client, page.url)
    assert text.count("<h1") == 1
    for words in [
        "Опыты",
        "В среду в лицее",
        "Ученикам",
        "Химия",
        "Правила безопасности",
    ]:
        assert words in text


def test_what_is_over_is_gone_with_a_way_on(client, index_page):
    page = AnnouncementPageFactory(title="Собрание", expire_at=timezone.now() - HOUR)
    response = client.get(page.url)
    assert response.status_code == 410
    assert index_page.url in response.content.decode()


def test_it_stays_gone_after_the_command_has_unpublished_it(client):
    page = AnnouncementPageFactory(expire_at=timezone.now() - HOUR)
    page.unpublish(set_expired=True)
    response = client.get(page.url)
    assert response.status_code == 410
    assert "announcements/announcement_gone.html" in [each.name for each in response.templates]


def test_what_begins_later_and_a_draft_are_not_there(client):
    early = AnnouncementPageFactory(go_live_at=timezone.now() + HOUR)
    draft = AnnouncementPageFactory(live=False, first_published_at=None)
    assert client.get(early.url).status_code == 404
    assert client.get(draft.url).status_code == 404


def test_a_scheduled_announcement_appears_by_the_command(client):
    from django.core.management import call_command

    page = AnnouncementPageFactory(live=False, first_published_at=None)
    page.go_live_at = timezone.now() + HOUR
    revision = page.save_revision()
    revision.publish()
    assert client.get(page.url).status_code == 404
    now = timezone.now() - HOUR
    revision.refresh_from_db()
    revision.content["go_live_at"] = now.isoformat()
    revision.approved_go_live_at = now
    revision.save()
    call_command("publish_scheduled")
    assert client.get(page.url).status_code == 200
    assert AnnouncementPage.objects.visible().get() == page


# -- As many queries for a thousand as for ten ---------------------------------------------


@pytest.mark.parametrize(("is_hub", "most"), [(False, 15), (True, 20)])
def test_queries_do_not_depend_on_how_much_there_is(client, is_hub, most, index_page):
    parent = get_announcement_index(HubPageFactory()) if is_hub else index_page
    add_pages(AnnouncementPage, parent, 10)
    few = count_queries(client, parent.url)
    add_pages(AnnouncementPage, parent, 990)
    assert few <= most
    assert count_queries(client, parent.url) == few


def test_queries_of_one_announcement(client, index_page):
    page = AnnouncementPageFactory()
    AnnouncementAttachmentFactory(page=page)
    few = count_queries(client, page.url)
    AnnouncementAttachmentFactory.create_batch(5, page=page)
    add_pages(AnnouncementPage, index_page, 50)
    assert few <= 15
    assert count_queries(client, page.url) == few
