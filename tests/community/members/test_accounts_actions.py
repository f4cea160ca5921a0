"""Suspension and the other things that staff decide about an account."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from community.members.actions import accounts, consents
from community.members.enums import ConsentKind, PersonRole, UserStatus
from community.members.models import User
from community.notifications.models import Notice
from demo.factories.members import PASSWORD, ConsentTextFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return site_editor()


@pytest.fixture
def person():
    return UserFactory(email="teacher@example.org")


def actions_on(person):
    return list(
        ModelLogEntry.objects.for_instance(person).order_by("pk").values_list("action", flat=True)
    )


def test_a_suspended_person_is_out_at_once_and_reads_why(
    client, editor, person, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(person)
    with django_capture_on_commit_callbacks(execute=True):
        assert accounts.suspend(person, editor, "  Грубость в обсуждениях  ")
    assert client.get("/me/").status_code == 302
    assert not client.login(username=person.username, password=PASSWORD)
    letter = mailoutbox[0]
    assert letter.to == ["teacher@example.org"]
    assert "Грубость в обсуждениях" in letter.body
    assert Notice.objects.get(recipient=person).verb == "account_suspended"
    assert actions_on(person) == ["members.suspend"]


def test_a_suspension_for_a_time_ends_by_itself(client, editor, person):
    until = timezone.now() + timedelta(days=7)
    accounts.suspend(person, editor, "Реклама", until=until)
    assert not person.is_member
    User.objects.filter(pk=person.pk).update(suspended_until=timezone.now())
    assert User.objects.get(pk=person.pk).is_member
    assert client.login(username=person.username, password=PASSWORD)


def test_the_same_suspension_twice_is_one(editor, person):
    until = timezone.now() + timedelta(days=7)
    assert accounts.suspend(person, editor, "Реклама", until=until)
    assert not accounts.suspend(person, editor, "Реклама", until=until)
    assert accounts.suspend(person, editor, "Реклама и спам")
    assert actions_on(person) == ["members.suspend", "members.suspend"]


def test_what_is_wrong_with_a_suspension_is_said(editor, person):
    with pytest.raises(ValidationError, match=r"why|Напишите"):
        accounts.suspend(person, editor, "  ")
    with pytest.raises(ValidationError):
        accounts.suspend(person, editor, "Реклама", until=timezone.now() - timedelta(hours=1))
    for status in [UserStatus.PENDING, UserStatus.INVITED]:
        with pytest.raises(ValidationError):
            accounts.suspend(UserFactory(status=status), editor, "Реклама")
    assert actions_on(person) == []


def test_who_may_not_suspend_whom(editor, person):
    hub = HubPageFactory()
    moderator, chief = moderator_of(hub), UserFactory(is_superuser=True)
    for actor, other in [
        (editor, editor),
        (editor, chief),
        (moderator, person),
        (moderator, editor),
        (person, moderator),
        (chief, chief),
    ]:
        with pytest.raises(PermissionDenied):
            accounts.suspend(other, actor, "Реклама")
    assert accounts.suspend(moderator, editor, "Реклама")
    assert accounts.suspend(editor, chief, "Реклама")


def test_access_is_given_back(client, editor, person):
    accounts.suspend(person, editor, "Реклама")
    assert accounts.reinstate(person, editor)
    assert not accounts.reinstate(person, editor)
    assert person.status == UserStatus.ACTIVE
    assert person.suspension_reason == "Реклама"
    assert client.login(username=person.username, password=PASSWORD)
    assert actions_on(person) == ["members.suspend", "members.reinstate"]
    assert Notice.objects.filter(recipient=person, verb="account_reinstated").count() == 1


def test_the_log_holds_no_names_and_no_reasons(editor, person):
    accounts.suspend(person, editor, f"Реклама от {person.last_name}")
    accounts.change_email(person, "other@example.org", editor)
    accounts.change_role(person, PersonRole.METHODIST, editor)
    for entry in ModelLogEntry.objects.for_instance(person):
        assert person.last_name not in str(entry.data)
        assert "example.org" not in str(entry.data)


def test_whoever_becomes_a_pupil_has_no_public_name(editor, person):
    text = ConsentTextFactory(kind=ConsentKind.PUBLIC_NAME)
    consents.give(person, text)
    assert person.name_is_public
    accounts.change_role(person, PersonRole.PUPIL, editor)
    assert person.get_public_name() == "Участник сообщества"
    assert not consents.held_consents(person).exists()
    assert not accounts.change_role(person, PersonRole.PUPIL, editor)
    accounts.change_role(person, PersonRole.TEACHER, editor)
    assert not User.objects.get(pk=person.pk).name_is_public


def test_another_role_is_one_entry(editor, person):
    assert accounts.change_role(person, PersonRole.METHODIST, editor)
    assert not accounts.change_role(person, PersonRole.METHODIST, editor)
    with pytest.raises(ValidationError):
        accounts.change_role(person, "king", editor)
    assert actions_on(person) == ["members.change_role"]


def test_another_address_is_not_confirmed(editor, person):
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    assert accounts.change_email(person, "other@example.org", editor)
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified) == ("other@example.org", False)
    assert accounts.confirm_email_by_hand(person, editor)
    assert not accounts.confirm_email_by_hand(person, editor)
    assert EmailAddress.objects.get(user=person).verified
    assert accounts.change_email(person, "", editor)
    assert not EmailAddress.objects.filter(user=person).exists()
    with pytest.raises(ValidationError):
        accounts.confirm_email_by_hand(person, editor)


def test_an_editor_gives_only_rights_that_she_has(editor, person):
    hub = HubPageFactory()
    stronger = Group.objects.create(name="Хозяева")
    stronger.permissions.set(hub.provision.group.permissions.model.objects.all())
    with pytest.raises(PermissionDenied):
        accounts.change_rights(person, editor, [stronger])
    with pytest.raises(PermissionDenied):
        accounts.change_rights(person, editor, [], is_superuser=True)
    person.refresh_from_db()
    assert not person.is_superuser
    assert accounts.change_rights(person, editor, [hub.provision.group])
    person.groups.add(stronger)
    with pytest.raises(PermissionDenied):
        accounts.change_email(person, "mine@example.org", editor)


def test_superusers_are_made_by_superusers_and_stay_until_another_decides(person):
    chief = UserFactory(is_superuser=True)
    assert accounts.change_rights(person, chief, [], is_superuser=True)
    with pytest.raises(PermissionDenied):
        accounts.change_rights(chief, chief, [], is_superuser=False)
    assert accounts.change_rights(person, chief, [], is_superuser=False)
