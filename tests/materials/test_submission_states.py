"""The states of a work, whatever its author and its moderator do, in whatever order."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from wagtail.models import ModelLogEntry

from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import MembershipFactory
from demo.factories.subjects import HubPageFactory, moderator_of
from materials import submission
from materials.enums import Outcome, WorkState
from materials.models import Material
from subjects.models import HubPage

ACTS = {
    "submit": lambda work, people: submission.submit(work, people["author"]),
    "withdraw": lambda work, people: submission.withdraw(work, people["author"]),
    "discard": lambda work, people: submission.discard_changes(work, people["author"]),
    "approve": lambda work, people: submission.approve(work, people["moderator"]),
    "return": lambda work, people: submission.return_for_changes(
        work, people["moderator"], "Добавьте ответы."
    ),
    "refuse": lambda work, people: submission.refuse(work, people["moderator"], "Не наше."),
    "unpublish": lambda work, people: work.live and (work.unpublish() or True),
}
# By what each state is left.
WAYS_OUT = {
    WorkState.DRAFT: "submit",
    WorkState.IN_REVIEW: "withdraw",
    WorkState.RETURNED: "submit",
    WorkState.REFUSED: "submit",
    WorkState.PUBLISHED: "unpublish",
    WorkState.REVISING: "submit",
    WorkState.REVISION_IN_REVIEW: "withdraw",
    WorkState.REVISION_RETURNED: "submit",
    WorkState.UNPUBLISHED: "submit",
}


class WorkMachine(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.hub = HubPage.objects.first() or HubPageFactory()
        self.people = {
            "author": MembershipFactory(hub=self.hub).user,
            "moderator": moderator_of(self.hub),
        }
        work = MaterialFactory(
            hub=self.hub,
            owner=self.people["author"],
            live=False,
            files=[StoredFileFactory()],
            with_revision=True,
        )
        self.pk, self.published, self.number = work.pk, None, 0

    @property
    def work(self):
        return Material.objects.get(pk=self.pk)

    def log_size(self):
        return ModelLogEntry.objects.filter(
            object_id=str(self.pk), action__startswith="materials."
        ).count()

    @rule(name=st.sampled_from(sorted(ACTS)))
    def act(self, name):
        before, entries = submission.state_of(self.work), self.log_size()
        newest = self.work.get_latest_revision_as_object().title
        try:
            done = ACTS[name](self.work, self.people)
        except (PermissionDenied, ValidationError):
            done = False
        after = submission.state_of(self.work)
        if not done:
            assert after == before and self.log_size() == entries, name
        elif name != "unpublish":
            assert self.log_size() == entries + 1, name
        if name == "approve" and done:
            self.published = newest

    @rule()
    def edit(self):
        work = self.work
        try:
            submission.check_may_edit(self.people["author"], work)
        except PermissionDenied:
            return
        self.number += 1
        version = work.get_latest_revision_as_object()
        version.title = f"Версия {self.number}"
        version.save_revision(user=self.people["author"])

    @invariant()
    def nothing_unpublished_is_visible(self):
        if not hasattr(self, "pk"):
            return
        visible = Material.objects.published().filter(pk=self.pk).first()
        state = submission.state_of(self.work)
        assert (visible is not None) == (state.value.startswith(("published", "revis")))
        if visible is not None:
            assert visible.title == self.published

    @invariant()
    def there_is_a_way_out_of_every_state(self):
        if hasattr(self, "pk"):
            assert submission.state_of(self.work) in WAYS_OUT

    @invariant()
    def at_most_one_sending_waits(self):
        if not hasattr(self, "pk"):
            return
        waiting = self.work.submissions.filter(outcome=Outcome.WAITING).count()
        under_review = submission.state_of(self.work) in submission.UNDER_REVIEW
        assert waiting == (1 if under_review else 0)


class TestWorkStates(TestCase):
    """Runs the machine in a transaction for each example."""

    @pytest.mark.django_db
    def test_states(self):
        from hypothesis.stateful import run_state_machine_as_test

        run_state_machine_as_test(
            WorkMachine,
            settings=settings(max_examples=8, stateful_step_count=12, deadline=None),
        )
