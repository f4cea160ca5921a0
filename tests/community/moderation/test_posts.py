"""Posts before the moderators: what complaints and decisions do to them."""

import pytest
from wagtail.models import Site

from community.discussions.actions import posts
from community.discussions.enums import PostState
from community.discussions.models import Board, Post
from community.moderation.actions.appeals import appeal, hear
from community.moderation.actions.complaints import complain
from community.moderation.actions.decisions import decide, decide_on
from community.moderation.enums import Act, CaseStatus, HoldReason, Rule
from community.moderation.models import Case, ModerationSettings
from demo.factories.discussions import PostFactory
from demo.factories.materials import MaterialFactory
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of

pytestmark = pytest.mark.django_db
BECAUSE = {"rule": Rule.PERSONAL_DATA, "reason": "Чужой телефон."}
PHONE = "Звоните ему: восемь девятьсот."


@pytest.fixture
def limits(db):
    found = ModerationSettings.for_site(Site.objects.get(is_default_site=True))
    found.newcomer_posts, found.complaints_to_hold = 0, 2
    found.save()
    return found


@pytest.fixture
def hub():
    return HubPageFactory()


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


@pytest.fixture
def post(limits, hub):
    author = UserFactory()
    MembershipFactory(user=author, hub=hub)
    board = Board.objects.get(hub=hub, is_main=True)
    return posts.begin_topic(author, board, "Дроби", PHONE)


def state(post):
    return Post.objects.get(pk=post.pk).state


def many_complain(post, number):
    for _ in range(number):
        complain(post, UserFactory(), Rule.INSULT)


def test_enough_complaints_take_a_post_down(post):
    many_complain(post, 1)
    assert state(post) == PostState.PUBLISHED
    many_complain(post, 1)
    assert state(post) == PostState.HELD
    case = Case.objects.get()
    assert (case.complaint_count, case.reasons) == (2, [HoldReason.COMPLAINTS])


def test_a_brigade_does_not_take_down_what_was_approved(post, moderator):
    many_complain(post, 2)
    decide(Case.objects.get(), moderator, Act.APPROVE)
    assert state(post) == PostState.PUBLISHED
    many_complain(post, 3)
    assert state(post) == PostState.PUBLISHED
    assert Case.objects.open().count() == 1


def test_what_was_changed_since_is_judged_anew(post, moderator):
    many_complain(post, 2)
    decide(Case.objects.get(), moderator, Act.APPROVE)
    posts.edit_post(Post.objects.get(pk=post.pk), post.author, "Теперь совсем другое.")
    many_complain(post, 2)
    assert state(post) == PostState.HELD


def test_taking_personal_data_out_publishes_the_rest(post, moderator):
    many_complain(post, 2)
    decide(Case.objects.get(), moderator, Act.EDIT, text="Звоните ему.", **BECAUSE)
    found = Post.objects.get(pk=post.pk)
    assert (found.source, found.state) == ("Звоните ему.", PostState.PUBLISHED)


def test_overturned_editing_brings_the_words_back(post, moderator, hub):
    decision = decide_on(post, moderator, Act.EDIT, text="Звоните ему.", **BECAUSE)
    hear(appeal(decision, post.author, "Это не телефон."), moderator_of(hub), False, "Верно.")
    assert Post.objects.get(pk=post.pk).source == PHONE


@pytest.mark.parametrize("act", [Act.HIDE, Act.REMOVE])
def test_overturned_decision_puts_the_post_back(post, moderator, hub, act):
    decision = decide_on(post, moderator, act, **BECAUSE)
    assert state(post) != PostState.PUBLISHED
    hear(appeal(decision, post.author, "Это не телефон."), moderator_of(hub), False, "Верно.")
    assert state(post) == PostState.PUBLISHED


def test_log_does_not_quote_the_author(post, moderator):
    decision = decide_on(post, moderator, Act.HIDE, **BECAUSE)
    assert "Звоните" not in decision.target_label


def test_deleted_by_its_author_waits_for_nobody(post):
    many_complain(post, 1)
    posts.delete_post(post, post.author)
    assert Case.objects.get().status == CaseStatus.CLOSED


def test_gone_with_its_hub_waits_for_nobody(post):
    many_complain(post, 1)
    Post.objects.get(pk=post.pk).delete()
    assert Case.objects.get().status == CaseStatus.CLOSED


def test_a_brigade_of_fresh_accounts_takes_nothing_down(limits, post):
    """All they say reaches the moderators; only people whom the community knows count."""
    limits.newcomer_posts = 1
    limits.save()
    many_complain(post, 5)
    assert state(post) == PostState.PUBLISHED
    assert Case.objects.open().of(post).get().complaint_count == 5
    known = [PostFactory(discussion=post.discussion).author, MaterialFactory(owner=UserFactory())]
    complain(post, known[0], Rule.INSULT)
    assert state(post) == PostState.PUBLISHED
    held = PostFactory(discussion=post.discussion, state=PostState.HELD).author
    complain(post, held, Rule.INSULT)
    assert state(post) == PostState.PUBLISHED
    complain(post, known[1].owner, Rule.INSULT)
    assert state(post) == PostState.HELD


def test_whoever_is_out_counts_no_more(limits, post):
    one = UserFactory()
    complain(post, one, Rule.INSULT)
    one.status = "suspended"
    one.save()
    many_complain(post, 1)
    assert state(post) == PostState.PUBLISHED
