"""Whatever people and moderators do, in whatever order: never above the limit, the groups in
step with the memberships, each change one line of the log, and nothing changed no line."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from wagtail.models import ModelLogEntry

from community.members.actions import memberships as acts
from community.members.enums import MODERATING_ROLES, MembershipRole
from community.members.models import Membership
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, site_editor
from subjects.enums import JoinPolicy

PEOPLE = 4
LIMITS = {JoinPolicy.OPEN: 2, JoinPolicy.ON_REQUEST: 3, JoinPolicy.CLOSED: None}

people = st.integers(0, PEOPLE - 1)
hubs = st.integers(0, len(LIMITS) - 1)
roles = st.sampled_from(list(MembershipRole))
acts_of_moderators = st.sampled_from(["approve", "refuse", "exclude", "role"])


class Memberships(RuleBasedStateMachine):
    @initialize()
    def found(self):
        if not Membership.objects.exists() and not HubPageFactory._meta.model.objects.exists():
            Memberships.editor = site_editor()
            Memberships.people = [UserFactory() for _ in range(PEOPLE)]
            Memberships.hubs = [
                HubPageFactory(join_policy=policy, member_limit=limit)
                for policy, limit in LIMITS.items()
            ]
        for user in self.people:
            user.groups.clear()
        Membership.objects.all().delete()
        self.lines = ModelLogEntry.objects.count()

    def act(self, function):
        """One act, and what it must leave in the log."""
        before = set(Membership.objects.values_list("pk", "status", "role"))
        try:
            changed = function()
        except ValidationError:
            changed = False
        after = set(Membership.objects.values_list("pk", "status", "role"))
        assert changed == (before != after)
        self.lines += bool(changed)
        assert ModelLogEntry.objects.count() == self.lines

    def membership(self, person, hub):
        return Membership.objects.filter(user=self.people[person], hub=self.hubs[hub]).first()

    @rule(person=people, hub=hubs)
    def join(self, person, hub):
        self.act(lambda: acts.join(self.people[person], self.hubs[hub]))

    @rule(person=people, hub=hubs, role=roles)
    def add(self, person, hub, role):
        self.act(lambda: acts.add(self.people[person], self.hubs[hub], self.editor, role))

    @rule(person=people, hub=hubs, act=acts_of_moderators, role=roles)
    def decide(self, person, hub, act, role):
        membership = self.membership(person, hub)
        if membership is None:
            return
        decisions = {
            "approve": lambda: acts.approve(membership, self.editor),
            "refuse": lambda: acts.refuse(membership, self.editor, "Причина"),
            "exclude": lambda: acts.exclude(membership, self.editor, "Причина"),
            "role": lambda: acts.change_role(membership, role, self.editor),
        }
        self.act(decisions[act])

    @rule(person=people, hub=hubs)
    def go(self, person, hub):
        membership = self.membership(person, hub)
        if membership is not None:
            self.act(lambda: acts.leave(membership) or acts.withdraw_request(membership))

    @rule(person=people, hub=hubs, is_in=st.booleans(), of_moderators=st.booleans())
    def staff_use_groups(self, person, hub, is_in, of_moderators):
        provision = self.hubs[hub].provision
        group = provision.group if of_moderators else provision.members_group
        groups = self.people[person].groups
        held = groups.filter(pk=group.pk).exists()
        membership = self.membership(person, hub)
        is_free = membership is not None and membership.is_active
        limit = self.hubs[hub].member_limit
        active = Membership.objects.active().filter(hub=self.hubs[hub]).count()
        if is_in and not is_free and limit is not None and active >= limit:
            return  # Refused with an exception, which would end the test's transaction.
        self.act(lambda: (groups.add(group) if is_in else groups.remove(group)) or held != is_in)

    @invariant()
    def limits_hold(self):
        for hub in self.hubs:
            active = Membership.objects.active().filter(hub=hub).count()
            assert hub.member_limit is None or active <= hub.member_limit

    @invariant()
    def groups_are_in_step(self):
        for hub in self.hubs:
            active = Membership.objects.active().filter(hub=hub)
            members = set(active.values_list("user", flat=True))
            moderators = set(
                active.filter(role__in=MODERATING_ROLES).values_list("user", flat=True)
            )
            provision = hub.provision
            assert members == set(provision.members_group.user_set.values_list("pk", flat=True))
            assert moderators == set(provision.group.user_set.values_list("pk", flat=True))


@pytest.mark.django_db
def test_memberships():
    machine = Memberships.TestCase()
    machine.settings = settings(
        max_examples=12,
        stateful_step_count=15,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    machine.runTest()
