"""People who write, take back and decide at the same moment: no post is lost or doubled, and
the numbers are what the rows say."""

from django.core.exceptions import ValidationError
from wagtail.models import Site

from community.discussions import counters
from community.discussions.actions import posts
from community.discussions.models import Board, Discussion, DiscussionSettings, Post
from community.moderation.actions.decisions import decide_on
from community.moderation.enums import Act, Rule
from community.moderation.models import Case, Decision
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of

WRITERS, POSTS = 8, 3


def begin():
    """A topic by a moderator, and people whose first words are let through already."""
    hub = HubPageFactory()
    moderator = moderator_of(hub)
    board = Board.objects.get(hub=hub, is_main=True)
    topic = posts.begin_topic(moderator, board, "Все сразу", "Пишем.").discussion
    people = [UserFactory() for _ in range(WRITERS)]
    for person in people:
        Post.objects.bulk_create(
            Post(discussion=topic, author=person, source="Здравствуйте.", html="<p></p>")
            for _ in range(5)
        )
    counters.recount(topic)
    return topic, people, moderator


def numbers(topic):
    """Published posts as counted beside the topic and the board, whether a recount finds
    anything wrong, and as they are."""
    topic.refresh_from_db()
    board = Board.objects.get(pk=topic.board_id)
    real = topic.posts.published().count()
    return topic.post_count, board.post_count, real, counters.recount(topic)


def test_many_write_into_one_topic(crowd):
    topic, people, _moderator = crowd.once(begin)

    def write(person):
        return [posts.add_post(person, topic, f"{person.pk}: {n}").pk for n in range(POSTS)]

    made = crowd.together([lambda person=person: write(person) for person in people])
    keys = {key for mine in made for key in mine}
    assert len(keys) == WRITERS * POSTS
    counted, on_board, real, is_wrong = crowd.once(lambda: numbers(topic))
    assert counted == on_board == real == WRITERS * 5 + WRITERS * POSTS + 1
    assert not is_wrong


def test_a_form_that_is_sent_twice_at_once_makes_one_post(crowd):
    topic, people, _moderator = crowd.once(begin)
    send = [lambda: posts.add_post(people[0], topic, "Один раз.", form_key="k1").pk] * 4
    assert len(set(crowd.together(send))) == 1
    assert crowd.once(lambda: Post.objects.filter(source="Один раз.").count()) == 1
    counted, _on_board, real, is_wrong = crowd.once(lambda: numbers(topic))
    assert counted == real
    assert not is_wrong


def test_a_new_topic_that_is_sent_twice_at_once_is_one(crowd):
    topic, people, _moderator = crowd.once(begin)
    board = crowd.once(lambda: Board.objects.get(pk=topic.board_id))
    send = [lambda: posts.begin_topic(people[0], board, "Новая", "Начнём.", form_key="k2").pk] * 4
    assert len(set(crowd.together(send))) == 1
    assert crowd.once(lambda: Discussion.objects.filter(title="Новая").count()) == 1


def test_no_refusal_is_lost_when_one_sends_everywhere_at_once(crowd):
    """She is counted before the discussion is locked, and yet only once for each post."""
    left = 3

    def prepare():
        topic, people, moderator = begin()
        topics = [
            posts.begin_topic(moderator, topic.board, f"Ещё {n}", "Пишем.").discussion
            for n in range(3)
        ]
        site = Site.objects.get(is_default_site=True)
        # Five she has written already.
        DiscussionSettings.objects.update_or_create(
            site=site, defaults={"posts_per_ten_minutes": 5 + left}
        )
        return [topic, *topics], people[0]

    topics, person = crowd.once(prepare)
    send = [lambda topic=topic: posts.add_post(person, topic, "Спам?").pk for topic in topics * 2]
    answers = crowd.together(send, refusals=ValidationError)
    assert sum(isinstance(answer, ValidationError) for answer in answers) == len(send) - left
    assert crowd.once(lambda: Post.objects.filter(source="Спам?").count()) == left
    again = crowd.together(send[:1], refusals=ValidationError)
    assert again[0].code == "too_often"


def test_a_post_is_hidden_while_it_is_answered_and_taken_back(crowd):
    topic, people, moderator = crowd.once(begin)
    post = crowd.once(lambda: posts.add_post(people[0], topic, "Спорное."))
    crowd.together(
        [
            lambda: decide_on(post, moderator, Act.HIDE, rule=Rule.INSULT, reason="Грубо."),
            lambda: posts.add_post(people[1], topic, "Отвечаю.", reply_to=post),
            lambda: posts.delete_post(post, people[0]),
        ],
        refusals=(ValidationError, posts.PermissionDenied),
    )
    counted, on_board, real, is_wrong = crowd.once(lambda: numbers(topic))
    assert counted == on_board == real
    assert not is_wrong
    state = crowd.once(lambda: Post.objects.get(pk=post.pk).state)
    assert state in {"hidden", "deleted"}
    assert crowd.once(lambda: Case.objects.open().count()) == 0


def test_two_moderators_decide_once(crowd):
    topic, people, moderator = crowd.once(begin)
    other = crowd.once(lambda: moderator_of(topic.hub))
    post = crowd.once(lambda: posts.add_post(people[0], topic, "Спорное."))
    hide = [
        lambda who=who: decide_on(post, who, Act.HIDE, rule=Rule.SPAM, reason="Реклама.").pk
        for who in (moderator, other)
    ]
    crowd.together(hide, refusals=ValidationError)
    decided = crowd.once(lambda: Decision.objects.filter(act=Act.HIDE).count())
    assert decided == 1
    counted, _on_board, real, is_wrong = crowd.once(lambda: numbers(topic))
    assert counted == real
    assert not is_wrong
