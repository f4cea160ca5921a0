"""Complaints, decisions, sanctions and appeals in whatever order: each decision has its entry in
the log with a reason, who is barred cannot write, what is taken down is read nowhere, and the
numbers are those of the rows."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from wagtail.models import Site

from community.discussions.actions import posts
from community.discussions.enums import PostState
from community.discussions.models import Board, Post
from community.discussions.permissions import may_write
from community.members.models import User
from community.moderation.actions.appeals import appeal, hear
from community.moderation.actions.complaints import complain
from community.moderation.actions.decisions import decide, decide_on
from community.moderation.actions.sanctions import lift
from community.moderation.enums import (
    IN_FAVOUR,
    Act,
    CaseStatus,
    ComplaintStatus,
    Rule,
    SanctionKind,
)
from community.moderation.models import (
    Appeal,
    Case,
    Complaint,
    Decision,
    ModerationSettings,
    Sanction,
)
from community.moderation.standing import is_barred
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

numbers = st.integers(0, 2)
REFUSALS = (PermissionDenied, ValidationError)


class Moderation(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        site = ModerationSettings.for_site(Site.objects.get(is_default_site=True))
        site.newcomer_posts, site.complaints_to_hold = 0, 2
        site.save()
        self.hub = HubPageFactory()
        self.board = Board.objects.get(hub=self.hub, is_main=True)
        self.authors = [UserFactory() for _ in range(3)]
        for author in self.authors:
            MembershipFactory(user=author, hub=self.hub)
        self.reporters = [UserFactory() for _ in range(3)]
        self.judges = [moderator_of(self.hub), moderator_of(self.hub), site_editor()]
        self.log = []
        self.posts = [
            posts.begin_topic(author, self.board, f"Тема {number}", "Мысли о дробях.")
            for number, author in enumerate(self.authors)
        ]
        self.post_keys = [post.pk for post in self.posts]

    def user(self, people, number):
        return User.objects.get(pk=people[number].pk)

    def post(self, number):
        return Post.objects.get(pk=self.posts[number].pk)

    def attempt(self, act):
        try:
            return act()
        except REFUSALS:
            return None

    @rule(post=numbers, reporter=numbers, text=st.sampled_from(["", "Плохо."]))
    def complain(self, post, reporter, text):
        before = Complaint.objects.count()
        made = self.attempt(
            lambda: complain(
                self.post(post), self.user(self.reporters, reporter), Rule.INSULT, text
            )
        )
        assert Complaint.objects.count() == before + bool(made)

    @rule(
        post=numbers,
        judge=numbers,
        act=st.sampled_from([*Act]),
        reason=st.sampled_from(["", "Так нельзя."]),
        sanction=st.sampled_from([None, None, SanctionKind.WARNING, SanctionKind.HUB]),
        days=st.sampled_from([None, 3, -1]),
        is_direct=st.booleans(),
    )
    def decide(self, post, judge, act, reason, sanction, days, is_direct):
        target, moderator = self.post(post), self.user(self.judges, judge)
        case = Case.objects.open().of(target).first()
        until = timezone.now() + timedelta(days=days) if days else None
        words = {
            "rule": Rule.INSULT,
            "reason": reason,
            "text": "Мысли.",
            "sanction": sanction,
            "until": until,
        }
        before = Decision.objects.count()
        if is_direct or case is None:
            made = self.attempt(lambda: decide_on(target, moderator, act, **words))
        else:
            made = self.attempt(lambda: decide(case, moderator, act, **words))
        assert Decision.objects.count() == before + bool(made)
        if made:
            assert not Case.objects.open().of(target).exists()
            assert made.moderator_id != target.author_id

    @rule(post=numbers)
    def delete(self, post):
        target = self.post(post)
        self.attempt(lambda: posts.delete_post(target, User.objects.get(pk=target.author_id)))

    @rule(post=numbers)
    def edit(self, post):
        target = self.post(post)
        author = User.objects.get(pk=target.author_id)
        self.attempt(lambda: posts.edit_post(target, author, f"{target.source} Ещё."[-200:]))

    @rule(author=numbers, text=st.sampled_from(["", "Не согласна."]))
    def appeal(self, author, text):
        person = self.user(self.authors, author)
        for decision in Decision.objects.filter(author=person):
            self.attempt(lambda decision=decision: appeal(decision, person, text))

    @rule(judge=numbers, is_upheld=st.booleans())
    def hear(self, judge, is_upheld):
        made = Appeal.objects.open().filter(author__in=self.authors).first()
        if made is None:
            return
        moderator = self.user(self.judges, judge)
        heard = self.attempt(lambda: hear(made, moderator, is_upheld, "Ответ."))
        if heard:
            assert made.decision.moderator_id != moderator.pk
        if heard and not is_upheld:
            assert not made.decision.sanctions.filter(lifted_at=None, until=None).exists()

    @rule(judge=numbers)
    def lift(self, judge):
        sanction = Sanction.objects.in_force().filter(user__in=self.authors).first()
        if sanction is not None:
            assert self.attempt(lambda: lift(sanction, self.user(self.judges, judge)))

    @rule()
    def time_goes_by(self):
        over = timezone.now() - timedelta(minutes=1)
        Sanction.objects.filter(user__in=self.authors, until__isnull=False).update(until=over)

    @invariant()
    def cases_are_as_they_should_be(self):
        for case in Case.objects.filter(object_id__in=self.post_keys):
            assert case.complaint_count == case.complaints.count()
            open_ones = case.complaints.filter(status=ComplaintStatus.OPEN).exists()
            assert not open_ones or case.is_open
        for key in self.post_keys:
            assert Case.objects.open().filter(object_id=key).count() <= 1

    @invariant()
    def what_waits_has_a_case(self):
        for post in Post.objects.filter(pk__in=self.post_keys):
            is_open = Case.objects.filter(object_id=post.pk, status=CaseStatus.OPEN).exists()
            assert post.state != PostState.HELD or is_open
            assert post.state != PostState.DELETED or not is_open

    @invariant()
    def decisions_say_why(self):
        for decision in Decision.objects.filter(author__in=self.authors):
            assert decision.act in IN_FAVOUR or (decision.rule and decision.reason)
            assert decision.act == Act.APPROVE or decision.reason

    @invariant()
    def log_only_grows(self):
        rows = list(Decision.objects.filter(author__in=self.authors).order_by("pk").values_list())
        assert rows[: len(self.log)] == self.log
        self.log = rows

    @invariant()
    def barred_people_cannot_write(self):
        for author in self.authors:
            person = User.objects.get(pk=author.pk)
            held = Sanction.objects.in_force().filter(user=person, hub=self.hub).exists()
            assert is_barred(person, self.hub) == held
            assert may_write(person, board=self.board) != held

    @invariant()
    def nothing_taken_down_is_read(self):
        visible = set(
            Post.objects.visible_to(AnonymousUser())
            .filter(pk__in=self.post_keys)
            .values_list("pk", flat=True)
        )
        published = set(
            Post.objects.published().filter(pk__in=self.post_keys).values_list("pk", flat=True)
        )
        assert visible == published
        board = Board.objects.get(pk=self.board.pk)
        assert board.topic_count == len(published)


@pytest.mark.django_db
def test_moderation_in_any_order():
    machine = Moderation.TestCase()
    machine.settings = settings(
        max_examples=12,
        stateful_step_count=20,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    machine.runTest()
