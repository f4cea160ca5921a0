"""The room of a chat: who sees and writes what, and what asking for news costs."""

import json
import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from community.discussions import versions
from community.discussions.actions import chats as acts
from community.discussions.actions import posts
from community.discussions.enums import PostState
from community.discussions.models import ChatSession, Post
from community.members.actions import memberships
from community.members.gates import SESSION_KEY
from community.moderation.models import ModerationSettings
from demo.factories.chats import ChatFactory
from demo.factories.discussions import PostFactory, add_posts
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of
from subjects.enums import WritingPolicy

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}


@pytest.fixture
def hub():
    return HubPageFactory(title="Физика")


@pytest.fixture
def session(hub):
    return ChatFactory(hub=hub)


@pytest.fixture
def member(hub):
    return member_of(hub)


def member_of(hub, **kwargs):
    user = UserFactory(**kwargs)
    memberships.add(user, hub, None)
    return user


def say(session, author, words="С чего начать?", **kwargs):
    return PostFactory(discussion=session.discussion, author=author, source=words, **kwargs)


def room_of(session):
    return session.discussion.get_absolute_url()


def news_of(session, query="?after=0&from=0"):
    return reverse("discussions:messages", args=[session.discussion_id]) + query


def text_of(response, status=200):
    assert response.status_code == status
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def form_of(client, session):
    """What the form of the room brings along."""
    page = client.get(room_of(session)).content.decode()
    key = re.search(r'name="form_key" value="(\w+)"', page)[1]
    return {"form_key": key, "website": ""}


def words_of(response):
    """Of a page, or of an answer for scripts."""
    if response["Content-Type"] == "application/json":
        return json.dumps(response.json(), ensure_ascii=False).replace("\u00a0", " ")
    return text_of(response)


def numbers(answer):
    return [row["id"] for row in answer.json()["messages"]]


# -- The page ------------------------------------------------------------------------------


def test_visitor_reads_without_token_or_cookie(client, session, member):
    say(session, member)
    response = client.get(room_of(session))
    page = text_of(response)
    assert "С чего начать?" in page
    assert "идёт" in page
    assert "csrfmiddlewaretoken" not in page
    assert not response.cookies
    assert f"/accounts/login/?next={quote(room_of(session), safe='')}" in page


def test_empty_room_has_a_place_for_the_first_message(client, hub, session):
    page = text_of(client.get(room_of(session)))
    assert "data-chat-messages" in page
    assert "Пока никто ничего не написал." in page
    over = ChatFactory(hub=hub, begins_in=-90)
    assert "В этом чате никто ничего не написал." in text_of(client.get(room_of(over)))


def test_another_slug_leads_to_the_right_one(client, session):
    address = reverse("discussions:chat", args=[session.discussion_id, "x"])
    response = client.get(address)
    assert response.status_code == 301
    assert response["Location"] == room_of(session)
    assert client.get(reverse("discussions:chat", args=[10**30, "x"])).status_code == 404


def test_closed_hub_is_closed(client, hub, session, member):
    restriction = PageViewRestriction.objects.create(
        page=hub, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.set(member.groups.all())
    say(session, member)
    addresses = [
        room_of(session),
        news_of(session),
        reverse("discussions:print_chat", args=[session.discussion_id, session.discussion.slug]),
        reverse("discussions:chat_calendar", args=[session.discussion_id]),
    ]
    for user in [None, UserFactory()]:
        if user:
            client.force_login(user)
        for address in addresses:
            assert client.get(address).status_code == 404
        assert session.discussion.title not in text_of(client.get(reverse("discussions:chats")))
    client.force_login(member)
    for address in addresses:
        assert client.get(address).status_code == 200
    assert session.discussion.title in text_of(client.get(reverse("discussions:chats")))


def test_before_the_beginning(client, hub, member):
    session = ChatFactory(hub=hub, begins_in=90)
    page = text_of(client.get(room_of(session)))
    assert "До начала" in page
    assert "csrfmiddlewaretoken" not in page
    client.force_login(member)
    page = text_of(client.get(room_of(session)))
    assert "Напомнить" in page
    assert 'name="source"' not in page
    remind = reverse("discussions:remind_of_chat", args=[session.discussion_id])
    assert "Вам напомнят" in text_of(client.post(remind, follow=True))
    assert member.followed_discussions.get().is_muted is False
    client.post(remind, {"off": "1"})
    assert member.followed_discussions.get().is_muted is True


def test_transcript_is_read_from_its_beginning(client, hub, member):
    session = ChatFactory(hub=hub, begins_in=-90)
    add_posts(session.discussion, 60, author=member)
    client.force_login(member)
    page = text_of(client.get(room_of(session)))
    assert "Ответ 1<" in page
    assert "Ответ 51<" not in page
    assert 'name="source"' not in page
    assert "chat.js" not in page
    (following,) = re.findall(r'href="(\?after=\d+)"', page)
    page = text_of(client.get(room_of(session) + following))
    assert "Ответ 51<" in page
    assert "Ответ 60<" in page
    assert re.findall(r'href="(\?before=\d+)"', page)


def test_room_begins_with_the_newest(client, session, member):
    add_posts(session.discussion, 60, author=member)
    page = text_of(client.get(room_of(session)))
    assert "Ответ 60<" in page
    assert "Ответ 10<" not in page
    (earlier,) = re.findall(r'href="(\?before=\d+)"', page)
    page = text_of(client.get(room_of(session) + earlier))
    assert "Ответ 10<" in page
    assert "data-live" not in page
    for wrong in ["?before=x", "?after=-1", "?after=" + "9" * 30]:
        assert client.get(room_of(session) + wrong).status_code == 404


def test_address_of_a_message_leads_to_its_page(client, hub, member):
    session = ChatFactory(hub=hub)
    first, *_between, last = add_posts(session.discussion, 70, author=member)
    for ends_at in [session.ends_at, timezone.now()]:
        ChatSession.objects.update(ends_at=ends_at)
        for post in [first, last]:
            page = text_of(client.get(post.get_absolute_url(), follow=True))
            assert f'id="post-{post.pk}"' in page
    ChatSession.objects.update(ends_at=session.ends_at)
    response = client.get(last.get_absolute_url())
    assert response["Location"] == f"{room_of(session)}#post-{last.pk}"


def test_paper_has_what_everybody_may_read(client, hub, member):
    session = ChatFactory(hub=hub, begins_in=-90)
    say(session, member, "Первое")
    for state in [PostState.HELD, PostState.HIDDEN, PostState.REMOVED, PostState.DELETED]:
        say(session, member, f"Тайное {state}", state=state)
    address = reverse(
        "discussions:print_chat", args=[session.discussion_id, session.discussion.slug]
    )
    for user in [None, member, moderator_of(hub)]:
        if user:
            client.force_login(user)
        page = text_of(client.get(address))
        assert "Первое" in page
        assert "Тайное" not in page


@pytest.mark.parametrize("state", [PostState.HIDDEN, PostState.REMOVED, PostState.DELETED])
def test_what_is_gone_leaves_a_trace_and_no_words(client, session, member, state):
    say(session, member, "Тайное", state=state, public_reason="Не по теме")
    for user in [None, member]:
        if user:
            client.force_login(user)
        for address in [room_of(session), news_of(session)]:
            page = words_of(client.get(address))
            assert "Тайное" not in page
            assert "это сообщение" in page


def test_held_message_is_seen_by_its_author_and_moderators(client, hub, session, member):
    post = say(session, member, "Ждёт решения", state=PostState.HELD)
    for user, sees in [
        (None, False),
        (member_of(hub), False),
        (member, True),
        (moderator_of(hub), True),
        (moderator_of(HubPageFactory()), False),
    ]:
        if user:
            client.force_login(user)
        assert ("Ждёт решения" in text_of(client.get(room_of(session)))) is sees
        assert (post.pk in numbers(client.get(news_of(session)))) is sees
        assert (post.pk in numbers(client.get(news_of(session, f"?ids={post.pk}")))) is sees


# -- Writing -------------------------------------------------------------------------------


def test_plain_form_sends(client, no_newcomers, session, member):
    client.force_login(member)
    data = form_of(client, session) | {"source": "Начните с **опыта**"}
    response = client.post(room_of(session), data)
    post = Post.objects.get()
    assert response.status_code == 302
    assert response["Location"].endswith(f"#post-{post.pk}")
    assert post.state == PostState.PUBLISHED
    assert "<strong>опыта</strong>" in text_of(client.get(room_of(session)))
    # The same form once more, as by a double click.
    client.post(room_of(session), data)
    assert Post.objects.count() == 1


def test_scripts_get_the_message(client, no_newcomers, session, member):
    client.force_login(member)
    data = form_of(client, session) | {"source": "Начните с опыта"}
    answer = client.post(room_of(session), data, headers=JSON)
    assert answer.status_code == 201
    post = Post.objects.get()
    assert numbers(answer) == [post.pk]
    assert answer.json()["form_key"] != data["form_key"]


@pytest.mark.parametrize("headers", [{}, JSON])
def test_faults_keep_what_was_typed(client, no_newcomers, session, member, headers):
    client.force_login(member)
    data = form_of(client, session)
    for words, fault in [("", "Напишите"), ("я" * 4001, "4000")]:
        answer = client.post(room_of(session), data | {"source": words}, headers=headers)
        assert answer.status_code == 422
        content = answer.json()["fields"] if headers else answer.content.decode()
        assert fault in content
        assert words in content
        assert 'aria-invalid="true"' in content
    assert not Post.objects.exists()


def test_personal_data_is_shown_and_confirmed(client, no_newcomers, session, member):
    client.force_login(member)
    data = form_of(client, session) | {"source": "Звоните: +7 921 123-45-67"}
    answer = client.post(room_of(session), data, headers=JSON)
    assert answer.status_code == 422
    fields = answer.json()["fields"]
    assert "<mark>+7 921 123-45-67</mark>" in fields
    key = re.search(r'name="confirmed" value="(\w+)"', fields)[1]
    assert client.post(room_of(session), data).status_code == 422
    answer = client.post(room_of(session), data | {"confirmed": key}, headers=JSON)
    assert answer.status_code == 201
    assert Post.objects.get().state == PostState.HELD
    assert "ждёт" in answer.json()["messages"][0]["html"]


def test_program_is_held(client, no_newcomers, session, member):
    client.force_login(member)
    data = form_of(client, session) | {"source": "Дёшево", "website": "http://x.example"}
    client.post(room_of(session), data)
    assert Post.objects.get().state == PostState.HELD


def test_newcomer_waits(client, session, member):
    settings = ModerationSettings.for_site(Site.objects.get(is_default_site=True))
    settings.newcomer_posts = 1
    settings.save()
    client.force_login(member)
    answer = client.post(
        room_of(session), form_of(client, session) | {"source": "Привет"}, headers=JSON
    )
    assert "ждёт" in answer.json()["messages"][0]["html"]


def test_whoever_was_signed_out_keeps_the_words(client, session, member):
    client.force_login(member)
    data = form_of(client, session) | {"source": "Долго печатала"}
    client.logout()
    page = text_of(client.post(room_of(session), data), 401)
    assert "Долго печатала" in page
    assert "Войд" in page
    answer = client.post(room_of(session), data, headers=JSON)
    assert answer.status_code == 401
    assert answer.json()["login_url"].startswith("/accounts/login/?next=")
    assert not Post.objects.exists()


@pytest.mark.parametrize("begins_in", [10, -90])
def test_nobody_writes_before_or_after(client, no_newcomers, hub, member, begins_in):
    session = ChatFactory(hub=hub, begins_in=begins_in)
    data = {"source": "Не вовремя", "form_key": "x"}
    for user in [member, moderator_of(hub)]:
        client.force_login(user)
        assert "Не вовремя" in text_of(client.post(room_of(session), data), 403)
        assert client.post(room_of(session), data, headers=JSON).status_code == 403
    assert not Post.objects.exists()


def test_whoever_is_not_in_the_hub_reads_only(client, no_newcomers, hub, session):
    hub.writing_policy = WritingPolicy.MEMBERS
    hub.save()
    client.force_login(UserFactory())
    page = text_of(client.get(room_of(session)))
    assert 'name="source"' not in page
    data = {"source": "Чужой", "form_key": "x"}
    assert client.post(room_of(session), data, headers=JSON).status_code == 403


def test_end_closes_the_room(client, hub, session, member, monkeypatch):
    client.force_login(member)
    assert 'name="source"' in text_of(client.get(room_of(session)))
    later = session.ends_at + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    page = text_of(client.get(room_of(session)))
    assert 'name="source"' not in page
    assert client.get(news_of(session)).json()["state"] == "over"


# -- News ----------------------------------------------------------------------------------


def ask(client, session, tag=None, query="?after=0&from=0"):
    headers = {"if-none-match": tag} if tag else {}
    return client.get(news_of(session, query), headers=headers)


def test_nothing_new_costs_no_query(client, django_assert_num_queries, session, member):
    say(session, member)
    for user in [None, member]:
        if user:
            client.force_login(user)
        tag = ask(client, session)["ETag"]
        with django_assert_num_queries(0):
            answer = ask(client, session, tag)
        assert answer.status_code == 304
        assert answer["ETag"] == tag
        assert not answer.content
        # The middleware that compresses makes the tag a weak one.
        with django_assert_num_queries(0):
            assert ask(client, session, f"W/{tag}").status_code == 304


def test_tag_of_another_room_or_a_guess_is_no_tag(client, hub, session):
    other = ChatFactory(hub=hub)
    tag = ask(client, other)["ETag"]
    ask(client, session)
    for wrong in [tag, '"x"', 'W/"x"', "x"]:
        assert ask(client, session, wrong).status_code == 200
    assert client.get(reverse("discussions:messages", args=[10**30])).status_code == 404
    for wrong in ["?after=x", "?after=0&from=-1", "?ids=", "?ids=1,x", "?ids=" + "9" * 30]:
        assert client.get(news_of(session, wrong)).status_code == 404


@pytest.mark.parametrize("act", ["say", "edit", "hide", "hold", "publish", "delete", "end", "move"])
def test_every_change_is_news(
    client, no_newcomers, django_capture_on_commit_callbacks, hub, session, member, act
):
    moderator = moderator_of(hub)
    state = PostState.HELD if act == "publish" else PostState.PUBLISHED
    post = say(session, member, state=state)
    before = ask(client, session)
    marks = dict(before.json()["window"])
    with django_capture_on_commit_callbacks(execute=True):
        match act:
            case "say":
                posts.add_post(member, session.discussion, "Ещё одно")
            case "edit":
                posts.edit_post(post, member, "Иначе")
            case "hide":
                posts.hide_post(post, moderator, "Не по теме")
            case "hold":
                posts.hold_post(post, ["complaints"])
            case "publish":
                posts.publish_post(post, moderator)
            case "delete":
                posts.delete_post(post, member)
            case "end":
                acts.end(session, moderator)
            case "move":
                acts.change(
                    session,
                    moderator,
                    title="Иначе",
                    starts_at=session.starts_at,
                    ends_at=session.ends_at + timedelta(minutes=5),
                )
    after = ask(client, session, before["ETag"])
    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]
    if act not in {"end", "move"}:
        assert dict(after.json()["window"]) != marks
    assert ask(client, session, after["ETag"]).status_code == 304


def test_roll_back_is_no_news(client, session, member):
    tag = ask(client, session)["ETag"]
    versions.change_tag(session.discussion_id)  # The test's transaction is never stored.
    assert ask(client, session, tag).status_code == 304


def test_cache_that_forgot_makes_readers_look_again(client, session):
    tag = ask(client, session)["ETag"]
    caches["shared"].clear()
    answer = ask(client, session, tag)
    assert answer.status_code == 200
    assert ask(client, session, answer["ETag"]).status_code == 304


def test_filling_never_puts_back_what_was_changed(session):
    first = versions.make_tag(session.discussion_id)
    assert versions.make_tag(session.discussion_id) == first
    versions._put_new_token(session.discussion_id)
    changed = versions.find_tag(session.discussion_id)
    assert changed != first
    assert versions.make_tag(session.discussion_id) == changed


def test_only_what_came_since_is_sent(client, session, member):
    first, second = say(session, member, "Раз"), say(session, member, "Два")
    answer = ask(client, session, query=f"?after={first.pk}&from={first.pk}")
    assert numbers(answer) == [second.pk]
    assert [number for number, _mark in answer.json()["window"]] == [second.pk, first.pk]


def test_many_come_in_parts(client, session, member):
    made = add_posts(session.discussion, 60, author=member)
    answer = ask(client, session)
    assert len(numbers(answer)) == 50
    assert answer.json()["has_more"]
    assert not answer.has_header("ETag")
    answer = ask(client, session, query=f"?after={numbers(answer)[-1]}&from={made[0].pk}")
    assert numbers(answer)[-1] == made[-1].pk
    assert answer.has_header("ETag")


def test_mark_is_the_same_in_the_page_and_in_the_window(client, session, member):
    post = say(session, member)
    mark = dict(ask(client, session).json()["window"])[post.pk]
    assert f'data-message="{post.pk}" data-mark="{mark}"' in text_of(client.get(room_of(session)))


def test_whoever_must_do_something_first_gets_no_news(client, session, member):
    client.force_login(member)
    tag = ask(client, session)["ETag"]
    store = client.session
    store[SESSION_KEY] = ["password"]
    store.save()
    assert ask(client, session).status_code == 403
    assert ask(client, session, tag).status_code == 304
    assert client.get(room_of(session)).status_code == 302


# -- Budgets ---------------------------------------------------------------------------------


def authors(number):
    return [UserFactory() for _n in range(number)]


@pytest.mark.parametrize("count", [2, 30])
def test_news_cost_the_same_whatever_their_number(client, session, hub, member, count):
    for author in authors(count):
        say(session, author)
    client.force_login(member)
    client.get(room_of(session))
    assert queries_of(client, news_of(session)) <= 10


@pytest.mark.parametrize("count", [2, 30])
@pytest.mark.parametrize("who", ["visitor", "member", "moderator"])
def test_room_costs_the_same_whatever_is_said(client, session, hub, member, who, count):
    for author in authors(count):
        say(session, author)
    if who != "visitor":
        client.force_login(member if who == "member" else moderator_of(hub))
    client.get(room_of(session))
    assert queries_of(client, room_of(session)) <= 12


def queries_of(client, address):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)
