"""The states of posts, whatever their authors and moderators do, in whatever order."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from wagtail.models import ModelLogEntry

from community.discussions import counters
from community.discussions.actions import posts
from community.discussions.enums import LEAVES_TRACE, PostState
from community.discussions.models import Board, Discussion, Post
from community.moderation.enums import HoldReason
from community.moderation.models import Case
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of

SECRET = "Тайна"
ACTS = {
    "publish": lambda post, people: posts.publish_post(post, people["moderator"]),
    "complain": lambda post, people: posts.hold_post(post, [HoldReason.COMPLAINTS]),
    "hide": lambda post, people: posts.hide_post(post, people["moderator"], "Грубость"),
    "remove": lambda post, people: posts.remove_post(post, people["moderator"], "Реклама"),
    "restore": lambda post, people: posts.restore_post(post, people["moderator"]),
    "redact": lambda post, people: posts.redact_post(
        post, people["moderator"], f"{SECRET} без телефона {post.versions.count()}", "Телефон"
    ),
    "delete": lambda post, people: posts.delete_post(post, post.author),
    "delete another's": lambda post, people: posts.delete_post(post, people["stranger"]),
    "edit": lambda post, people: posts.edit_post(
        post, post.author, f"{SECRET} иначе {post.versions.count()}"
    ),
    "edit as it is": lambda post, people: posts.edit_post(post, post.author, post.source),
    "hide as a member": lambda post, people: posts.hide_post(post, people["stranger"], "Так"),
}
# By what each state is left; what its author took back is gone.
WAYS_OUT = {
    PostState.PUBLISHED: {"hide", "remove", "delete", "complain"},
    PostState.HELD: {"publish", "hide", "remove", "delete", "redact"},
    PostState.HIDDEN: {"restore", "remove"},
    PostState.REMOVED: {"restore"},
    PostState.DELETED: set(),
}


class PostMachine(RuleBasedStateMachine):
    topics = Bundle("topics")
    written = Bundle("written")

    def __init__(self):
        super().__init__()
        # What an example leaves behind would be counted anew at every step of the next ones.
        self.example = transaction.atomic()
        self.example.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @initialize()
    def begin(self):
        self.hub = HubPageFactory()
        self.board = Board.objects.get(hub=self.hub, is_main=True)
        self.people = {
            "author": UserFactory(),
            "other": UserFactory(),
            "stranger": UserFactory(),
            "moderator": moderator_of(self.hub),
        }

    @rule(target=topics, is_trapped=st.booleans())
    def begin_topic(self, is_trapped):
        post = posts.begin_topic(
            self.people["author"], self.board, "Тема", SECRET, is_trapped=is_trapped
        )
        return post.discussion_id

    @rule(target=written, topic=topics, who=st.sampled_from(["author", "other", "moderator"]),
          is_trapped=st.booleans())  # fmt: skip
    def answer(self, topic, who, is_trapped):
        discussion = Discussion.objects.get(pk=topic)
        try:
            post = posts.add_post(
                self.people[who], discussion, f"{SECRET}: ответ", is_trapped=is_trapped
            )
        except PermissionDenied:
            assert not discussion.is_visible
            return discussion.first_post_id
        return post.pk

    @rule(target=written, topic=topics)
    def take_first(self, topic):
        return Discussion.objects.get(pk=topic).first_post_id

    @rule(pk=written, name=st.sampled_from(sorted(ACTS)))
    def act(self, pk, name):
        post = Post.objects.get(pk=pk)
        before, entries = post.state, self.log_size(pk)
        try:
            done = ACTS[name](post, self.people)
        except (PermissionDenied, ValidationError):
            done = False
        post = Post.objects.get(pk=pk)
        assert self.log_size(pk) == entries + bool(done), name
        if not done:
            assert post.state == before, name
        elif post.state != before and before in WAYS_OUT:
            assert name in WAYS_OUT[before], (before, name)

    @rule(pk=written)
    def every_state_has_a_way_out(self, pk):
        """Moderators bring everything back but what its author took away."""
        post = Post.objects.get(pk=pk)
        if post.state in {PostState.HIDDEN, PostState.REMOVED}:
            assert posts.restore_post(post, self.people["moderator"])
        elif post.state == PostState.HELD:
            assert posts.publish_post(post, self.people["moderator"])
        else:
            return
        assert Post.objects.get(pk=pk).is_published

    @staticmethod
    def log_size(pk):
        return ModelLogEntry.objects.filter(
            object_id=str(pk), action__startswith="discussions."
        ).count()

    @invariant()
    def counters_equal_a_recount(self):
        for discussion in Discussion.objects.all():
            assert not counters.recount(discussion)
        for board in Board.objects.all():
            assert not counters.recount_board(board)

    @invariant()
    def nothing_taken_down_is_visible(self):
        if not hasattr(self, "people"):
            return
        for name in ("visitor", "author", "stranger"):
            user = self.people.get(name, AnonymousUser())
            visible = Post.objects.visible_to(user)
            assert not visible.filter(state__in=LEAVES_TRACE).exists(), name
            assert not visible.filter(state=PostState.HELD).exclude(author=user.pk).exists()
            published = visible.filter(state=PostState.PUBLISHED)
            assert not published.filter(discussion__is_visible=False).exists()
            for discussion in Discussion.objects.visible_to(user):
                held = Post.objects.shown_in(discussion, user, False).filter(state=PostState.HELD)
                assert not held.exclude(author=user.pk).exists()

    @invariant()
    def what_waits_is_with_the_moderators(self):
        for post in Post.objects.held():
            assert Case.objects.open().of(post).exists()

    @invariant()
    def whoever_takes_down_says_why(self):
        for post in Post.objects.all():
            is_taken = post.state in {PostState.HIDDEN, PostState.REMOVED}
            assert bool(post.public_reason) == is_taken


def test_posts(no_newcomers):
    machine = PostMachine.TestCase()
    machine.settings = settings(
        max_examples=5,
        stateful_step_count=12,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    machine.runTest()


@pytest.mark.parametrize("state", PostState)
def test_every_state_is_known(state):
    assert state in WAYS_OUT
