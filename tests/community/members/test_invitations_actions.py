"""Inviting people and coming in by a code: what holds wherever it is done from."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from community.members.actions import invitation_letters, invitations
from community.members.actions.invitations import Newcomer
from community.members.enums import (
    ConsentKind,
    MembershipRole,
    MembershipStatus,
    PersonRole,
    UserStatus,
)
from community.members.models import Consent, Invitation, InvitationSheet, Membership, User
from demo.factories.members import ConsentTextFactory, MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of

pytestmark = pytest.mark.django_db
PASSWORD = "три сосны у дороги"


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def admin():
    return UserFactory(is_superuser=True)


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


def newcomer(hub=None, **kwargs):
    names = {"last_name": "Ольховая", "first_name": "Вера", **kwargs}
    return Newcomer(hubs=(hub,) if hub else (), **names)


def invite_one(actor, hub, **kwargs):
    role = kwargs.pop("hub_role", MembershipRole.MEMBER)
    sheet = invitations.invite([newcomer(hub, **kwargs)], "Лист", actor, hub_role=role)
    return sheet.invitations.get()


def test_an_invited_person_waits_with_a_code_of_twelve_digits(moderator, hub):
    invitation = invite_one(moderator, hub, email="vera@example.org")
    assert len(invitation.code) == 12 and invitation.code.isdigit()
    assert invitation.user.status == UserStatus.INVITED
    assert not invitation.user.has_usable_password()
    assert invitation.user.username == "v-olkhovaya"
    assert User.objects.named_like("ольховая vera@").get() == invitation.user
    assert invitation.expires_at > timezone.now() + timedelta(days=59)


def test_whoever_comes_in_is_a_member_with_her_password(moderator, hub):
    text = ConsentTextFactory(kind=ConsentKind.RULES)
    invitation = invite_one(moderator, hub, hub_role=MembershipRole.TUTOR)
    welcome = invitations.redeem(invitation, PASSWORD, texts=[text])
    user = User.objects.get(pk=invitation.user.pk)
    assert user.is_member and user.check_password(PASSWORD) and not user.password_is_temporary
    assert welcome.joined == [hub]
    membership = Membership.objects.get(user=user)
    assert membership.is_active and membership.role == MembershipRole.TUTOR
    assert Consent.objects.get(user=user).source == "invitation"
    assert ModelLogEntry.objects.filter(action="members.redeem").count() == 1


def test_without_the_necessary_consents_nobody_comes_in(moderator, hub):
    ConsentTextFactory(kind=ConsentKind.RULES)
    invitation = invite_one(moderator, hub)
    with pytest.raises(ValidationError):
        invitations.redeem(invitation, PASSWORD)
    invitation.refresh_from_db()
    assert invitation.used_at is None
    assert User.objects.get(pk=invitation.user_id).status == UserStatus.INVITED


def test_a_code_works_once(moderator, hub):
    invitation = invite_one(moderator, hub)
    invitations.redeem(invitation, PASSWORD)
    with pytest.raises(ValidationError):
        invitations.redeem(Invitation.objects.get(), "другой длинный пароль")
    assert User.objects.get(pk=invitation.user_id).check_password(PASSWORD)


def test_a_withdrawn_or_old_code_opens_nothing_until_it_is_renewed(moderator, hub):
    invitation = invite_one(moderator, hub)
    assert invitations.withdraw(invitation, moderator)
    assert not invitations.withdraw(invitation, moderator)
    with pytest.raises(ValidationError):
        invitations.redeem(invitation, PASSWORD)
    old = invitation.code
    assert invitations.renew(invitation, moderator)
    assert invitation.code != old
    assert invitations.find_by_code(old) is None
    Invitation.objects.update(expires_at=timezone.now())
    with pytest.raises(ValidationError):
        invitations.redeem(invitation, PASSWORD)
    invitations.renew(invitation, moderator)
    assert invitations.redeem(invitation, PASSWORD).joined == [hub]
    with pytest.raises(ValidationError):
        invitations.withdraw(invitation, moderator)
    with pytest.raises(ValidationError):
        invitations.renew(invitation, moderator)


def test_a_full_hub_keeps_nobody_outside(moderator, hub):
    hub.member_limit = 1
    hub.save()
    MembershipFactory(hub=hub)
    invitation = invite_one(moderator, hub)
    welcome = invitations.redeem(invitation, PASSWORD)
    assert welcome.waiting == [hub] and welcome.joined == []
    assert invitation.user.is_member
    membership = Membership.objects.get(user=invitation.user)
    assert membership.status == MembershipStatus.REQUESTED
    assert membership in Membership.objects.requested()


def test_an_archive_is_passed_over(moderator, hub):
    invitation = invite_one(moderator, hub)
    hub.wound_up_on = timezone.localdate()
    hub.save()
    welcome = invitations.redeem(invitation, PASSWORD)
    assert (welcome.joined, welcome.waiting) == ([], [])
    assert invitation.user.is_member


def test_what_a_former_moderator_promised_is_decided_by_the_present_one(moderator, hub):
    invitation = invite_one(moderator, hub)
    moderator.groups.clear()
    invitation = Invitation.objects.get()
    assert invitations.redeem(invitation, PASSWORD).waiting == [hub]


def test_a_moderator_invites_to_her_hubs_only(moderator, hub, admin):
    other = HubPageFactory()
    with pytest.raises(PermissionDenied):
        invite_one(moderator, other)
    with pytest.raises(PermissionDenied):
        invite_one(moderator, None)
    with pytest.raises(PermissionDenied):
        invite_one(UserFactory(), hub)
    assert invite_one(admin, other).user.status == UserStatus.INVITED
    assert InvitationSheet.objects.count() == 1


@pytest.mark.parametrize("role", [MembershipRole.MODERATOR, MembershipRole.HEAD])
def test_who_moderates_is_chosen_by_site_editors(moderator, hub, admin, role):
    with pytest.raises(PermissionDenied):
        invite_one(moderator, hub, hub_role=role)
    invitation = invite_one(admin, hub, hub_role=role)
    invitations.redeem(invitation, PASSWORD)
    assert invitation.user.groups.filter(pk=hub.provision.group_id).exists()


def test_a_moderator_makes_no_methodists(moderator, hub):
    with pytest.raises(PermissionDenied):
        invite_one(moderator, hub, role=PersonRole.METHODIST)


def test_a_sheet_is_seen_by_those_who_could_have_made_it(moderator, hub, admin):
    other = HubPageFactory()
    own = invite_one(moderator, hub).sheet
    ours = invite_one(admin, hub, first_name="Анна").sheet
    foreign = invite_one(admin, other, first_name="Ольга").sheet
    both = invitations.invite(
        [newcomer(hub, first_name="Инна"), newcomer(other, first_name="Зоя")], "Оба", admin
    )
    high = invite_one(admin, hub, first_name="Яна", hub_role=MembershipRole.HEAD).sheet
    nowhere = invite_one(admin, None, first_name="Рая").sheet
    seen = set(InvitationSheet.objects.visible_to(moderator))
    assert seen == {own, ours}
    assert set(Invitation.objects.visible_to(moderator)) == {
        own.invitations.get(),
        ours.invitations.get(),
    }
    assert set(InvitationSheet.objects.visible_to(admin)) == {
        own, ours, foreign, both, high, nowhere,
    }  # fmt: skip
    assert not InvitationSheet.objects.visible_to(UserFactory()).exists()
    with pytest.raises(PermissionDenied):
        invitations.withdraw(foreign.invitations.get(), moderator)
    with pytest.raises(PermissionDenied):
        invitations.renew(high.invitations.get(), moderator)
    with pytest.raises(PermissionDenied):
        invitation_letters.send(both.invitations.first(), moderator)


def test_a_form_sent_twice_makes_one_sheet(moderator, hub):
    key = "0a7f6a52-22f2-4f9e-8e64-3a0ea3ad3c11"
    people = [newcomer(hub)]
    first = invitations.invite(people, "Лист", moderator, key=key)
    assert invitations.invite(people, "Лист", moderator, key=key) == first
    assert Invitation.objects.count() == 1


def test_an_address_that_somebody_has_meanwhile_stops_the_whole_list(moderator, hub):
    UserFactory(email="vera@example.org")
    people = [newcomer(hub, first_name="Анна"), newcomer(hub, email="VERA@example.org")]
    with pytest.raises(ValidationError):
        invitations.invite(people, "Лист", moderator)
    assert not InvitationSheet.objects.exists()
    assert not User.objects.filter(status=UserStatus.INVITED).exists()


def test_people_of_one_name_get_names_of_their_own_and_pupils_nameless_ones(moderator, hub):
    people = [newcomer(hub), newcomer(hub), newcomer(hub, role=PersonRole.PUPIL)]
    sheet = invitations.invite(people, "Лист", moderator)
    names = sorted(sheet.invitations.values_list("user__username", flat=True))
    assert names[1:] == ["v-olkhovaya", "v-olkhovaya-2"]
    assert names[0].startswith("u")


def test_a_thousand_people_take_few_queries(admin, hub, django_assert_max_num_queries):
    people = [
        newcomer(hub, last_name=f"Иванова{'а' * (n % 50)}", email=f"p{n}@example.org")
        for n in range(1000)
    ]
    with django_assert_max_num_queries(80):
        sheet = invitations.invite(people, "Лист", admin)
    assert sheet.invitations.usable().count() == 1000
    assert InvitationSheet.objects.with_counts().get().code_count == 1000


def test_a_letter_holds_the_code_and_goes_only_while_the_code_is_good(
    moderator, hub, mailoutbox, django_capture_on_commit_callbacks
):
    invitation = invite_one(moderator, hub, email="vera@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        assert invitation_letters.send(invitation, moderator)
    [letter] = mailoutbox
    assert letter.to == ["vera@example.org"]
    assert invitation.spaced_code in letter.body and f"?code={invitation.code}" in letter.body
    assert Invitation.objects.get().sent_at is not None
    invitations.withdraw(invitation, moderator)
    assert not invitation_letters.send(invitation, moderator)
    assert invitation_letters.send_sheet(invitation.sheet, moderator) == 0


def test_the_log_names_nobody(moderator, hub):
    invitation = invite_one(moderator, hub, email="vera@example.org")
    invitations.redeem(invitation, PASSWORD)
    for entry in ModelLogEntry.objects.filter(action__startswith="members."):
        assert "vera" not in str(entry.data) and "Ольхов" not in str(entry.data)
