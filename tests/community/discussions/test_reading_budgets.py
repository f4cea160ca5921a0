"""How many queries it costs to read: the same for twenty posts and for thousands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_factories import ImageFactory

from community.discussions import counters
from community.discussions.models import Discussion, Mention, Post
from demo.factories.discussions import (
    BoardFactory,
    PostFactory,
    TopicFactory,
    add_posts,
    board_of,
)
from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory

pytestmark = pytest.mark.django_db

BUDGET = 12


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика", slug="mathematics")


@pytest.fixture
def member(hub):
    user = UserFactory()
    MembershipFactory(user=user, hub=hub)
    return user


def rich_topic(hub, member, number):
    """A topic with all that a post can have, and ``number`` posts after that."""
    topic = TopicFactory(hub=hub, tags=["дроби", "5 класс"], is_question=True)
    first = topic.first_post
    for n in range(6):
        author = UserFactory(photo=ImageFactory(), visibility={"photo": "everybody"})
        post = PostFactory(
            discussion=topic, author=author, reply_to=first, files=[StoredFileFactory()]
        )
        post.author.photo.get_rendition("fill-192x192|format-webp")
        Mention.objects.create(post=post, user=author)
        Post.objects.filter(pk=post.pk).update(
            html=f'<p><span class="mention mention-{author.pk}">@участник</span>, {n} '
            f'<a class="post-link" href="{MaterialFactory(hub=hub).url}" '
            f'rel="nofollow ugc noopener">Материал</a></p>'
        )
    PostFactory(discussion=topic, author=member)
    add_posts(topic, number)
    topic.refresh_from_db()
    topic.answer = topic.last_post
    topic.save()
    return topic


def cost(client, address):
    """Queries of a second look, and what they were."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries), "\n".join(query["sql"][:160] for query in queries)


@pytest.mark.parametrize("number", [20, 2000])
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_a_topic(client, hub, member, number, is_signed_in):
    topic = rich_topic(hub, member, number)
    if is_signed_in:
        client.force_login(member)
    found, statements = cost(client, topic.get_absolute_url())
    assert found <= BUDGET, statements
    far = f"{topic.get_absolute_url()}?after={topic.last_post_id - 15}"
    found, statements = cost(client, far)
    assert found <= BUDGET, statements


def fill_board(board, number):
    """``number`` topics at once, each with a last post."""
    author = UserFactory()
    made = Discussion.objects.bulk_create(
        Discussion(kind="topic", board=board, hub=board.hub, title=f"Тема {n}", author=author)
        for n in range(number)
    )
    posts = Post.objects.bulk_create(
        Post(discussion=topic, author=author, source="Слова", html="<p>Слова</p>") for topic in made
    )
    for topic, post in zip(made, posts, strict=True):
        topic.first_post = topic.last_post = post
        topic.post_count = 1
        topic.is_question = topic.pk % 3 == 0
    Discussion.objects.bulk_update(
        made, ["first_post", "last_post", "post_count", "is_question"], batch_size=200
    )
    counters.recount_board(board)


@pytest.mark.parametrize("number", [20, 2000])
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_boards(client, hub, member, number, is_signed_in):
    board = BoardFactory(hub=hub, title="Олимпиады")
    fill_board(board, number)
    fill_board(board_of(hub), 3)
    for _n in range(4):
        fill_board(board_of(HubPageFactory()), 2)
    if is_signed_in:
        client.force_login(member)
    for address in ["/forum/", "/forum/topics/", board.get_absolute_url()]:
        for query in ["", "?unanswered=1"]:
            found, statements = cost(client, address + query)
            assert found <= BUDGET, f"{address}: {statements}"
    # Beside the board itself stand the cover of the hub and the numbers on its tabs.
    found, statements = cost(client, f"{hub.url}forum/")
    assert found <= BUDGET + 5, statements


def test_no_post_is_counted(client, hub, member):
    topic = rich_topic(hub, member, 40)
    client.force_login(member)
    for address in [topic.get_absolute_url(), "/forum/", f"{hub.url}forum/"]:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counting = [
            query["sql"]
            for query in queries
            if "COUNT(" in query["sql"] and 'FROM "discussions_post"' in query["sql"]
        ]
        assert not counting
