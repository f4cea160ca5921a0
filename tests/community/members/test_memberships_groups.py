"""Memberships and Wagtail's groups in step, from whichever end they are changed."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import ModelLogEntry

from community.members.actions import memberships as acts
from community.members.enums import MembershipRole, MembershipStatus
from community.members.models import Membership
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory, site_editor
from subjects.permissions import can_moderate

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    return HubPageFactory()


def of(user, hub):
    return Membership.objects.filter(user=user, hub=hub).values_list("status", "role").first()


def groups_of(user):
    return set(user.groups.values_list("pk", flat=True))


def both(hub):
    return {hub.provision.group_id, hub.provision.members_group_id}


def test_group_makes_a_moderator_and_its_loss_a_member(hub):
    user, editor = UserFactory(), site_editor()
    with LogContext(user=editor):
        user.groups.add(hub.provision.group)
    assert of(user, hub) == (MembershipStatus.ACTIVE, MembershipRole.MODERATOR)
    assert groups_of(user) == both(hub)
    assert can_moderate(user, hub)
    entry = ModelLogEntry.objects.get(action="members.membership_added")
    assert entry.user == editor
    user.groups.remove(hub.provision.group)
    assert of(user, hub) == (MembershipStatus.ACTIVE, MembershipRole.MEMBER)
    assert groups_of(user) == {hub.provision.members_group_id}
    assert ModelLogEntry.objects.filter(action="members.membership_role_changed").count() == 1


def test_from_the_side_of_the_group(hub):
    people = [UserFactory(), UserFactory()]
    hub.provision.group.user_set.add(*people)
    assert {of(user, hub)[1] for user in people} == {MembershipRole.MODERATOR}
    hub.provision.group.user_set.set(people[:1])
    assert of(people[1], hub) == (MembershipStatus.ACTIVE, MembershipRole.MEMBER)
    hub.provision.members_group.user_set.clear()
    assert {of(user, hub)[0] for user in people} == {MembershipStatus.LEFT}
    assert not groups_of(people[0])


def test_clearing_all_groups_ends_all_memberships(hub):
    user, other = UserFactory(), HubPageFactory()
    acts.add(user, other, None)
    user.groups.add(hub.provision.group, Group.objects.create(name="Прочие"))
    user.groups.clear()
    assert of(user, hub)[0] == of(user, other)[0] == MembershipStatus.LEFT


def test_set_keeps_those_who_stay(hub):
    user = UserFactory()
    user.groups.add(hub.provision.group)
    before = ModelLogEntry.objects.count()
    user.groups.set([hub.provision.group, hub.provision.members_group])
    assert ModelLogEntry.objects.count() == before
    assert of(user, hub) == (MembershipStatus.ACTIVE, MembershipRole.MODERATOR)


def test_head_stays_head_when_the_group_is_given_again(hub):
    user = UserFactory()
    acts.add(user, hub, None, MembershipRole.HEAD)
    user.groups.add(hub.provision.group)
    assert of(user, hub)[1] == MembershipRole.HEAD


def test_members_group_makes_a_member(hub):
    user = UserFactory()
    acts.join(user, hub)
    user.groups.add(hub.provision.members_group)
    assert of(user, hub) == (MembershipStatus.ACTIVE, MembershipRole.MEMBER)


def test_groups_are_no_way_past_the_limit():
    hub = HubPageFactory(member_limit=1)
    acts.add(UserFactory(), hub, None)
    with pytest.raises(ValidationError):
        UserFactory().groups.add(hub.provision.group)


def test_form_says_that_there_is_no_place(client):
    hub = HubPageFactory(member_limit=1)
    acts.add(UserFactory(), hub, None)
    user = UserFactory()
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("wagtailusers_users:edit", args=[user.pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    response = client.post(url, {**data, "groups": [hub.provision.group_id]})
    assert "может быть 1 участник" in str(response.context["form"].errors["groups"])
    assert not user.groups.exists()


def test_command_sets_right_what_got_out_of_step(hub):
    gone = MembershipFactory(hub=hub, status=MembershipStatus.EXCLUDED).user
    lost = MembershipFactory(hub=hub, role=MembershipRole.HEAD).user
    elder = UserFactory()
    through = elder.groups.through.objects
    through.create(user=gone, group=hub.provision.group)
    through.create(user=elder, group=hub.provision.group)
    call_command("provision", verbosity=0)
    assert not groups_of(gone)
    assert groups_of(lost) == groups_of(elder) == both(hub)
    assert of(elder, hub) == (MembershipStatus.ACTIVE, MembershipRole.MODERATOR)
    entries = ModelLogEntry.objects.count()
    call_command("provision", verbosity=0)
    assert ModelLogEntry.objects.count() == entries


def test_deleted_hub_takes_its_memberships_along(hub):
    user = UserFactory()
    user.groups.add(hub.provision.group)
    hub.delete()
    assert not Membership.objects.exists()
    assert not groups_of(user)


def test_deleted_person_leaves_a_free_place():
    hub = HubPageFactory(member_limit=1)
    user = UserFactory()
    acts.add(user, hub, None)
    user.delete()
    assert acts.add(UserFactory(), hub, None)


def test_suspended_person_keeps_everything_and_can_do_nothing(hub):
    user = UserFactory()
    acts.add(user, hub, None)
    user.status = "suspended"
    user.save()
    assert groups_of(user) == {hub.provision.members_group_id}
    assert not user.has_perm("subjects.contribute_to_hub", hub)
    user.status = "active"
    user.save()
    assert user.has_perm("subjects.contribute_to_hub", hub)
