"""What was quoted of a post goes when its words go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.discussions.actions import posts
from community.discussions.models import Post
from community.discussions.quotes import quote_of, without_quotes
from demo.factories.members import UserFactory

pytestmark = pytest.mark.django_db
GONE = "Эти слова больше нельзя прочитать."
WORDS = "Живёт она на улице Садовой, дом пять.\nА урок хороший."


@pytest.fixture
def quoted(author, topic):
    return posts.add_post(author, topic, WORDS)


def say(topic, source, **kwargs):
    return posts.add_post(UserFactory(), topic, source, **kwargs)


def fresh(post):
    return Post.objects.get(pk=post.pk)


WAYS = {
    "hidden": lambda post, moderator: posts.hide_post(post, moderator, "Чужой адрес"),
    "removed": lambda post, moderator: posts.remove_post(post, moderator, "Чужой адрес"),
    "deleted by its author": lambda post, moderator: posts.delete_post(post, post.author),
}


@pytest.mark.parametrize("way", WAYS)
def test_quotes_go_with_the_words(quoted, topic, moderator, way):
    linked = say(topic, f"{quote_of(quoted)}Согласна с вами.", reply_to=quoted)
    by_hand = say(topic, f"> {WORDS.splitlines()[0]}\n\nНе надо так.")
    other = say(topic, "> Живёт на свете красота\n\nПросто цитата.")
    WAYS[way](quoted, moderator)
    for post in (linked, by_hand):
        post = fresh(post)
        for text in (post.source, post.html, post.plain_text):
            assert "Садовой" not in text and "урок" not in text and GONE in text
    assert fresh(linked).source.endswith("Согласна с вами.")
    assert fresh(linked).source.count(GONE) == 1
    assert f"/posts/{quoted.pk}/" in fresh(linked).source
    assert fresh(by_hand).source == f"> {GONE}\n\nНе надо так."
    assert fresh(other).source == other.source
    assert not fresh(linked).versions.exists()


def test_what_a_moderator_takes_out_goes_and_the_rest_stays(quoted, topic, moderator):
    linked = say(topic, f"{quote_of(quoted)}Согласна.")
    posts.redact_post(quoted, moderator, "А урок хороший.", "Чужой адрес")
    assert "Садовой" not in fresh(linked).html
    assert "А урок хороший." in fresh(linked).html and GONE in fresh(linked).html


def test_what_it_said_before_goes_too(quoted, topic, moderator):
    linked = say(topic, f"{quote_of(quoted)}Согласна.")
    posts.edit_post(linked, linked.author, "Уже нет.")
    posts.remove_post(quoted, moderator, "Чужой адрес")
    assert "Садовой" not in fresh(linked).versions.get().source


def test_it_does_not_come_back(quoted, topic, moderator):
    linked = say(topic, f"{quote_of(quoted)}Согласна.")
    posts.hide_post(quoted, moderator, "Чужой адрес")
    posts.restore_post(quoted, moderator)
    assert "Садовой" not in fresh(linked).html


def test_a_cut_quote_and_mentions(author, topic, moderator):
    person = UserFactory()
    long = posts.add_post(author, topic, f"Спросите @{person.username}. " + "Очень длинно. " * 60)
    linked = say(topic, f"{quote_of(long)}Да.")
    assert linked.mentions.exists() and " …" in linked.source
    posts.hide_post(long, moderator, "Лишнее")
    assert "длинно" not in fresh(linked).html and not linked.mentions.exists()


def test_nothing_is_left_but_a_quote(quoted, topic, moderator):
    only = say(topic, quote_of(quoted))
    posts.hide_post(quoted, moderator, "Чужой адрес")
    assert GONE in fresh(only).html and "Садовой" not in fresh(only).source


def test_a_topic_without_quotes_costs_one_question(quoted, topic, django_assert_max_num_queries):
    from community.discussions.actions.quoting import forget_quotes

    for number in range(5):
        say(topic, f"Ответ {number}")
    with django_assert_max_num_queries(1):
        assert forget_quotes(quoted, None) == 0


LINES = st.lists(st.text(alphabet="> абвгд…", max_size=20), max_size=8).map("\n".join)


@given(source=LINES, old=LINES, new=LINES)
def test_only_lines_of_quotes_are_ever_touched(source, old, new):
    cleaned = without_quotes(source, "/posts/1/", old, new, GONE)
    plain = [line for line in source.split("\n") if not line.lstrip().startswith(">")]
    assert [line for line in cleaned.split("\n") if not line.lstrip().startswith(">")] == plain
    # What is done is done.
    assert without_quotes(cleaned, "/posts/1/", old, new, GONE) == cleaned
