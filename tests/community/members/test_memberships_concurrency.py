"""The limit of members holds when several people come for the last place at once: on SQLite
each transaction is alone, on PostgreSQL the hub is locked."""

from django.core.exceptions import ValidationError

from community.members.actions import memberships as acts
from community.members.models import Membership
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory
from subjects.enums import JoinPolicy

PEOPLE = 4


def hub_with_one_place_left(policy=JoinPolicy.OPEN):
    hub = HubPageFactory(join_policy=policy, member_limit=2)
    acts.add(UserFactory(), hub, None)
    return hub, [UserFactory() for _ in range(PEOPLE)]


def numbers_of(hub):
    """Members, and people in the members' group."""
    active = Membership.objects.active().filter(hub=hub).count()
    return active, hub.provision.members_group.user_set.count()


def test_last_place_goes_to_one(crowd):
    hub, people = crowd.once(hub_with_one_place_left)
    results = crowd.together(
        [lambda user=user: acts.join(user, hub) for user in people], refusals=ValidationError
    )
    refusals = [result for result in results if result is not True]
    assert len(refusals) == PEOPLE - 1
    assert {refusal.code for refusal in refusals} == {"full"}
    assert "2 участника" in refusals[0].message
    assert crowd.once(lambda: numbers_of(hub)) == (2, 2)


def test_moderators_approve_the_same_people_at_once(crowd):
    def ask():
        hub, people = hub_with_one_place_left(JoinPolicy.ON_REQUEST)
        for user in people[:2]:
            acts.join(user, hub)
        return hub, list(
            Membership.objects.requested().filter(hub=hub).values_list("pk", flat=True)
        )

    hub, requests = crowd.once(ask)
    approve = [
        lambda pk=pk: acts.approve(Membership.objects.get(pk=pk), None) for pk in requests * 2
    ]
    results = crowd.together(approve, refusals=ValidationError)
    assert results.count(True) == 1
    assert crowd.once(lambda: numbers_of(hub)) == (2, 2)


def test_groups_are_no_way_past_the_limit(crowd):
    hub, people = crowd.once(hub_with_one_place_left)
    crowd.together(
        [lambda user=user: user.groups.add(hub.provision.group) for user in people],
        refusals=ValidationError,
    )
    assert crowd.once(lambda: numbers_of(hub)) == (2, 2)


def test_double_click_joins_once(crowd):
    hub, (user, *_) = crowd.once(hub_with_one_place_left)
    results = crowd.together([lambda: acts.join(user, hub)] * 3)
    assert sorted(results) == [False, False, True]
