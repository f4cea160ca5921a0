"""What people were told says nothing of what they may not read any more."""

import json

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import PageViewRestriction

from community.discussions.actions import chats, posts, reading, topics
from community.discussions.models import Board
from community.moderation.actions.complaints import complain
from community.moderation.actions.decisions import decide_on
from community.moderation.enums import Act, Rule
from community.notifications.models import Notice
from community.notifications.personal_data import NoticeData
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

from .test_barred import times

pytestmark = pytest.mark.django_db
NOTICES = reverse("notifications:notices")
NOTHING = "больше нельзя прочитать"


def restrict(hub):
    """Those of the hub's group alone may enter."""
    wall = PageViewRestriction.objects.create(page=hub, restriction_type=PageViewRestriction.GROUPS)
    wall.groups.add(hub.provision.group)
    return wall


def page(client, person):
    client.force_login(person)
    return client.get(NOTICES).content.decode().replace("\xa0", " ")


@pytest.fixture
def reader():
    return UserFactory()


@pytest.fixture
def told(author, board, reader):
    """A topic of which ``reader`` got three notices."""
    first = posts.begin_topic(author, board, "Квазисинус", f"Вот, @{reader.username}: квазисинус")
    topic = first.discussion
    own = posts.add_post(reader, topic, "Спасибо")
    reading.thank(author, own)
    posts.add_post(author, topic, "Пожалуйста", reply_to=own)
    assert Notice.objects.of(reader).count() == 3
    return topic


def move_away(topic):
    shut = HubPageFactory(title="Физика")
    restrict(shut)
    topics.move(topic, site_editor(), Board.objects.get(hub=shut, is_main=True))


WAYS = {
    "moved into a closed hub": move_away,
    "its hub is closed": lambda topic: restrict(topic.hub),
    "its hub is unpublished": lambda topic: topic.hub.unpublish(),
    "hidden": lambda topic: posts.hide_post(topic.first_post, site_editor(), "Лишнее"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_topic_that_leaves_ones_sight(client, told, reader, way):
    assert page(client, reader).lower().count("квазисинус") >= 3
    WAYS[way](told)
    text = page(client, reader).lower()
    assert "квазисинус" not in text and "kvazisinus" not in text and "пожалуйста" not in text
    assert (NOTHING in text) == Notice.objects.of(reader).exists()
    exported = json.dumps(NoticeData().export(reader), default=str, ensure_ascii=False)
    assert "вазисинус" not in exported
    for notice in Notice.objects.of(reader):
        assert client.get(notice.get_absolute_url())["Location"] == NOTICES


def test_what_comes_back_is_told_again(client, told, reader):
    wall = restrict(told.hub)
    assert "Квазисинус" not in page(client, reader)
    wall.delete()
    assert "Квазисинус" in page(client, reader)


def test_whoever_may_enter_reads_on(client, told, reader):
    move_away(told)
    reader.groups.add(Board.objects.get(pk=told.__class__.objects.get(pk=told.pk).board_id)
                      .hub.provision.group)  # fmt: skip
    assert "Квазисинус" in page(client, reader)


def test_a_letter_that_would_tell_it_is_not_sent(
    author, board, reader, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first = posts.begin_topic(author, board, "Квазисинус", f"Вот, @{reader.username}!")
        restrict(board.hub)
    assert Notice.objects.of(reader).exists()
    assert [letter for letter in mail.outbox if reader.email in letter.to] == []
    assert first.is_published


def test_a_chat(client, hub, moderator, reader):
    MembershipFactory(user=reader, hub=hub)
    session = chats.announce(hub, moderator, **times() | {"title": "Квазисинус"})
    assert "Квазисинус" in page(client, reader)
    restrict(hub)
    text = page(client, reader)
    assert "Квазисинус" not in text and "kvazisinus" not in text
    (notice,) = Notice.objects.of(reader)
    assert session.discussion.slug not in client.get(notice.get_absolute_url())["Location"]


def test_moderators_are_told_only_of_what_is_theirs_and_there(
    client, author, hub, board, moderator
):
    one = posts.begin_topic(author, board, "Дроби", "Вот квазисинус")
    complain(one, UserFactory(), Rule.INSULT)
    assert "квазисинус" in page(client, moderator)
    groups = list(moderator.groups.all())
    moderator.groups.clear()
    assert "квазисинус" not in page(client, moderator)
    moderator.groups.add(*groups)
    assert "квазисинус" in page(client, moderator)
    posts.delete_post(one, author)
    assert "квазисинус" not in page(client, moderator)


def test_who_complained_is_not_told_the_words(client, author, hub, board, reader):
    one = posts.begin_topic(author, board, "Дроби", "Вот квазисинус")
    complain(one, reader, Rule.INSULT)
    decide_on(one, moderator_of(hub), Act.APPROVE, reason="Можно")
    (notice,) = Notice.objects.of(reader)
    assert "квазисинус" not in f"{notice.title}{notice.text}"
    assert f"№ {one.pk}" in notice.text


@pytest.mark.parametrize("number", [2, 25])
def test_a_page_of_notices_costs_the_same(
    client, author, board, reader, number, django_assert_max_num_queries
):
    for _number in range(number):
        posts.begin_topic(UserFactory(), board, "Тема", f"Вот, @{reader.username}!")
    page(client, reader)
    with django_assert_max_num_queries(17):
        client.get(NOTICES)


def test_what_reads_otherwise_is_told_otherwise(client, told, reader, author, moderator):
    posts.edit_post(told.first_post, author, f"@{reader.username}: иначе")
    assert "Квазисинус" in page(client, reader) and "квазисинус" not in page(client, reader)
    topics.retitle(told, moderator, "Дроби")
    text = page(client, reader)
    assert "Квазисинус" not in text and text.count("Дроби") >= 3
    long = (
        "Очень длинное название темы о том, как мы считаем дроби и что из этого выходит у нас, " * 2
    )
    topics.retitle(told, moderator, long[:150])
    topics.retitle(told, moderator, "Доли")
    assert "Очень" not in page(client, reader) and "Доли" in page(client, reader)


def test_what_a_moderator_takes_out_is_told_no_more(client, board, author, reader, moderator):
    post = posts.begin_topic(author, board, "Дроби", f"@{reader.username}, адрес: квазисинус")
    posts.redact_post(post, moderator, f"@{reader.username}, адрес убран", "Чужой адрес")
    text = page(client, reader)
    assert "квазисинус" not in text and "Дроби" in text
