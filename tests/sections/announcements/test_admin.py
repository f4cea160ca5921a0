"""Announcements in the admin: a hub's moderator writes in her hub, and only there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from demo.factories.sections import AnnouncementPageFactory, get_announcement_index
from demo.factories.subjects import HubPageFactory, moderator_of
from sections.announcements.models import AnnouncementPage

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def hub():
    return HubPageFactory(title="Химия")


@pytest.fixture
def moderator_client(client, hub):
    client.force_login(moderator_of(hub))
    return client


def form_data(**fields):
    return nested_form_data(
        {
            "title": "Опыты",
            "slug": "experiments",
            "lead": "",
            "audience": "pupils",
            "pinned_until": "",
            "body": streamfield([]),
            "attachments": inline_formset([]),
            "comments": inline_formset([]),
            "comment_policy": "by_type",
            "go_live_at": "",
            "expire_at": "",
            "action-publish": "yes",
            **fields,
        }
    )


def add_url(index_page):
    return reverse(
        "wagtailadmin_pages:add", args=["announcements", "announcementpage", index_page.pk]
    )


def local(moment):
    return timezone.localtime(moment).strftime("%d.%m.%Y %H:%M")


def test_a_moderator_publishes_in_her_hub(moderator_client, hub):
    index_page = get_announcement_index(hub)
    assert moderator_client.get(add_url(index_page)).status_code == 200
    response = moderator_client.post(add_url(index_page), form_data())
    assert response.status_code == 302
    page = AnnouncementPage.objects.visible().get()
    assert page.hub == hub
    assert moderator_client.get(page.url).status_code == 200


@pytest.mark.parametrize("place", ["other", "site"])
def test_a_moderator_cannot_publish_elsewhere(moderator_client, place):
    index_page = get_announcement_index(HubPageFactory() if place == "other" else None)
    assert moderator_client.get(add_url(index_page)).status_code in {302, 403}
    moderator_client.post(add_url(index_page), form_data())
    assert not AnnouncementPage.objects.exists()


def test_nothing_new_is_announced_in_an_archive(moderator_client, hub):
    index_page = get_announcement_index(hub)
    page = AnnouncementPageFactory(hub=hub)
    hub.wound_up_on = timezone.localdate()
    hub.save()
    moderator_client.post(add_url(index_page), form_data())
    assert AnnouncementPage.objects.get() == page
    assert client_is_refused(moderator_client, "wagtailadmin_pages:edit", page)


def client_is_refused(client, name, page):
    return client.get(reverse(name, args=[page.pk])).status_code in {302, 403}


@pytest.mark.parametrize("action", ["delete", "unpublish", "move"])
def test_the_list_of_a_hub_stays_where_the_site_made_it(moderator_client, hub, action):
    index_page = get_announcement_index(hub)
    assert client_is_refused(moderator_client, f"wagtailadmin_pages:{action}", index_page)
    AnnouncementPageFactory(hub=hub)
    moderator_client.post(reverse(f"wagtailadmin_pages:{action}", args=[index_page.pk]))
    index_page.refresh_from_db()
    assert index_page.live


def test_the_list_of_a_hub_keeps_its_address(moderator_client, hub):
    index_page = get_announcement_index(hub)
    url = reverse("wagtailadmin_pages:edit", args=[index_page.pk])
    response = moderator_client.post(
        url,
        nested_form_data(
            {
                "title": "Объявления",
                "slug": "news",
                "lead": "",
                "comments": inline_formset([]),
                "action-publish": "yes",
            }
        ),
    )
    assert "ведёт вкладка хаба" in response.content.decode().replace("\u00a0", " ")
    index_page.refresh_from_db()
    assert index_page.slug == "announcements"


def test_dates_the_wrong_way_round_are_explained_at_the_field(moderator_client, hub):
    now = timezone.now()
    response = moderator_client.post(
        add_url(get_announcement_index(hub)),
        form_data(
            title="Не теряйте мой текст",
            expire_at=local(now + 2 * DAY),
            pinned_until=(now + 5 * DAY).strftime("%d.%m.%Y"),
        ),
    )
    assert response.status_code == 200
    text = response.content.decode()
    assert "Выберите день пораньше" in text
    assert "Не теряйте мой текст" in text


def test_what_appears_after_it_goes_away(moderator_client, hub):
    now = timezone.now()
    response = moderator_client.post(
        add_url(get_announcement_index(hub)),
        form_data(go_live_at=local(now + 5 * DAY), expire_at=local(now + 2 * DAY)),
    )
    assert response.status_code == 200
    form = response.context["form"]
    assert {"go_live_at", "expire_at"} <= set(form.errors)


def test_what_is_pinned_until_before_it_appears(moderator_client, hub):
    now = timezone.now()
    response = moderator_client.post(
        add_url(get_announcement_index(hub)),
        form_data(go_live_at=local(now + 5 * DAY), pinned_until=(now + DAY).strftime("%d.%m.%Y")),
    )
    assert "Выберите день попозже" in response.content.decode()


def test_a_title_of_three_hundred_characters(moderator_client, hub):
    response = moderator_client.post(
        add_url(get_announcement_index(hub)), form_data(title="Ж" * 300)
    )
    assert response.status_code == 200
    assert "title" in response.context["form"].errors
    assert "Ж" * 300 in response.content.decode()


def test_the_flat_list_shows_what_the_moderator_may_see(moderator_client, hub):
    AnnouncementPageFactory(hub=hub, title="Наше объявление")
    AnnouncementPageFactory(title="Чужое объявление")
    response = moderator_client.get(reverse("announcement_listing:index"))
    text = response.content.decode()
    assert "Наше объявление" in text
    assert "Чужое объявление" not in text


def test_the_forms_open_and_preview(moderator_client, hub):
    page = AnnouncementPageFactory(hub=hub)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert moderator_client.get(url).status_code == 200
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert moderator_client.post(url, form_data()).json()["is_valid"]
    assert "Опыты" in moderator_client.get(url).content.decode()
    url = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["announcements", "announcementpage", get_announcement_index(hub).pk],
    )
    assert moderator_client.post(url, form_data()).json()["is_valid"]
    assert "Опыты" in moderator_client.get(url).content.decode()
