"""What is held, hidden, removed or deleted is read nowhere, and what is up, everywhere."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from community.discussions.enums import PostState
from demo.factories.discussions import CommentsFactory, PostFactory, TopicFactory
from demo.factories.materials import MaterialFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory

pytestmark = pytest.mark.django_db

WORD = "квазисинус"
AWAY = [state for state in PostState.values if state != PostState.PUBLISHED]


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика", slug="mathematics")


def surfaces(hub, author):
    """Pages where words of posts are repeated."""
    return [
        "/",
        "/forum/",
        "/forum/topics/",
        hub.url,
        f"{hub.url}forum/",
        f"/search/?q={WORD}",
        f"/search/?q={WORD}&kind=topics",
        f"/search/?q={WORD}&kind=posts",
        "/feeds/forum/",
        reverse("discussions:hub_feed", args=[hub.pk]),
        "/sitemap.xml",
        author.get_absolute_url(),
    ]


def read(client, address):
    response = client.get(address)
    text = response.content.decode().replace("\xa0", " ")
    return text.replace(f"q={WORD}", "").replace(f'value="{WORD}"', "")


def found(client, addresses):
    """Where the word is read, the search's own question left out."""
    hits = []
    for address in addresses:
        text = read(client, address)
        for own in [f"«{WORD}»", f"Поиск: {WORD}"]:
            text = text.replace(own, "")
        if WORD in text.lower() or "kvazisinus" in text:
            hits.append(address)
    return hits


@pytest.mark.parametrize("state", AWAY)
@pytest.mark.parametrize("viewer", ["visitor", "member"])
def test_a_topic_that_is_not_up(client, hub, state, viewer):
    author = UserFactory(visibility={"posts": "everybody"})
    topic = TopicFactory(
        hub=hub, author=author, title=f"Про {WORD}", source=f"Вот {WORD}.", state=state
    )
    PostFactory(discussion=topic, source=f"Ответ про {WORD}", author=author)
    call_command("update_index", verbosity=0)
    if viewer == "member":
        client.force_login(UserFactory())
    addresses = [
        *surfaces(hub, author),
        # With the title in the address the answer would repeat what was asked.
        f"/forum/{topic.pk}/",
        topic.last_post.get_absolute_url(),
        reverse("discussions:topic_feed", args=[topic.pk]),
    ]
    assert found(client, addresses) == []


@pytest.mark.parametrize("state", AWAY)
@pytest.mark.parametrize("viewer", ["visitor", "member"])
def test_a_post_that_is_not_up(client, hub, state, viewer):
    author = UserFactory(visibility={"posts": "everybody"})
    topic = TopicFactory(hub=hub, title="Про синусы", posts=2)
    material = MaterialFactory(hub=hub)
    comments = CommentsFactory(target=material, posts=1)
    for discussion in (topic, comments):
        post = PostFactory(discussion=discussion, source=f"Вот {WORD}.", author=author, state=state)
        PostFactory(discussion=discussion, reply_to=post)
    call_command("update_index", verbosity=0)
    if viewer == "member":
        client.force_login(UserFactory())
    addresses = [
        *surfaces(hub, author),
        topic.get_absolute_url(),
        reverse("discussions:topic_feed", args=[topic.pk]),
        material.url,
    ]
    assert found(client, addresses) == []
    topic.refresh_from_db()
    assert topic.post_count == 4


def test_what_is_up_is_found_where_it_should_be(client, hub):
    author = UserFactory(visibility={"posts": "everybody"})
    topic = TopicFactory(hub=hub, author=author, title=f"Про {WORD}", source=f"Вот {WORD}.")
    call_command("update_index", verbosity=0)
    addresses = [*surfaces(hub, author), topic.get_absolute_url()]
    missing = set(addresses) - set(found(client, addresses))
    # What begins a topic is found as the topic.
    assert missing == {f"/search/?q={WORD}&kind=posts"}


def test_the_index_forgets_what_went(hub):
    from search.models import Entry

    topic = TopicFactory(hub=hub, title=f"Про {WORD}")
    call_command("update_index", verbosity=0)
    assert Entry.objects.filter(content_type__app_label="discussions").exists()
    post = topic.first_post
    post.state = PostState.HIDDEN
    post.save()
    kinds = Entry.objects.filter(content_type__app_label="discussions")
    assert not kinds.exists()
