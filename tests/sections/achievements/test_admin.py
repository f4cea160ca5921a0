"""Achievements in the admin."""

import pytest
from django.urls import reverse

from demo.factories.sections import AchievementFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from sections.achievements.models import Achievement

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


@pytest.fixture
def hub():
    return HubPageFactory(title="Физика")


@pytest.fixture
def moderator_client(client, hub):
    client.force_login(moderator_of(hub))
    return client


def admin_url(name, *args):
    return reverse(Achievement.snippet_viewset.get_url_name(name), args=args)


def form_data(**fields):
    return {
        "who": "Сборная района",
        "what": "Турнир юных физиков",
        "level": "region",
        "place": "second",
        "date": "2026-03-14",
        "scan": "",
        "action-publish": "yes",
        **fields,
    }


def test_a_moderator_adds_an_achievement_of_her_hub(moderator_client, hub):
    assert moderator_client.get(admin_url("add")).status_code == 200
    assert moderator_client.post(admin_url("add"), form_data(hub=hub.pk)).status_code == 302
    assert Achievement.objects.published().get().hub == hub


@pytest.mark.parametrize("place", ["other", "nowhere"])
def test_she_cannot_add_one_elsewhere(moderator_client, place):
    pk = HubPageFactory().pk if place == "other" else ""
    response = moderator_client.post(admin_url("add"), form_data(hub=pk))
    assert response.status_code == 200
    assert not Achievement.objects.exists()


def test_nothing_is_added_to_an_archive(moderator_client, hub):
    hub.wound_up_on = "2026-06-01"
    hub.save()
    moderator_client.post(admin_url("add"), form_data(hub=hub.pk))
    assert not Achievement.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"date": "2099-01-01"}, "date", "ещё не наступила"),
        ({"date": "вчера"}, "date", "дату"),
        ({"date": ""}, "date", "заполнить"),
        ({"who": "Ж" * 300}, "who", "200"),
        ({"level": "galaxy"}, "level", "galaxy"),
    ],
)
def test_wrong_input_is_explained_at_its_field(moderator_client, hub, fields, field, words):
    data = form_data(**{"hub": hub.pk, "what": "Не теряйте мой текст", **fields})
    response = moderator_client.post(admin_url("add"), data)
    assert response.status_code == 200
    form = response.context["form"]
    assert set(form.errors) == {field}
    assert words in str(form.errors[field]).replace("\u00a0", " ")
    assert "Не теряйте мой текст" in response.content.decode()


@pytest.mark.indexed
def test_the_listing_its_search_filters_and_export(moderator_client, hub):
    AchievementFactory(hub=hub, who="Наша команда")
    AchievementFactory(hub=hub, who="Школьный хор", level="country")
    AchievementFactory(who="Чужая команда")
    text = moderator_client.get(admin_url("list")).content.decode()
    assert "Наша команда" in text
    assert "Чужая команда" not in text
    text = moderator_client.get(admin_url("list"), {"q": "хор"}).content.decode()
    assert "Школьный хор" in text
    assert "Наша команда" not in text
    text = moderator_client.get(admin_url("list"), {"level": "country"}).content.decode()
    assert "Наша команда" not in text
    response = moderator_client.get(admin_url("list"), {"export": "csv"})
    rows = b"".join(response.streaming_content).decode()
    assert "Наша команда" in rows
    assert "Чужая команда" not in rows


@pytest.mark.parametrize("name", ["edit", "delete", "history", "inspect", "usage", "copy"])
def test_her_own_is_open_and_a_foreign_one_is_closed(moderator_client, hub, name):
    own, foreign = AchievementFactory(hub=hub), AchievementFactory()
    assert moderator_client.get(admin_url(name, own.pk)).status_code == 200
    assert moderator_client.get(admin_url(name, foreign.pk)).status_code in {302, 403}


def test_the_preview_even_of_an_unfinished_draft(moderator_client, hub):
    achievement = AchievementFactory(hub=hub)
    url = admin_url("preview_on_edit", achievement.pk)
    assert moderator_client.post(url, form_data(hub=hub.pk)).json()["is_valid"]
    assert "Турнир юных физиков" in moderator_client.get(url).content.decode()


def test_an_editor_adds_one_of_the_whole_site(client):
    client.force_login(site_editor())
    assert client.post(admin_url("add"), form_data(hub="")).status_code == 302
    assert Achievement.objects.get().hub is None
