"""The forum, its boards and topics as each reader sees them."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import PageViewRestriction

from community.discussions.enums import PostState
from community.discussions.models import Board, Post, ReadMark
from community.members.enums import UserStatus
from demo.factories.discussions import (
    BoardFactory,
    PostFactory,
    TopicFactory,
    add_posts,
    board_of,
    read_up_to,
)
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика", slug="mathematics")


@pytest.fixture
def walled():
    """A hub that only its members may enter."""
    hub = HubPageFactory(title="Закрытый кружок", slug="walled")
    wall = PageViewRestriction.objects.create(page=hub, restriction_type="groups")
    wall.groups.add(hub.provision.members_group)
    return hub


def page(client, address, **kwargs):
    response = client.get(address, **kwargs)
    assert response.status_code == 200, response.status_code
    # Typesetting binds short words to the next ones.
    plain = response.content.decode().replace("\xa0", " ").replace("\u202f", " ")
    return BeautifulSoup(plain, "lxml")


def numbers(html):
    """Keys of the posts on a page, in their order."""
    return [int(tag["id"].removeprefix("post-")) for tag in html.select(".post[id]")]


# -- Boards ------------------------------------------------------------------------------


def test_the_forum_lists_boards_and_what_is_new(client, hub):
    BoardFactory(title="Учительская")
    TopicFactory(hub=hub, title="С чего начать дроби")
    html = page(client, "/forum/")
    assert "Учительская" in html.text
    assert "С чего начать дроби" in html.select_one(".topic-row").text
    assert html.select_one(".site-nav a[href='/forum/']")


def test_an_empty_forum_suggests_one_act(client):
    html = page(client, "/forum/")
    assert len(html.select(".empty-state .button")) == 1


def test_a_closed_hub_has_no_boards_and_topics_for_others(client, walled):
    topic = TopicFactory(hub=walled, title="Тайна")
    addresses = ["/forum/", "/forum/topics/", "/", "/search/?q=тайна", "/feeds/forum/"]
    for address in addresses:
        response = client.get(address)
        assert "Тайна" not in response.content.decode()
        assert "Закрытый кружок" not in response.content.decode() or address == "/"
    for address in [topic.get_absolute_url(), board_of(walled).get_absolute_url(),
                    topic.first_post.get_absolute_url(),
                    reverse("discussions:topic_feed", args=[topic.pk]),
                    reverse("discussions:hub_feed", args=[walled.pk])]:  # fmt: skip
        assert client.get(address).status_code == 404
    client.force_login(UserFactory())
    assert client.get(topic.get_absolute_url()).status_code == 404
    insider = UserFactory()
    insider.groups.add(walled.provision.members_group)
    client.force_login(insider)
    assert "Тайна" in page(client, "/forum/").text
    assert "Тайна" in page(client, topic.get_absolute_url()).text
    client.force_login(moderator_of(walled))
    assert client.get(topic.get_absolute_url()).status_code == 200


def test_topics_come_by_pages_each_once_pinned_first(client, hub):
    topics = [TopicFactory(hub=hub, minutes_ago=10 * n) for n in range(45)]
    for topic in (topics[30], topics[44]):
        topic.is_pinned = True
        topic.save()
    address, seen = f"{hub.url}forum/", []
    while address:
        html = page(client, address)
        seen += [tag["href"] for tag in html.select(".topic-row-title a")]
        link = html.select_one(".pagination a[rel=next]")
        address = f"{hub.url}forum/{link['href']}" if link else None
    assert len(seen) == len(set(seen)) == 45
    assert seen[0] == topics[30].get_absolute_url()
    assert seen[1] == topics[44].get_absolute_url()


@pytest.mark.parametrize("key", ["x", "2-1-1", "1-1", "0-999999999999999999-1", "-1"])
def test_no_place_in_a_list_is_404(client, hub, key):
    assert client.get(f"{hub.url}forum/?after={key}").status_code == 404


def test_filters(client, hub):
    TopicFactory(hub=hub, title="Кто знает?", is_question=True)
    TopicFactory(hub=hub, title="Отчёт", tags=["конкурс"])
    html = page(client, f"{hub.url}forum/?unanswered=1")
    assert [tag.text for tag in html.select(".topic-row-title a")] == ["Кто знает?"]
    html = page(client, "/forum/topics/?tag=конкурс")
    assert [tag.text for tag in html.select(".topic-row-title a")] == ["Отчёт"]
    assert client.get("/forum/topics/?tag=нет-такого").status_code == 404


def test_the_board_of_a_hub_is_the_section_of_the_hub(client, hub):
    response = client.get(board_of(hub).get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, f"{hub.url}forum/")
    other = BoardFactory(hub=hub, title="Олимпиады")
    assert client.get(other.get_absolute_url()).status_code == 200
    assert "Олимпиады" in page(client, f"{hub.url}forum/").select_one(".boards").text


def test_the_tab_counts_topics_of_the_hub_and_below(client, hub):
    child = HubPageFactory(parent=hub)
    TopicFactory(hub=hub), TopicFactory(hub=child)
    tab = page(client, hub.url).select_one(".tab[href$='/forum/']")
    assert tab.select_one(".tab-count").text == "2"


# -- A topic -----------------------------------------------------------------------------


def test_another_slug_leads_to_the_right_one(client, hub):
    topic = TopicFactory(hub=hub)
    for address in [f"/forum/{topic.pk}/", f"/forum/{topic.pk}/old/?after=1"]:
        response = client.get(address)
        assert response.status_code == 301
        assert response["Location"].startswith(topic.get_absolute_url())


@pytest.mark.parametrize("state", ["hidden", "removed", "deleted"])
def test_a_topic_that_was_taken_away_is_gone_and_names_its_hub(client, hub, state):
    topic = TopicFactory(hub=hub, title="Было и нет", state=state)
    response = client.get(topic.get_absolute_url())
    assert response.status_code == 410
    assert hub.title in response.content.decode()
    assert "Было и нет" not in response.content.decode()
    client.force_login(moderator_of(hub))
    assert client.get(topic.get_absolute_url()).status_code == 200


def test_what_never_was_is_not_found(client):
    for address in ["/forum/99/x/", "/posts/99/", "/discussions/99/", "/forum/boards/99/"]:
        assert client.get(address).status_code == 404


def test_a_topic_that_waits_is_there_for_its_author_and_moderators(client, hub):
    topic = TopicFactory(hub=hub, state="held", author=UserFactory())
    assert client.get(topic.get_absolute_url()).status_code == 404
    client.force_login(UserFactory())
    assert client.get(topic.get_absolute_url()).status_code == 404
    client.force_login(moderator_of(HubPageFactory()))
    assert client.get(topic.get_absolute_url()).status_code == 404
    for person in [topic.author, moderator_of(hub)]:
        client.force_login(person)
        assert client.get(topic.get_absolute_url()).status_code == 200
        assert topic.title not in page(client, "/forum/").text


def test_posts_come_by_pages_each_once(client, hub):
    topic = TopicFactory(hub=hub)
    made = [topic.first_post_id, *(post.pk for post in add_posts(topic, 49))]
    address, seen = topic.get_absolute_url(), []
    while address:
        html = page(client, address)
        seen += numbers(html)
        link = html.select_one(".topic-pages a[rel=next]")
        address = link["href"] if link else None
    assert seen == made
    html = page(client, f"{topic.get_absolute_url()}?after={made[39]}")
    back = html.select_one(".topic-pages a[rel=prev]")["href"]
    assert numbers(page(client, back)) == made[20:40]


@pytest.mark.parametrize("query", ["after=x", "before=0x1", "after=999999", "after=9" * 9])
def test_no_place_in_a_topic_is_404(client, hub, query):
    topic = TopicFactory(hub=hub)
    assert client.get(f"{topic.get_absolute_url()}?{query}").status_code == 404


def test_the_address_of_a_post_leads_to_the_page_that_has_it(client, hub):
    topic = TopicFactory(hub=hub)
    for post in [topic.first_post, *add_posts(topic, 70)][::7]:
        response = client.get(post.get_absolute_url())
        address, _sign, anchor = response["Location"].partition("#")
        assert anchor == f"post-{post.pk}"
        assert post.pk in numbers(page(client, address))


def test_what_was_taken_away_leaves_a_trace_without_its_words(client, hub):
    topic = TopicFactory(hub=hub)
    for state in ["hidden", "removed", "deleted"]:
        PostFactory(
            discussion=topic, source=f"Слова {state}", state=state, public_reason="Не по теме"
        )
    html = page(client, topic.get_absolute_url())
    assert len(html.select(".post-trace")) == 3
    assert "Слова" not in html.select_one(".posts").text
    assert "Не по теме" in html.text
    client.force_login(moderator_of(hub))
    assert "Слова hidden" in page(client, topic.get_absolute_url()).text


def test_a_quote_is_folded_and_says_nothing_of_what_went(client, hub):
    topic = TopicFactory(hub=hub)
    first = PostFactory(discussion=topic, source="Начинаю с линейки.")
    PostFactory(discussion=topic, reply_to=first)
    assert "линейки" in page(client, topic.get_absolute_url()).select_one(".post-quote").text
    Post.objects.filter(pk=first.pk).update(state=PostState.HIDDEN)
    html = page(client, topic.get_absolute_url())
    assert "линейки" not in html.text
    assert html.select_one(".post-quote-gone")


def test_the_answer_stands_under_the_question(client, hub):
    topic = TopicFactory(hub=hub, is_question=True)
    add_posts(topic, 30)
    answer = PostFactory(discussion=topic, source="Начните с рулетки.")
    topic.answer = answer
    topic.save()
    html = page(client, topic.get_absolute_url())
    assert "рулетки" in html.select_one(".topic-answer").text
    Post.objects.filter(pk=answer.pk).update(state=PostState.HELD)
    assert not page(client, topic.get_absolute_url()).select(".topic-answer")


def test_an_answer_that_comes_next_is_not_said_twice(client, hub):
    topic = TopicFactory(hub=hub, is_question=True, posts=1)
    topic.answer = topic.last_post
    topic.save()
    html = page(client, topic.get_absolute_url())
    assert html.select_one(".post.is-answer")
    assert not html.select(".topic-answer")


def test_words_without_their_form(hub):
    html = "<p>Один, <b>два</b>!</p><ul><li>три</li><li>четыре &amp; пять</li></ul>"
    assert Post(html=html).plain_text == "Один, два! три четыре & пять"


def test_a_visitor_gets_links_and_neither_forms_nor_cookies(client, hub):
    topic = TopicFactory(hub=hub, posts=3)
    for address in [topic.get_absolute_url(), "/forum/", f"{hub.url}forum/", "/forum/topics/"]:
        response = client.get(address)
        html = BeautifulSoup(response.content, "lxml")
        assert not response.cookies
        assert not html.select("form[method=post]")
        assert "csrf" not in response.content.decode().lower()
    link = page(client, topic.get_absolute_url()).select_one("#reply a")
    assert link["href"].startswith(reverse("account_login"))


def test_a_pupil_is_named_to_members_alone(client, hub):
    pupil = UserFactory(role="pupil", first_name="Петя", last_name="Зайцев", school_class="5 А",
                        name_is_public=False)  # fmt: skip
    topic = TopicFactory(hub=hub, author=pupil)
    addresses = [topic.get_absolute_url(), "/forum/", "/", "/feeds/forum/",
                 reverse("discussions:topic_feed", args=[topic.pk])]  # fmt: skip
    for address in addresses:
        assert "Зайцев" not in client.get(address).content.decode()
    client.force_login(UserFactory())
    html = page(client, topic.get_absolute_url())
    assert "Зайцев" in html.text
    assert "5 А" in html.text


def test_who_may_write_has_a_form_and_others_the_reason(client, hub):
    topic = TopicFactory(hub=hub)
    client.force_login(UserFactory())
    assert page(client, topic.get_absolute_url()).select_one("form#editor")
    topic.is_closed = True
    topic.save()
    html = page(client, topic.get_absolute_url())
    assert not html.select_one("form#editor")
    assert html.select_one("#reply .message")
    client.force_login(moderator_of(hub))
    assert page(client, topic.get_absolute_url()).select_one("form#editor")


def test_a_suspended_person_reads_like_a_visitor(client, hub):
    topic = TopicFactory(hub=hub, posts=1)
    client.force_login(UserFactory(status=UserStatus.SUSPENDED))
    html = page(client, topic.get_absolute_url())
    assert not html.select_one("form#editor")
    assert not html.select("button[formaction]")


# -- What is new -------------------------------------------------------------------------


def test_a_line_stands_above_what_is_new_and_only_once(client, hub):
    member = UserFactory()
    topic = TopicFactory(hub=hub, posts=3)
    read_up_to(member, topic)
    new = PostFactory(discussion=topic)
    client.force_login(member)
    assert page(client, "/forum/").select(".topic-row.is-new")
    response = client.get(f"{topic.get_absolute_url()}?show=new")
    assert response["Location"].endswith(f"#post-{new.pk}")
    html = page(client, topic.get_absolute_url())
    line = html.select_one(".posts-new")
    assert line.find_next_sibling("article")["id"] == f"post-{new.pk}"
    assert not page(client, topic.get_absolute_url()).select(".posts-new")
    assert not page(client, "/forum/").select(".topic-row.is-new")


def test_nothing_is_written_when_nothing_is_new(client, hub, django_capture_on_commit_callbacks):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    member = UserFactory()
    topic = TopicFactory(hub=hub, posts=3)
    client.force_login(member)
    client.get(topic.get_absolute_url())
    mark = ReadMark.objects.get(user=member)
    assert mark.last_post_id == topic.last_post_id
    with CaptureQueriesContext(connection) as queries:
        client.get(topic.get_absolute_url())
    written = [q["sql"] for q in queries if re.match("INSERT|UPDATE|DELETE", q["sql"])]
    assert not written


def test_all_is_marked_as_read(client, hub):
    member = UserFactory()
    for _n in range(3):
        TopicFactory(hub=hub, posts=2)
    client.force_login(member)
    assert len(page(client, "/forum/topics/?new=1").select(".topic-row")) == 3
    client.post("/forum/read/")
    assert not page(client, "/forum/topics/?new=1").select(".topic-row")


def test_old_talk_and_one_s_own_words_are_not_new(client, hub):
    member = UserFactory()
    TopicFactory(hub=hub, minutes_ago=60 * 24 * 40)
    TopicFactory(hub=hub, author=member)
    client.force_login(member)
    assert not page(client, "/forum/").select(".is-new")


def test_boards_of_the_site_are_kept_by_its_editors_alone(client, hub):
    own = BoardFactory(hub=hub)
    site = BoardFactory()
    client.force_login(moderator_of(hub))
    edit = "discussions_board_modeladmin_edit"
    assert client.get(reverse(edit, args=[own.pk])).status_code == 200
    assert client.get(reverse(edit, args=[site.pk])).status_code != 200


def test_no_board_goes_with_what_was_said_on_it(client, hub):
    used = BoardFactory(hub=hub)
    TopicFactory(board=used)
    client.force_login(UserFactory(is_superuser=True))
    for board in [used, board_of(hub)]:
        client.post(reverse("discussions_board_modeladmin_delete", args=[board.pk]))
    assert Board.objects.filter(pk__in=[used.pk, board_of(hub).pk]).count() == 2
    empty = BoardFactory(hub=hub)
    client.post(reverse("discussions_board_modeladmin_delete", args=[empty.pk]))
    assert not Board.objects.filter(pk=empty.pk).exists()


def test_members_of_the_hub_see_new_boards(client, hub):
    user = UserFactory()
    MembershipFactory(user=user, hub=hub)
    client.force_login(user)
    assert hub.title in page(client, "/forum/").text
