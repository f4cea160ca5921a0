"""Joining, leaving and serving in hubs."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from community.members.actions import memberships as acts
from community.members.enums import MembershipRole, MembershipStatus, UserStatus
from community.members.models import Membership
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from subjects.enums import JoinPolicy
from subjects.signals import activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """Verbs of what was told, in order."""
    verbs = []

    def listen(sender, verb, **kwargs):
        verbs.append(verb)

    activity.connect(listen)
    yield verbs
    activity.disconnect(listen)


def open_hub(**kwargs):
    return HubPageFactory(join_policy=JoinPolicy.OPEN, **kwargs)


def membership_of(user, hub):
    return Membership.objects.get(user=user, hub=hub)


def log_of(membership):
    entries = ModelLogEntry.objects.for_instance(membership)
    return [entry.action.removeprefix("members.membership_") for entry in entries.order_by("pk")]


def in_members_group(user, hub):
    return user.groups.filter(pk=hub.provision.members_group_id).exists()


def in_moderators_group(user, hub):
    return user.groups.filter(pk=hub.provision.group_id).exists()


def test_open_hub_takes_at_once(told):
    hub, user = open_hub(), UserFactory()
    assert acts.join(user, hub)
    membership = membership_of(user, hub)
    assert (membership.status, membership.role) == (MembershipStatus.ACTIVE, MembershipRole.MEMBER)
    assert membership.joined_at
    assert in_members_group(user, hub)
    assert not in_moderators_group(user, hub)
    assert user.has_perm("subjects.contribute_to_hub", hub)
    assert not acts.join(user, hub)
    assert log_of(membership) == ["joined"]
    assert told == ["membership_joined"]


def test_request_waits_for_a_moderator(told):
    hub, user = HubPageFactory(), UserFactory()
    moderator = moderator_of(hub)
    told.clear()
    assert acts.join(user, hub, note="Веду 7 «Б»")
    membership = membership_of(user, hub)
    assert membership.status == MembershipStatus.REQUESTED
    assert membership.note == "Веду 7 «Б»"
    assert not in_members_group(user, hub)
    assert not acts.join(user, hub, note="ещё раз")
    assert acts.approve(membership, moderator)
    assert membership.is_active
    assert membership.decided_by == moderator
    assert in_members_group(user, hub)
    assert not acts.approve(membership, moderator)
    assert log_of(membership) == ["requested", "approved"]
    assert told == ["membership_requested", "membership_approved"]


def test_closed_list_takes_nobody_who_asks():
    hub, user = HubPageFactory(join_policy=JoinPolicy.CLOSED), UserFactory()
    with pytest.raises(ValidationError):
        acts.join(user, hub)
    assert acts.add(user, hub, moderator_of(hub))
    assert membership_of(user, hub).is_active


def test_full_hub_says_how_many_it_takes():
    hub = open_hub(member_limit=1)
    acts.join(UserFactory(), hub)
    with pytest.raises(ValidationError, match="1 участник"):
        acts.join(UserFactory(), hub)
    assert Membership.objects.count() == 1


def test_place_of_somebody_who_left_is_free():
    hub, first, second = open_hub(member_limit=1), UserFactory(), UserFactory()
    acts.join(first, hub)
    assert acts.leave(membership_of(first, hub))
    assert acts.join(second, hub)
    with pytest.raises(ValidationError):
        acts.join(first, hub)


def test_approval_keeps_the_limit():
    hub = HubPageFactory(member_limit=2)
    moderator, user, late = moderator_of(hub), UserFactory(), UserFactory()
    acts.join(user, hub)
    acts.join(late, hub)
    acts.approve(membership_of(user, hub), moderator)
    with pytest.raises(ValidationError):
        acts.approve(membership_of(late, hub), moderator)
    assert membership_of(late, hub).status == MembershipStatus.REQUESTED


def test_leaving_and_coming_back():
    hub, user = open_hub(), UserFactory()
    acts.join(user, hub)
    membership = membership_of(user, hub)
    acts.change_role(membership, MembershipRole.HEAD, site_editor())
    assert acts.leave(membership)
    assert not acts.leave(membership)
    assert not user.groups.exists()
    assert acts.join(user, hub)
    assert membership_of(user, hub).role == MembershipRole.MEMBER
    assert not in_moderators_group(user, hub)


def test_excluded_comes_back_by_a_decision_only():
    hub, user = open_hub(), UserFactory()
    moderator = moderator_of(hub)
    acts.join(user, hub)
    membership = membership_of(user, hub)
    with pytest.raises(ValidationError) as refusal:
        acts.exclude(membership, moderator, "  ")
    assert "reason" in refusal.value.message_dict
    assert acts.exclude(membership, moderator, "Реклама")
    assert not acts.exclude(membership, moderator, "Реклама")
    assert not in_members_group(user, hub)
    assert acts.join(user, hub)
    membership.refresh_from_db()
    assert membership.status == MembershipStatus.REQUESTED
    assert acts.withdraw_request(membership)
    acts.join(user, hub)
    membership.refresh_from_db()
    assert membership.status == MembershipStatus.REQUESTED
    acts.approve(membership, moderator)
    acts.leave(membership)
    acts.join(user, hub)
    assert membership_of(user, hub).is_active


def test_refused_may_ask_again():
    hub, user = HubPageFactory(), UserFactory()
    moderator = moderator_of(hub)
    acts.join(user, hub)
    membership = membership_of(user, hub)
    assert acts.refuse(membership, moderator, "Нужна рекомендация")
    assert not acts.refuse(membership, moderator, "Нужна рекомендация")
    assert membership.reason == "Нужна рекомендация"
    with pytest.raises(ValidationError):
        acts.approve(membership, moderator)
    assert acts.join(user, hub, note="Вот она")
    membership.refresh_from_db()
    assert membership.status == MembershipStatus.REQUESTED


@pytest.mark.parametrize("status", [UserStatus.PENDING, UserStatus.INVITED])
def test_not_let_in_yet_only_asks(status, told):
    hub, user = open_hub(), UserFactory(status=status)
    assert acts.join(user, hub)
    membership = membership_of(user, hub)
    assert membership.status == MembershipStatus.REQUESTED
    assert told == []
    with pytest.raises(ValidationError):
        acts.approve(membership, site_editor())


def test_suspended_joins_nothing():
    with pytest.raises(ValidationError):
        acts.join(UserFactory(status=UserStatus.SUSPENDED), open_hub())


def test_requests_are_settled_when_the_person_is_let_in(told):
    free, own, other = open_hub(), HubPageFactory(), HubPageFactory()
    full = open_hub(member_limit=1)
    acts.join(UserFactory(), full)
    moderator = moderator_of(own)
    user = UserFactory(status=UserStatus.PENDING)
    for hub in [free, own, other, full]:
        acts.join(user, hub)
    told.clear()
    user.status = UserStatus.ACTIVE
    user.save()
    waiting = acts.settle_requests(user, moderator)
    assert {membership.hub_id for membership in waiting} == {other.pk, full.pk}
    active = Membership.objects.active().filter(user=user)
    assert {membership.hub_id for membership in active} == {free.pk, own.pk}
    assert told.count("membership_requested") == 2


def test_archive_only_lets_go():
    hub, user, asking = HubPageFactory(), UserFactory(), UserFactory()
    editor = site_editor()
    acts.add(user, hub, editor)
    acts.join(asking, hub)
    hub.wound_up_on = date(2025, 6, 1)
    hub.save()
    for refused in [
        lambda: acts.join(UserFactory(), hub),
        lambda: acts.add(UserFactory(), hub, editor),
        lambda: acts.approve(membership_of(asking, hub), editor),
        lambda: acts.change_role(membership_of(user, hub), MembershipRole.TUTOR, editor),
        lambda: acts.exclude(membership_of(user, hub), editor, "Причина"),
    ]:
        with pytest.raises(ValidationError):
            refused()
    assert acts.withdraw_request(membership_of(asking, hub))
    assert acts.leave(membership_of(user, hub))


def test_moderator_chooses_tutors_and_experts_but_no_moderators():
    hub, user = HubPageFactory(), UserFactory()
    moderator, fellow = moderator_of(hub), moderator_of(hub)
    acts.add(user, hub, moderator, MembershipRole.TUTOR)
    membership = membership_of(user, hub)
    assert acts.change_role(membership, MembershipRole.EXPERT, moderator)
    assert not acts.change_role(membership, MembershipRole.EXPERT, moderator)
    with pytest.raises(PermissionDenied):
        acts.change_role(membership, MembershipRole.MODERATOR, moderator)
    with pytest.raises(PermissionDenied):
        acts.change_role(membership_of(fellow, hub), MembershipRole.MEMBER, moderator)
    with pytest.raises(PermissionDenied):
        acts.exclude(membership_of(fellow, hub), moderator, "Спор")
    with pytest.raises(PermissionDenied):
        acts.add(UserFactory(), hub, moderator, MembershipRole.HEAD)


def test_moderators_above_name_moderators_below():
    parent = HubPageFactory()
    child = HubPageFactory(parent=parent)
    user = UserFactory()
    acts.add(user, child, moderator_of(parent), MembershipRole.MODERATOR)
    assert in_moderators_group(user, child)
    assert in_members_group(user, child)


def test_strangers_decide_nothing():
    hub, user = HubPageFactory(), UserFactory()
    acts.join(user, hub)
    membership = membership_of(user, hub)
    for actor in [UserFactory(), moderator_of(HubPageFactory()), user]:
        for refused in [
            lambda actor=actor: acts.approve(membership, actor),
            lambda actor=actor: acts.refuse(membership, actor, "Причина"),
            lambda actor=actor: acts.exclude(membership, actor, "Причина"),
            lambda actor=actor: acts.change_role(membership, MembershipRole.TUTOR, actor),
            lambda actor=actor: acts.add(UserFactory(), hub, actor),
        ]:
            with pytest.raises(PermissionDenied):
                refused()
    assert membership_of(user, hub).status == MembershipStatus.REQUESTED


def test_leaving_all():
    user = UserFactory()
    hubs = [open_hub(), HubPageFactory(), open_hub()]
    for hub in hubs:
        acts.join(user, hub)
    assert acts.leave_all(user)
    assert not acts.leave_all(user)
    assert not user.groups.exists()
    assert set(user.memberships.values_list("status", flat=True)) == {MembershipStatus.LEFT}


def test_log_holds_no_names():
    hub, user = open_hub(), UserFactory()
    acts.join(user, hub, note="Рябинина Нина")
    data = ModelLogEntry.objects.for_instance(membership_of(user, hub)).get().data
    assert data == {"person": user.pk, "hub": hub.pk, "role": "member"}
