"""Nobody gives, takes or takes over more than she has: the form, the acts, the bulk acts."""

import pytest
from allauth.account.models import EmailAddress
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry

from community.members.enums import PersonRole, UserStatus
from community.members.models import User
from community.members.people_admin import bulk
from community.members.rights import can_manage, givable_group_ids
from demo.factories.members import PASSWORD, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = pytest.mark.django_db
BULK = ["set_active_state", "reinstate", "change_role", "assign_role", "delete"]
BULK_DATA = {"term": "for_good", "reason": "Реклама", "role": "methodist"}


def url(name, person):
    return reverse(f"wagtailusers_users:{name}", args=[person.pk])


def bulk_url(action, *people):
    address = reverse("wagtail_bulk_action", args=["members", "user", action])
    return f"{address}?" + "&".join(f"id={person.pk}" for person in people)


def values(person, **changes):
    """The form as the browser sends it, with ``changes``."""
    data = {
        name: getattr(person, name) or ""
        for name in [
            "username", "email", "last_name", "first_name", "middle_name", "public_name",
            "position", "role", "school_class", "taught_subjects", "about", "other_organisation",
        ]
    }  # fmt: skip
    return {**data, "organisation": "", "photo": "", "groups": [], **changes}


@pytest.fixture
def hub():
    return HubPageFactory()


@pytest.fixture
def person():
    return UserFactory(username="teacher")


@pytest.fixture
def chief():
    return UserFactory(username="chief", is_superuser=True)


@pytest.fixture
def strong():
    """Somebody with a right that site editors do not have."""
    user = UserFactory(username="strong")
    group = Group.objects.create(name="Хозяева")
    group.permissions.add(Permission.objects.get(codename="add_site"))
    user.groups.add(group)
    return user


@pytest.fixture
def editor(client):
    user = site_editor(username="the-editor")
    client.force_login(user)
    return user


def test_an_editor_keeps_the_names_of_people(client, editor, person):
    data = values(person, last_name="Новая", role=PersonRole.METHODIST, email="new@example.org")
    response = client.post(url("edit", person), data)
    assert response.status_code == 302
    assert response.url == url("inspect", person)
    person.refresh_from_db()
    assert (person.last_name, person.role, person.email) == ("Новая", "methodist", data["email"])
    assert not EmailAddress.objects.get(user=person).verified
    actions = set(ModelLogEntry.objects.for_instance(person).values_list("action", flat=True))
    assert {"members.change_role", "members.change_email", "wagtail.edit"} <= actions


def test_an_editor_changes_nothing_of_those_with_more_rights(client, editor, chief, strong):
    for other in [chief, strong]:
        assert not can_manage(editor, other)
        before = User.objects.filter(pk=other.pk).values().get()
        for name in ["edit", "suspend", "reinstate", "role", "confirm_email", "delete"]:
            for method in [client.get, client.post]:
                data = {**values(other, last_name="Взломщик"), **BULK_DATA}
                response = method(url(name, other), data)
                assert response.status_code in {302, 403}, name
                assert response.status_code == 403 or response.url == "/admin/", name
        for action in BULK:
            for method in [client.get, client.post]:
                assert method(bulk_url(action, other), BULK_DATA).status_code in {302, 403}
        assert User.objects.filter(pk=other.pk).values().get() == before


def test_no_field_of_the_form_gives_more(client, editor, person, strong):
    group = strong.groups.get()
    smuggled = {
        "is_superuser": "on",
        "is_staff": "on",
        "is_active": "",
        "status": "left",
        "name_is_public": "on",
        "password": "x",
        "password1": "новый-длинный-пароль-1",
        "password2": "новый-длинный-пароль-1",
        "user_permissions": [Permission.objects.first().pk],
        "search_key": "x",
    }
    assert client.post(url("edit", person), values(person, **smuggled)).status_code == 302
    response = client.post(url("edit", person), values(person, groups=[group.pk]))
    assert response.status_code == 200
    person = User.objects.get(pk=person.pk)
    assert not person.is_superuser
    assert not person.is_staff
    assert person.is_active
    assert person.status == UserStatus.ACTIVE
    assert person.check_password(PASSWORD)
    assert not person.user_permissions.exists()
    assert not person.groups.exists()


def test_nor_does_her_own_form(client, editor, strong):
    data = values(editor, is_superuser="on", groups=[strong.groups.get().pk])
    assert client.post(url("edit", editor), data).status_code == 200
    client.post(url("edit", editor), values(editor, is_superuser="on"))
    editor.refresh_from_db()
    assert not editor.is_superuser


def test_the_form_offers_only_what_may_be_given(client, editor, person, hub, strong):
    html = BeautifulSoup(client.get(url("edit", person)).content, "lxml")
    offered = {int(box["value"]) for box in html.select("input[name=groups]")}
    assert hub.provision.group_id in offered
    assert hub.provision.members_group_id not in offered
    assert strong.groups.get().pk not in offered
    assert offered <= givable_group_ids(editor)
    for name in ["is_superuser", "is_staff", "is_active", "password1", "status"]:
        assert not html.find(attrs={"name": name}), name


def test_rights_are_given_in_the_form_and_members_of_hubs_stay(client, editor, person, hub):
    person.groups.add(hub.provision.members_group)
    data = values(person, groups=[hub.provision.group_id])
    assert client.post(url("edit", person), data).status_code == 302
    assert set(person.groups.all()) == {hub.provision.group, hub.provision.members_group}


def test_only_an_administrator_makes_administrators(client, chief, person):
    client.force_login(chief)
    assert client.post(url("edit", person), values(person, is_superuser="on")).status_code == 302
    person.refresh_from_db()
    assert person.is_superuser
    client.post(url("edit", chief), values(chief))
    chief.refresh_from_db()
    assert chief.is_superuser


def test_a_moderator_has_no_form_and_no_acts(client, hub, person):
    person.groups.add(hub.provision.members_group)
    client.force_login(moderator_of(hub))
    names = ["edit", "history", "usage", "suspend", "reinstate", "role", "confirm_email", "delete"]
    for name in names:
        for method in [client.get, client.post]:
            assert method(url(name, person), BULK_DATA).status_code in {302, 403}, name
    for name in ["index", "add"]:
        assert client.get(reverse(f"wagtailusers_users:{name}")).status_code in {302, 403}
    for action in BULK:
        assert client.post(bulk_url(action, person), BULK_DATA).status_code in {302, 403}
    person.refresh_from_db()
    assert person.status == UserStatus.ACTIVE


def test_bulk_acts_do_what_they_say_to_those_within_reach(client, editor, person, chief, hub):
    other = UserFactory()
    page = client.get(bulk_url("set_active_state", person, other, chief)).content.decode()
    assert str(person) in page
    done = client.post(bulk_url("set_active_state", person, other, chief, editor), BULK_DATA)
    assert done.status_code == 302
    suspended = set(User.objects.filter(status=UserStatus.SUSPENDED))
    assert suspended == {person, other}
    client.post(bulk_url("reinstate", person), {})
    client.post(bulk_url("change_role", person), BULK_DATA)
    client.post(bulk_url("assign_role", person), {"group": hub.provision.group_id})
    person.refresh_from_db()
    assert (person.status, person.role) == (UserStatus.ACTIVE, PersonRole.METHODIST)
    assert person.groups.filter(pk=hub.provision.group_id).exists()


def test_all_means_all_that_the_list_showed(client, editor):
    parent, teacher = UserFactory(role=PersonRole.PARENT), UserFactory()
    address = reverse("wagtail_bulk_action", args=["members", "user", "set_active_state"])
    client.post(f"{address}?id=all&role=parent", BULK_DATA)
    parent.refresh_from_db()
    teacher.refresh_from_db()
    assert (parent.status, teacher.status) == (UserStatus.SUSPENDED, UserStatus.ACTIVE)


def test_not_all_of_a_large_site_at_once(client, editor, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 2)
    people = [UserFactory(role=PersonRole.PARENT) for _ in range(3)]
    response = client.post(bulk_url("set_active_state", *people), BULK_DATA, follow=True)
    assert "Слишком много" in response.content.decode()
    assert not User.objects.filter(status=UserStatus.SUSPENDED).exists()


def test_a_group_with_more_rights_is_not_given_in_bulk(client, editor, person, strong):
    group = strong.groups.get()
    assert client.post(bulk_url("assign_role", person), {"group": group.pk}).status_code == 200
    assert not person.groups.exists()


def test_only_who_never_came_is_removed_and_only_by_an_administrator(client, chief, person):
    guest = UserFactory(status=UserStatus.INVITED)
    client.force_login(site_editor())
    assert client.post(bulk_url("delete", guest)).status_code in {302, 403}
    client.force_login(chief)
    client.post(bulk_url("delete", guest, person, chief), {})
    client.post(url("delete", person), {})
    assert User.objects.filter(pk__in=[person.pk, chief.pk]).count() == 2
    assert not User.objects.filter(pk=guest.pk).exists()


def test_suspension_in_the_admin(client, editor, person):
    wrong = client.post(url("suspend", person), {"term": "until", "day": "2020-01-01"})
    assert wrong.status_code == 200
    assert "Выберите день позже сегодняшнего" in wrong.content.decode()
    done = client.post(url("suspend", person), {"term": "30", "reason": "Реклама"}, follow=True)
    assert "доступ приостановлен" in done.content.decode()
    person.refresh_from_db()
    assert person.is_suspended
    client.post(url("reinstate", person))
    person.refresh_from_db()
    assert person.is_member


@pytest.mark.parametrize("status", [UserStatus.PENDING, UserStatus.INVITED])
def test_who_cannot_be_suspended_is_told_why(client, editor, status):
    person = UserFactory(status=status)
    response = client.get(url("suspend", person), follow=True)
    assert response.redirect_chain[0][0] == url("inspect", person)
    assert "messages" in response.content.decode()


@pytest.mark.parametrize("name", ["edit", "inspect", "suspend", "role", "delete", "history"])
def test_nobody_there(client, editor, name):
    address = reverse(f"wagtailusers_users:{name}", args=[987654])
    assert client.get(address).status_code in {302, 404}
    assert client.get(address.replace("987654", "9" * 40)).status_code in {302, 404}


def test_what_is_left_of_an_account_is_changed_by_nobody(client, chief):
    person = UserFactory(username="former-5", status=UserStatus.LEFT)
    client.force_login(chief)
    assert client.get(url("inspect", person)).status_code == 200
    for name in ["edit", "suspend", "role", "to_hub", "delete_account", "delete"]:
        assert client.post(url(name, person), values(person)).status_code in {302, 403}, name
    person.refresh_from_db()
    assert person.status == UserStatus.LEFT
