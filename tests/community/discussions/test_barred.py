"""What somebody may do whom moderators have barred from a hub: one table of all acts."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from community.discussions.actions import chats, posts, reading, topics
from community.discussions.models import Discussion, Post
from community.moderation.actions.appeals import appeal
from community.moderation.actions.complaints import complain
from community.moderation.actions.decisions import decide_on
from community.moderation.actions.sanctions import lift
from community.moderation.enums import Act, Rule, SanctionKind
from community.moderation.standing import forget_standing
from demo.factories.chats import ChatFactory
from demo.factories.discussions import PostFactory, ThanksFactory, TopicFactory
from demo.factories.materials import MaterialFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import moderator_of, site_editor

pytestmark = pytest.mark.django_db


class Case:
    """A person, her question and an answer of hers, answers of others, a chat that she leads."""

    def __init__(self, hub, board, person):
        self.hub, self.board, self.person = hub, board, person
        self.topic = TopicFactory(hub=hub, author=person, is_question=True, posts=2)
        self.answer = self.topic.posts.order_by("pk").last()
        self.other = TopicFactory(hub=hub)
        self.own = PostFactory(discussion=self.other, author=person)
        self.material = MaterialFactory(hub=hub)
        self.thanked = self.other.first_post
        ThanksFactory(user=person, post=self.thanked)
        self.chat = ChatFactory(hub=hub, leader=person)
        self.coming = ChatFactory(hub=hub, leader=person, begins_in=60)
        self.sanction = None

    def bar(self):
        editor = site_editor()
        bad = PostFactory(discussion=self.other, author=self.person)
        self.decision = decide_on(
            bad, editor, Act.HIDE, rule=Rule.INSULT, reason="Грубо", sanction=SanctionKind.HUB
        )
        self.sanction = self.person.sanctions.get()
        forget_standing(self.person)


def times():
    starts_at = timezone.now() + timedelta(days=1)
    return {"title": "Другое", "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}


TALK = {
    "begin a topic": lambda c: posts.begin_topic(c.person, c.board, "Тема", "Слова"),
    "write": lambda c: posts.add_post(c.person, c.other, "Слова"),
    "comment": lambda c: posts.add_comment(c.person, c.material, "Слова"),
    "write in a chat": lambda c: posts.add_post(c.person, c.chat.discussion, "Слова"),
    "edit": lambda c: posts.edit_post(c.own, c.person, "Иные слова"),
    "thank": lambda c: reading.thank(c.person, c.answer),
    "choose an answer": lambda c: topics.choose_answer(c.topic, c.person, c.answer),
    "end a chat": lambda c: chats.end(c.chat, c.person),
}
OWN = {
    "delete": lambda c: posts.delete_post(c.own, c.person),
    "take thanks back": lambda c: reading.thank(c.person, c.thanked, is_thankful=False),
    "follow": lambda c: reading.follow(c.person, c.other),
    "stop following": lambda c: reading.unfollow(c.person, c.topic),
    "read": lambda c: Post.objects.visible_to(c.person).get(pk=c.answer.pk),
    "complain": lambda c: complain(c.answer, c.person, Rule.INSULT),
}
MODERATING = {
    "pin": lambda c: topics.pin(c.other, c.person, True),
    "close": lambda c: topics.close(c.other, c.person, True),
    "retitle": lambda c: topics.retitle(c.other, c.person, "Иначе"),
    "move": lambda c: topics.move(c.other, c.person, c.board),
    "hide": lambda c: posts.hide_post(c.answer, c.person, "Грубо"),
    "decide": lambda c: decide_on(
        c.answer, c.person, Act.HIDE, rule=Rule.INSULT, reason="Грубо"
    ),
    "announce a chat": lambda c: chats.announce(c.hub, c.person, **times()),
    "change a chat": lambda c: chats.change(c.coming, c.person, **times()),
    "cancel a chat": lambda c: chats.cancel(c.coming, c.person),
}  # fmt: skip
NEVER = {"lift her own sanction": lambda c: lift(c.sanction, c.person)}
ALLOWED_ALWAYS = {"appeal": lambda c: appeal(c.decision, c.person, "Это не грубость.")}


@pytest.fixture
def case(no_newcomers, hub, board):
    return Case(hub, board, UserFactory())


@pytest.fixture
def moderators_case(no_newcomers, hub, board):
    return Case(hub, board, moderator_of(hub))


@pytest.mark.parametrize("act", TALK)
def test_nothing_in_the_talk(case, act):
    case.bar()
    with pytest.raises(PermissionDenied, match="Грубо"):
        TALK[act](case)


@pytest.mark.parametrize("act", [*OWN, *ALLOWED_ALWAYS])
def test_what_is_her_own(case, act):
    case.bar()
    assert (OWN | ALLOWED_ALWAYS)[act](case)


@pytest.mark.parametrize("act", [*TALK, *OWN])
def test_the_same_before_she_is_barred(case, act):
    assert (TALK | OWN)[act](case)


@pytest.mark.parametrize("act", [*MODERATING, *NEVER])
def test_a_moderator_who_is_barred_moderates_nothing(moderators_case, act):
    moderators_case.bar()
    with pytest.raises(PermissionDenied):
        (MODERATING | NEVER)[act](moderators_case)


@pytest.mark.parametrize("act", sorted(MODERATING.keys() - {"move"}))
def test_a_moderator_moderates(moderators_case, act):
    assert MODERATING[act](moderators_case)


def test_elsewhere_she_writes(case):
    case.bar()
    assert posts.add_post(case.person, TopicFactory(), "Слова")


def test_a_sanction_that_was_lifted_bars_nobody(case):
    case.bar()
    lift(case.sanction, site_editor())
    person = type(case.person).objects.get(pk=case.person.pk)
    assert topics.choose_answer(Discussion.objects.get(pk=case.topic.pk), person, case.answer)


def test_the_page_offers_what_she_may_do(client, case):
    client.force_login(case.person)
    url = case.topic.get_absolute_url()
    choose = reverse("discussions:choose_answer", args=[case.topic.pk])
    thank = reverse("discussions:thank", args=[case.answer.pk])
    follow = reverse("discussions:follow", args=[case.topic.pk])
    complaint = reverse("moderation:complain", args=["post", case.answer.pk])
    page = client.get(url).content.decode()
    assert all(one in page for one in (choose, thank, follow, complaint))
    case.bar()
    page = client.get(url).content.decode()
    assert choose not in page and thank not in page
    assert follow in page and complaint in page and "Грубо" in page
    other = client.get(case.other.get_absolute_url()).content.decode()
    assert reverse("discussions:thank", args=[case.thanked.pk]) in other
    assert reverse("discussions:delete", args=[case.own.pk]) in other
    assert reverse("discussions:edit", args=[case.own.pk]) not in other
    refused = client.post(choose, {"post": case.answer.pk})
    assert refused.status_code == 403


def test_the_page_offers_a_barred_moderator_no_decisions(client, moderators_case):
    case = moderators_case
    client.force_login(case.person)
    moderate = reverse("discussions:moderate", args=[case.answer.pk])
    manage = reverse("discussions:manage", args=[case.topic.pk])
    page = client.get(case.topic.get_absolute_url()).content.decode()
    assert moderate in page and manage in page
    case.bar()
    page = client.get(case.topic.get_absolute_url()).content.decode()
    assert moderate not in page and manage not in page
    assert client.get(moderate).status_code == client.get(manage).status_code == 403
