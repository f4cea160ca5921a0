"""A new password by staff, for whoever has lost hers: whose, by whom, and what follows."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from community.members.actions import invitations
from community.members.actions.invitations import Newcomer
from community.members.actions.passwords import make_temporary_password, set_new_password
from community.members.enums import MembershipRole, MembershipStatus, UserStatus
from community.members.models import Membership, User
from community.members.password_rights import can_set_password
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    return HubPageFactory()


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


def member_of(hub, **kwargs):
    values = {"email": None, **kwargs}
    person = UserFactory(**values)
    MembershipFactory(user=person, hub=hub)
    return person


def url_for(person):
    return f"/admin/people/{person.pk}/new-password/"


def test_a_moderator_helps_members_without_email(moderator, hub):
    person = member_of(hub)
    password = set_new_password(person, moderator)
    person = User.objects.get(pk=person.pk)
    assert person.check_password(password) and person.password_is_temporary
    entry = ModelLogEntry.objects.get(action="members.set_new_password")
    assert entry.user == moderator and password not in str(entry.data)


@pytest.mark.parametrize(
    "who",
    ["with email", "another hub", "left", "asked", "moderator", "head", "editor", "superuser",
     "staff", "suspended", "invited", "added by herself", "herself"],
)  # fmt: skip
def test_a_moderator_reaches_nobody_else(moderator, hub, who):
    person = member_of(hub)
    membership = Membership.objects.filter(user=person)
    match who:
        case "with email":
            person.email = "a@example.org"
        case "another hub":
            membership.update(hub=HubPageFactory())
        case "left":
            membership.update(status=MembershipStatus.LEFT)
        case "asked":
            membership.update(status=MembershipStatus.REQUESTED)
        case "moderator":
            person = moderator_of(hub, email=None)
        case "head":
            membership.update(role=MembershipRole.HEAD)
        case "editor":
            person = site_editor(email=None)
            MembershipFactory(user=person, hub=hub)
        case "superuser":
            person.is_superuser = True
        case "staff":
            person.is_staff = True
        case "suspended":
            person.status = UserStatus.SUSPENDED
        case "invited":
            person.status = UserStatus.INVITED
        case "added by herself":
            membership.update(decided_by=moderator)
        case "herself":
            person = moderator
    person.save()
    assert not can_set_password(moderator, person)
    with pytest.raises(PermissionDenied):
        set_new_password(person, moderator)


def test_whoever_came_by_her_invitation_is_hers_to_help(moderator, hub):
    newcomer = Newcomer("Ольховая", "Вера", hubs=(hub,))
    invitation = invitations.invite([newcomer], "Лист", moderator).invitations.get()
    invitations.redeem(invitation, "три сосны у дороги")
    Membership.objects.update(decided_by=moderator)
    assert can_set_password(moderator, User.objects.get(pk=invitation.user_id))


def test_an_editor_reaches_everybody_below(hub, moderator):
    editor = site_editor()
    assert can_set_password(editor, member_of(hub, email="a@example.org"))
    assert can_set_password(editor, UserFactory())
    for person in [moderator, site_editor(), UserFactory(is_superuser=True), editor]:
        assert not can_set_password(editor, person)


def test_a_superuser_reaches_all_but_herself(moderator):
    boss = UserFactory(is_superuser=True)
    assert can_set_password(boss, moderator) and can_set_password(boss, site_editor())
    assert not can_set_password(boss, boss)
    assert not can_set_password(UserFactory(), UserFactory(email=None))


def test_it_is_shown_once_and_ends_the_sessions(client, moderator, hub, django_user_model):
    person = member_of(hub)
    phone = type(client)()
    phone.force_login(person)
    client.force_login(moderator)
    page = client.get(url_for(person))
    assert page.status_code == 200
    assert "_auth_user_id" in phone.session and phone.get("/me/").status_code == 200
    done = client.post(url_for(person))
    assert "no-store" in done["Cache-Control"]
    [password] = re.findall(r">([a-z]{4}-\d{4}-[a-z]{4})<", done.text)
    assert password not in client.get(url_for(person)).text
    assert phone.get("/me/").status_code == 302
    assert django_user_model.objects.get(pk=person.pk).check_password(password)


def test_she_chooses_her_own_when_she_comes(client, moderator, hub):
    person = member_of(hub)
    password = set_new_password(person, moderator)
    client.post("/accounts/login/", {"login": person.username, "password": password})
    assert client.get("/me/").url.startswith("/accounts/new-password/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_is_closed_to_others(client, hub, method):
    person = member_of(hub)
    before = User.objects.get(pk=person.pk).password
    for viewer in [None, UserFactory(), moderator_of(HubPageFactory()), person]:
        if viewer:
            client.force_login(viewer)
        assert getattr(client, method)(url_for(person)).status_code in {302, 403}
    assert User.objects.get(pk=person.pk).password == before


@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 40])
def test_nobody_is_not_found(client, moderator, pk):
    client.force_login(moderator)
    assert client.get(f"/admin/people/{pk}/new-password/").status_code == 404


def test_temporary_passwords_differ_and_are_easy_to_copy():
    made = {make_temporary_password() for _number in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"[a-z]{4}-[2-9]{4}-[a-z]{4}", word) for word in made)
    assert not any(set(word) & set("lijo01") for word in made)
