"""The list of chats, and the pages on which a session is announced, changed and ended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.discussions.enums import ChatState
from community.discussions.models import ChatSession
from community.members.actions import memberships
from demo.factories.chats import ChatFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = pytest.mark.django_db

LIST = "/chat/"
NEW = "/chat/new/"


@pytest.fixture
def hub():
    return HubPageFactory(title="Физика")


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


def member_of(hub, **kwargs):
    user = UserFactory(**kwargs)
    memberships.add(user, hub, None)
    return user


def page_of(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def filled_in(**values):
    day = timezone.localdate() + timedelta(days=3)
    usual = {"title": "Олимпиада", "date": day.isoformat(), "begins": "15:00", "ends": "16:30"}
    return usual | values


def address(name, session):
    return reverse(f"discussions:{name}", args=[session.discussion_id])


# -- The list --------------------------------------------------------------------------------


def test_list_has_each_chat_in_its_place(client, hub, django_assert_max_num_queries):
    for minutes, title in [(-10, "Идущий"), (60, "Будущий"), (-600, "Прошлый")]:
        ChatFactory(hub=hub, begins_in=minutes, title=title)
    ChatFactory(hub=hub, begins_in=-600, title="Отменённый", is_cancelled=True)
    ChatFactory(title="Чужой")
    page = page_of(client, LIST)
    places = [
        page.index(words)
        for words in [">Сейчас<", "Идущий", ">Предстоящие<", "Будущий", ">Прошедшие<", "Прошлый"]
    ]
    assert places == sorted(places)
    assert "Отменённый" not in page
    assert "Чужой" in page
    assert "Назначить" not in page
    page = page_of(client, f"{LIST}?hub={hub.pk}")
    assert "Будущий" in page
    assert "Чужой" not in page
    for wrong in ["?hub=x", "?hub=0", "?hub=" + "9" * 30, "?page=2", "?page=x"]:
        page_of(client, LIST + wrong, 404)


@pytest.mark.parametrize("count", [1, 15])
def test_list_costs_the_same(client, django_assert_max_num_queries, hub, count):
    leader = member_of(hub)
    for number in range(count):
        for minutes in [-10, 60, -600]:
            ChatFactory(hub=HubPageFactory(), leader=leader, begins_in=minutes + number)
    client.get(LIST)
    with django_assert_max_num_queries(12):
        client.get(LIST)


def test_hub_names_its_next_chats(client, hub, moderator):
    page = page_of(client, hub.url)
    assert "Чаты" not in page
    ChatFactory(hub=hub, begins_in=60, title="Скоро")
    ChatFactory(hub=hub, begins_in=-600, title="Прошлый")
    page = page_of(client, hub.url)
    assert "Скоро" in page
    assert "Прошлый" not in page
    assert NEW not in page
    client.force_login(moderator)
    assert f"{NEW}?hub={hub.pk}" in page_of(client, hub.url)


# -- Announcing ------------------------------------------------------------------------------


def test_who_may_announce(client, hub, moderator):
    url = f"{NEW}?hub={hub.pk}"
    assert client.get(url).status_code == 302
    for user, status in [
        (UserFactory(), 403),
        (member_of(hub), 403),
        (moderator_of(HubPageFactory()), 403),
        (moderator, 200),
        (site_editor(), 200),
    ]:
        client.force_login(user)
        assert client.get(url).status_code == status
        if status == 403:
            assert client.post(url, filled_in()).status_code == 403
            assert client.get(NEW).status_code in {302, 403}
    assert not ChatSession.objects.exists()


def test_hub_is_chosen_first(client, hub, moderator):
    client.force_login(moderator)
    response = client.get(NEW)
    assert response["Location"] == f"{NEW}?hub={hub.pk}"
    client.force_login(moderator_of(hub, HubPageFactory(title="Химия")))
    page = page_of(client, NEW)
    assert "Физика" in page
    assert "Химия" in page


def test_moderator_announces_on_the_site(client, hub, moderator):
    client.force_login(moderator)
    leader = member_of(hub)
    values = filled_in(leader=leader.pk, description="Обсудим задания")
    response = client.post(f"{NEW}?hub={hub.pk}", values)
    session = ChatSession.objects.get()
    assert response["Location"] == session.discussion.get_absolute_url()
    begins = timezone.localtime(session.starts_at)
    assert (begins.date().isoformat(), f"{begins:%H:%M}") == (values["date"], "15:00")
    assert session.ends_at - session.starts_at == timedelta(minutes=90)
    assert session.leader == leader


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": " "}, "о чём чат"),
        ({"title": "я" * 201}, "200"),
        ({"date": ""}, "Выберите день"),
        ({"date": "вчера"}, "Это не дата"),
        ({"date": "2020-01-01"}, "уже прошло"),
        ({"date": "9999-12-31"}, "за год"),
        ({"begins": "25:00"}, "Это не время"),
        ({"ends": "14:00"}, "Окончание должно быть позже начала"),
        ({"begins": "00:00", "ends": "23:00"}, "12 часов"),
        ({"leader": "0"}, "участник хаба"),
        ({"description": "я" * 2001}, "2000"),
    ],
)
def test_faults_stand_at_their_fields(client, hub, moderator, wrong, words):
    client.force_login(moderator)
    page = client.post(f"{NEW}?hub={hub.pk}", filled_in(description="Важно") | wrong)
    assert page.status_code == 200
    content = page.content.decode()
    assert words in content
    assert 'aria-invalid="true"' in content
    assert "Важно" in content or "description" in wrong
    assert not ChatSession.objects.exists()


# -- Changing, cancelling, ending ------------------------------------------------------------


def test_form_comes_back_as_it_is(client, hub, moderator):
    client.force_login(moderator)
    session = ChatFactory(hub=hub, begins_in=60)
    page = page_of(client, address("edit_chat", session))
    begins = timezone.localtime(session.starts_at)
    assert f'value="{begins:%Y-%m-%d}"' in page
    assert f'value="{begins:%H:%M}"' in page
    ends = timezone.localtime(session.ends_at)
    values = {
        "title": "Иначе",
        "date": f"{begins:%Y-%m-%d}",
        "begins": f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}",
    }
    assert client.post(address("edit_chat", session), values).status_code == 302
    old = session.starts_at
    session.refresh_from_db()
    assert session.discussion.title == "Иначе"
    assert session.starts_at == old


@pytest.mark.parametrize(
    ("name", "begins_in", "state"),
    [("cancel_chat", 60, ChatState.CANCELLED), ("end_chat", -10, ChatState.OVER)],
)
def test_asks_once_and_does(client, hub, moderator, name, begins_in, state):
    session = ChatFactory(hub=hub, begins_in=begins_in)
    url = address(name, session)
    assert client.get(url).status_code == 302
    for user in [UserFactory(), member_of(hub)]:
        client.force_login(user)
        assert client.get(url).status_code == 403
        assert client.post(url).status_code == 403
    client.force_login(moderator)
    page_of(client, url)
    assert ChatSession.objects.get().state != state
    response = client.post(url, follow=True)
    assert response.status_code == 200
    assert ChatSession.objects.get().state == state
    assert client.post(url).status_code == 302


def test_leader_ends_and_changes_nothing_else(client, hub):
    leader = member_of(hub)
    session = ChatFactory(hub=hub, leader=leader)
    client.force_login(leader)
    page = page_of(client, session.discussion.get_absolute_url())
    assert address("end_chat", session) in page
    assert address("edit_chat", session) not in page
    assert client.get(address("edit_chat", session)).status_code == 403
    assert client.post(address("end_chat", session)).status_code == 302
    assert ChatSession.objects.get().state == ChatState.OVER


def test_what_came_too_late_says_so(client, hub, moderator):
    session = ChatFactory(hub=hub)
    client.force_login(moderator)
    response = client.post(address("cancel_chat", session), follow=True)
    assert "уже начался" in response.content.decode()
    over = ChatFactory(hub=hub, begins_in=-600)
    response = client.get(address("edit_chat", over), follow=True)
    assert "изменить его нельзя" in response.content.decode()


def test_calendar_file(client, hub):
    session = ChatFactory(hub=hub, begins_in=60, description="Обсудим\nзадания; и ответы, да")
    response = client.get(address("chat_calendar", session))
    assert response["Content-Type"].startswith("text/calendar")
    text = response.content.decode().replace("\r\n ", "")
    assert f"SUMMARY:{session.discussion.title}" in text
    assert f"DTSTART:{session.starts_at:%Y%m%dT%H%M%SZ}" in text
    assert r"Обсудим\nзадания\; и ответы\, да" in text
    assert session.discussion.get_absolute_url() in text
    ChatSession.objects.update(is_cancelled=True)
    assert b"STATUS:CANCELLED" in client.get(address("chat_calendar", session)).content


@pytest.mark.parametrize("name", ["remind_of_chat"])
def test_visitor_is_asked_to_sign_in(client, hub, name):
    session = ChatFactory(hub=hub, begins_in=60)
    response = client.post(address(name, session))
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]
    assert client.get(address(name, session)).status_code == 405
