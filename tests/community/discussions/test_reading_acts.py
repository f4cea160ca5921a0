"""What members and moderators do while reading: thanks, follows, acts on a topic, notices."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from community.discussions.actions import posts as writing
from community.discussions.actions import reading, topics
from community.discussions.models import Board, Discussion, Follow, Post
from community.notifications.models import Notice
from demo.factories.discussions import (
    BoardFactory,
    PostFactory,
    TopicFactory,
    add_posts,
    board_of,
    read_up_to,
)
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика", slug="mathematics")


@pytest.fixture
def topic(hub):
    return TopicFactory(hub=hub, author=UserFactory(), is_question=True, posts=2)


def read(client, address):
    """The page as plain text: typesetting binds short words to the next ones."""
    return client.get(address).content.decode().replace("\xa0", " ").replace("\u202f", " ")


# -- Thanks ------------------------------------------------------------------------------


def test_thanks_are_given_once_and_taken_back(client, topic):
    member = UserFactory()
    client.force_login(member)
    address = reverse("discussions:thank", args=[topic.first_post_id])
    for _twice in range(2):
        response = client.post(address, {"on": "1"})
        assert response["Location"] == topic.first_post.get_absolute_url()
    topic.first_post.refresh_from_db()
    assert topic.first_post.thanks_count == topic.first_post.thanks.count() == 1
    for _twice in range(2):
        client.post(address, {"on": "0"})
    topic.first_post.refresh_from_db()
    assert topic.first_post.thanks_count == 0
    answer = client.post(address, headers={"Accept": "application/json"})
    assert answer.json() == {"count": 1, "on": True, "error": ""}


def test_nobody_thanks_herself_or_for_what_cannot_be_read(topic):
    with pytest.raises(PermissionDenied):
        reading.thank(topic.author, topic.first_post)
    for state in ["held", "hidden", "removed", "deleted"]:
        post = PostFactory(discussion=topic, state=state)
        with pytest.raises(PermissionDenied):
            reading.thank(UserFactory(), post)


def test_a_visitor_signs_in_first(client, topic):
    address = reverse("discussions:thank", args=[topic.first_post_id])
    assert client.post(address)["Location"].startswith(reverse("account_login"))
    assert client.get(address).status_code == 405


# -- Following ---------------------------------------------------------------------------


def test_follow_and_stop(client, topic):
    member = UserFactory()
    client.force_login(member)
    address = reverse("discussions:follow", args=[topic.pk])
    client.post(address, {"on": "1"})
    assert Follow.objects.get(user=member).is_muted is False
    client.post(address, {"on": "0"})
    assert Follow.objects.get(user=member).is_muted is True
    assert topic.title not in read(client, "/me/discussions/")


def test_what_i_follow_tells_how_much_is_new(client, topic):
    member = UserFactory()
    reading.follow(member, topic)
    read_up_to(member, topic)
    add_posts(topic, 3)
    PostFactory(discussion=topic, state="held")
    client.force_login(member)
    html = read(client, "/me/discussions/")
    assert "3 новых" in html
    assert "3 новых" in read(client, "/me/")


def test_answers_to_me(client, topic):
    answer = PostFactory(discussion=topic, reply_to=topic.first_post, source="Вот как делаю я.")
    client.force_login(topic.author)
    assert "Вот как делаю я." in read(client, "/me/discussions/")
    Post.objects.filter(pk=answer.pk).update(state="hidden")
    assert "Вот как делаю я." not in read(client, "/me/discussions/")


# -- Notices -----------------------------------------------------------------------------


@pytest.mark.usefixtures("no_newcomers")
class TestNotices:
    def test_whoever_follows_hears_once_until_she_has_looked(self, client, topic):
        follower, writer = UserFactory(), UserFactory()
        reading.follow(follower, topic)
        for n in range(3):
            writing.add_post(writer, topic, f"Ещё одно соображение, номер {n}.")
        notices = Notice.objects.of(follower)
        assert [notice.verb for notice in notices] == ["discussion_continued"]
        assert topic.title in notices.get().title
        client.force_login(follower)
        # What is new stands on the page: the notice is read by that.
        client.get(topic.get_absolute_url())
        assert not notices.unread().exists()
        writing.add_post(writer, topic, "И последнее.")
        assert notices.unread().count() == 1

    def test_an_answer_is_told_to_whom_it_answers_and_as_nothing_else(self, topic):
        writer = UserFactory()
        reading.follow(topic.author, topic)
        writing.add_post(writer, topic, "Начните с линейки.", reply_to=topic.first_post)
        assert [n.verb for n in Notice.objects.of(topic.author)] == ["post_answered"]
        assert not Notice.objects.of(writer).exists()

    def test_a_mention_comes_before_all_else(self, topic):
        called = UserFactory(username="nina")
        reading.follow(called, topic)
        post = writing.add_post(UserFactory(), topic, "@nina, а вы как делаете?")
        notice = Notice.objects.of(called).get()
        assert (notice.verb, notice.url) == ("post_mentioned", post.get_absolute_url())

    def test_whoever_wants_no_news_gets_none(self, topic):
        reading.unfollow(topic.author, topic)
        writing.add_post(UserFactory(), topic, "Ответ.", reply_to=topic.first_post)
        assert not Notice.objects.of(topic.author).exists()

    def test_whoever_writes_follows_unless_she_has_muted(self, topic):
        writer, muted = UserFactory(), UserFactory()
        reading.unfollow(muted, topic)
        for person in (writer, muted):
            writing.add_post(person, topic, "Моё мнение такое.")
        assert Follow.objects.get(user=writer).is_muted is False
        assert Follow.objects.get(user=muted).is_muted is True

    def test_who_may_not_read_hears_nothing(self, topic, hub):
        from wagtail.models import PageViewRestriction

        follower = UserFactory()
        reading.follow(follower, topic)
        wall = PageViewRestriction.objects.create(page=hub, restriction_type="groups")
        wall.groups.add(hub.provision.members_group)
        writing.add_post(moderator_of(hub), topic, "Внутреннее.")
        assert not Notice.objects.of(follower).exists()

    def test_a_thanked_author_hears_once(self, topic):
        for _n in range(3):
            reading.thank(UserFactory(), topic.first_post)
        assert Notice.objects.of(topic.author).count() == 1

    def test_words_that_went_go_from_notices(self, topic, hub):
        called = UserFactory(username="nina")
        post = writing.add_post(UserFactory(), topic, "@nina, секретное слово.")
        assert Notice.objects.of(called).exists()
        writing.hide_post(post, moderator_of(hub), "Не по теме")
        assert not Notice.objects.of(called).exists()


# -- Moderators --------------------------------------------------------------------------


def test_only_moderators_of_the_hub_act_on_a_topic(client, topic, hub):
    addresses = [
        reverse(f"discussions:{name}", args=[topic.pk]) for name in ("pin", "close", "manage")
    ]
    people = [topic.author, UserFactory(), moderator_of(HubPageFactory())]
    for person in people:
        client.force_login(person)
        for address in addresses:
            assert client.post(address, {"title": "Другое"}).status_code == 403
        assert "Модератору" not in read(client, topic.get_absolute_url())
    topic.refresh_from_db()
    assert (topic.is_pinned, topic.is_closed) == (False, False)
    client.force_login(moderator_of(hub))
    assert "Модератору" in read(client, topic.get_absolute_url())
    for address in addresses[:2]:
        client.post(address, {"on": "1"})
    topic.refresh_from_db()
    assert (topic.is_pinned, topic.is_closed) == (True, True)


def test_an_act_that_changes_nothing_is_no_act(topic, hub):
    moderator = moderator_of(hub)
    assert topics.pin(topic, moderator, True) is True
    assert topics.pin(topic, moderator, True) is False
    assert topics.close(topic, moderator, False) is False
    assert topics.retitle(topic, moderator, topic.title) is False
    assert topics.move(topic, moderator, topic.board) is False
    entries = ModelLogEntry.objects.filter(action__startswith="discussions.")
    assert [entry.action for entry in entries] == ["discussions.pin"]


def test_a_topic_moves_with_its_numbers_and_tells_from_where(client, topic, hub):
    other = BoardFactory(hub=hub, title="Олимпиады")
    client.force_login(moderator_of(hub))
    form = {"title": "Дроби без страха", "tags": "дроби, игры", "board": other.pk}
    old = topic.get_absolute_url()
    response = client.post(reverse("discussions:manage", args=[topic.pk]), form)
    topic = Discussion.objects.get(pk=topic.pk)
    assert response["Location"] == topic.get_absolute_url()
    assert client.get(old).status_code == 301
    assert hub.title in read(client, topic.get_absolute_url())
    assert sorted(topic.tags.names()) == ["дроби", "игры"]
    assert [(board.topic_count, board.post_count) for board in (
        board_of(hub), Board.objects.get(pk=other.pk))] == [(0, 0), (1, 3)]  # fmt: skip


def test_one_moves_only_between_boards_that_one_moderates(client, topic, hub):
    strange = board_of(HubPageFactory())
    with pytest.raises(PermissionDenied):
        topics.move(topic, moderator_of(hub), strange)
    client.force_login(moderator_of(hub))
    form = {"title": topic.title, "board": strange.pk}
    response = client.post(reverse("discussions:manage", args=[topic.pk]), form)
    assert response.status_code == 200
    assert response.context["form"].errors["board"]
    assert topics.move(topic, site_editor(), strange) is True


def test_the_name_of_a_closed_board_is_not_told_to_others(client, topic, hub):
    from wagtail.models import PageViewRestriction

    target = HubPageFactory()
    topics.move(topic, site_editor(), board_of(target))
    PageViewRestriction.objects.create(page=hub, restriction_type="groups")
    topic.refresh_from_db()
    assert hub.title not in read(client, topic.get_absolute_url())


def test_bad_input_comes_back_with_words(client, topic, hub):
    client.force_login(moderator_of(hub))
    form = {"title": " ", "tags": ",".join(f"т{n}" for n in range(20)), "board": "нет"}
    response = client.post(reverse("discussions:manage", args=[topic.pk]), form)
    assert set(response.context["form"].errors) == {"title", "tags", "board"}


def test_whoever_asked_and_moderators_choose_the_answer(client, topic, hub):
    answer = topic.last_post
    for person, is_allowed in [
        (UserFactory(), False),
        (moderator_of(HubPageFactory()), False),
        (topic.author, True),
        (moderator_of(hub), True),
    ]:
        Discussion.objects.filter(pk=topic.pk).update(answer=None)
        client.force_login(person)
        address = reverse("discussions:choose_answer", args=[topic.pk])
        response = client.post(address, {"post": answer.pk})
        assert (response.status_code == 302) == is_allowed
        topic.refresh_from_db()
        assert (topic.answer_id == answer.pk) == is_allowed
    client.post(address, {"on": "0"})
    topic.refresh_from_db()
    assert topic.answer_id is None


def test_only_what_can_be_read_here_is_an_answer(topic):
    elsewhere = TopicFactory().first_post
    held = PostFactory(discussion=topic, state="held")
    for post in [elsewhere, held, topic.first_post]:
        with pytest.raises(ValidationError):
            topics.choose_answer(topic, topic.author, post)


# -- A moderator decides where she has come upon it -----------------------------------------


def test_the_page_for_deciding_asks_for_what_is_needed(client, hub, topic):
    post = topic.posts.order_by("pk").last()
    address = reverse("discussions:moderate", args=[post.pk])
    client.force_login(moderator_of(hub))
    assert "(необязательно)" not in read(client, address)
    answer = client.post(address, {"act": "hide", "rule": "insult", "reason": ""})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Напишите причину" in page
    assert '<option value="insult" selected>' in page
    assert 'aria-describedby="id_reason_helptext id_reason_error"' in page
    answer = client.post(address, {"act": "remove", "rule": "", "reason": "Это грубо."})
    page = answer.content.decode().replace("\xa0", " ")
    assert answer.status_code == 422 and "Укажите правило" in page and "Это грубо." in page
    answer = client.post(address, {"rule": "insult", "reason": "Это грубо."})
    assert answer.status_code == 422 and "Выберите, что сделать" in answer.content.decode()
    post.refresh_from_db()
    assert post.is_published
    answer = client.post(address, {"act": "hide", "rule": "insult", "reason": "Это грубо."})
    assert answer["Location"] == post.get_absolute_url()
    post.refresh_from_db()
    assert post.state == "hidden"
