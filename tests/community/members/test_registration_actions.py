"""How an application goes: the rules, one by one."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry, Site

from community.members.actions import registration as actions
from community.members.enums import (
    MembershipStatus,
    PersonRole,
    RegistrationMode,
    RegistrationStatus,
    UserStatus,
)
from community.members.models import PeopleSettings, User
from demo.factories.members import ConsentTextFactory, OrganisationFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from subjects.enums import JoinPolicy

pytestmark = pytest.mark.django_db


def set_mode(mode):
    site = Site.objects.get(is_default_site=True)
    PeopleSettings.objects.update_or_create(site=site, defaults={"registration_mode": mode})


def apply(email="nina@example.org", hubs=(), texts=(), **kwargs):
    data = {"last_name": "Рябинина", "first_name": "Нина", "role": PersonRole.TEACHER, **kwargs}
    application = actions.Application(hubs=list(hubs), **data)
    return actions.register(application, email=email, password="сирень-у-школы", texts=texts)


def confirmed(**kwargs):
    registration = apply(**kwargs)
    actions.confirm_email(registration.user)
    registration.refresh_from_db()
    return registration


def statuses(registration):
    registration.refresh_from_db()
    return registration.status, User.objects.get(pk=registration.user_id).status


def logged(registration):
    entries = ModelLogEntry.objects.filter(object_id=str(registration.user_id))
    names = entries.filter(action__startswith="members.").order_by("timestamp", "pk")
    return [name for name in names.values_list("action", flat=True) if "consent" not in name]


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика", join_policy=JoinPolicy.ON_REQUEST)


def test_an_application_keeps_what_was_asked_and_agreed_to(hub):
    text = ConsentTextFactory()
    school = OrganisationFactory()
    registration = apply(hubs=[hub], texts=[text], organisation=school, other_organisation="x")
    user = registration.user
    assert statuses(registration) == (RegistrationStatus.UNCONFIRMED, UserStatus.PENDING)
    assert user.organisation == school and user.other_organisation == ""
    assert user.check_password("сирень-у-школы") and user.username
    assert user.consents.get().text == text
    assert user.memberships.get().status == MembershipStatus.REQUESTED


def test_of_a_pupil_only_name_school_and_class_are_kept():
    pupil = {"middle_name": "Петровна", "school_class": "7Б", "role": PersonRole.PUPIL}
    user = apply(**pupil).user
    assert (user.middle_name, user.school_class) == ("", "7Б")
    assert apply(email="b@example.org", school_class="7Б").user.school_class == ""


def test_by_approval_a_confirmed_application_waits_and_its_moderators_are_told(
    hub, django_capture_on_commit_callbacks
):
    moderator = moderator_of(hub)
    with django_capture_on_commit_callbacks(execute=True):
        registration = confirmed(hubs=[hub])
    assert statuses(registration) == (RegistrationStatus.WAITING, UserStatus.PENDING)
    assert [letter.to for letter in mail.outbox] == [[moderator.email]]
    assert "Рябинина" in mail.outbox[0].subject


def test_where_registration_is_open_a_confirmed_person_is_in_and_in_the_open_hubs(hub):
    set_mode(RegistrationMode.OPEN)
    free = HubPageFactory(join_policy=JoinPolicy.OPEN)
    registration = confirmed(hubs=[hub, free])
    assert statuses(registration) == (RegistrationStatus.APPROVED, UserStatus.ACTIVE)
    held = dict(registration.user.memberships.values_list("hub", "status"))
    assert held == {hub.pk: MembershipStatus.REQUESTED, free.pk: MembershipStatus.ACTIVE}


def test_by_invitation_nobody_registers():
    set_mode(RegistrationMode.INVITATION)
    with pytest.raises(ValidationError):
        apply()
    assert not User.objects.filter(email="nina@example.org").exists()


def test_confirming_twice_is_confirming_once(hub):
    registration = confirmed(hubs=[hub])
    assert actions.confirm_email(registration.user) is False
    assert logged(registration).count("members.confirm_email") == 1
    assert actions.confirm_email(UserFactory()) is False


def test_approval_lets_in_and_joins_the_hubs_of_whoever_approves(hub):
    other = HubPageFactory(join_policy=JoinPolicy.ON_REQUEST)
    registration = confirmed(hubs=[hub, other])
    assert actions.approve(registration, moderator_of(hub)) is True
    assert statuses(registration) == (RegistrationStatus.APPROVED, UserStatus.ACTIVE)
    held = dict(registration.user.memberships.values_list("hub", "status"))
    assert held == {hub.pk: MembershipStatus.ACTIVE, other.pk: MembershipStatus.REQUESTED}


def test_a_full_hub_keeps_nobody_out_of_the_site(hub):
    hub.member_limit = 1
    hub.save()
    editor = site_editor()
    first, second = confirmed(hubs=[hub]), confirmed(email="b@example.org", hubs=[hub])
    assert actions.approve(first, editor) and actions.approve(second, editor)
    assert statuses(second) == (RegistrationStatus.APPROVED, UserStatus.ACTIVE)
    assert second.user.memberships.get().status == MembershipStatus.REQUESTED


def test_staff_answer_for_an_address_that_was_not_confirmed():
    registration = apply()
    assert actions.approve(registration, site_editor()) is True
    assert EmailAddress.objects.get(user=registration.user).verified
    assert statuses(registration) == (RegistrationStatus.APPROVED, UserStatus.ACTIVE)


def test_only_those_responsible_decide(hub):
    registration = confirmed(hubs=[hub])
    for stranger in [moderator_of(HubPageFactory()), UserFactory(), registration.user]:
        with pytest.raises(PermissionDenied):
            actions.approve(registration, stranger)
        with pytest.raises(PermissionDenied):
            actions.refuse(registration, stranger, "Нет")
    assert statuses(registration) == (RegistrationStatus.WAITING, UserStatus.PENDING)


def test_a_refusal_needs_a_reason_which_the_person_gets(hub, django_capture_on_commit_callbacks):
    registration, editor = confirmed(hubs=[hub]), site_editor()
    with pytest.raises(ValidationError):
        actions.refuse(registration, editor, "  ")
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.refuse(registration, editor, "Укажите, пожалуйста, школу.") is True
    assert statuses(registration) == (RegistrationStatus.REFUSED, UserStatus.PENDING)
    letters = [letter for letter in mail.outbox if letter.to == ["nina@example.org"]]
    assert "Укажите, пожалуйста, школу." in letters[-1].body


def test_of_two_deciding_at_once_the_second_is_told(hub):
    registration, editor = confirmed(hubs=[hub]), site_editor()
    as_seen_by_another = type(registration).objects.get(pk=registration.pk)
    assert actions.approve(registration, editor)
    with pytest.raises(ValidationError, match="одобрен"):
        actions.refuse(as_seen_by_another, moderator_of(hub), "Нет")
    assert actions.approve(as_seen_by_another, editor) is False
    assert logged(registration).count("members.approve_application") == 1


def test_whoever_was_refused_applies_again_with_other_data(hub):
    registration, editor = confirmed(hubs=[hub]), site_editor()
    actions.refuse(registration, editor, "Не та школа")
    school, other = OrganisationFactory(), HubPageFactory()
    application = actions.Application("Рябинина", "Нина", "teacher", "", school, hubs=[other])
    assert actions.apply_again(registration, application) is True
    assert actions.apply_again(registration, application) is False
    assert statuses(registration) == (RegistrationStatus.WAITING, UserStatus.PENDING)
    user = User.objects.get(pk=registration.user_id)
    assert user.organisation == school
    asked = user.memberships.filter(status=MembershipStatus.REQUESTED)
    assert [membership.hub_id for membership in asked] == [other.pk]


def test_the_once_refused_never_let_themselves_in():
    registration = confirmed()
    actions.refuse(registration, site_editor(), "Это не человек")
    set_mode(RegistrationMode.OPEN)
    actions.apply_again(registration)
    actions.withdraw(registration)
    actions.apply_again(registration)
    assert statuses(registration) == (RegistrationStatus.WAITING, UserStatus.PENDING)


def test_an_application_is_taken_back_only_while_nobody_has_decided():
    registration = confirmed()
    assert actions.withdraw(registration) is True
    assert actions.withdraw(registration) is False
    with pytest.raises(ValidationError):
        actions.approve(registration, site_editor())
    actions.apply_again(registration)
    actions.approve(registration, site_editor())
    with pytest.raises(ValidationError):
        actions.withdraw(registration)
