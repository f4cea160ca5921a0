"""What one changes of oneself at /me/profile/."""

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from community.members.actions import profile as actions
from community.members.enums import PersonRole
from community.members.models import User
from community.members.visibility import get_parts
from demo.factories.members import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/me/profile/"


@pytest.fixture
def teacher(client):
    teacher = UserFactory(username="kuzmina", last_name="Кузьмина", first_name="Анна")
    client.force_login(teacher)
    return teacher


def filled(**fields):
    data = {
        "last_name": "Кузьмина", "first_name": "Анна", "middle_name": "Сергеевна",
        "public_name": "", "position": "учитель", "organisation_text": "", "organisation": "",
        "taught_subjects": "алгебра", "about": "Веду кружок.",
    }  # fmt: skip
    choices = {f"who_{part.name}": "members" for part in get_parts()}
    return {**data, **choices, **fields}


def saved(person):
    return User.objects.get(pk=person.pk)


def test_it_is_saved_and_logged_without_words(client, teacher):
    response = client.post(ADDRESS, filled(who_about="everybody"))
    assert response.status_code == 302 and response["Location"] == ADDRESS
    person = saved(teacher)
    assert (person.position, person.about) == ("учитель", "Веду кружок.")
    assert person.visibility["about"] == "everybody"
    entry = ModelLogEntry.objects.get(action="members.edit_profile")
    assert "about" in entry.data["fields"] and "кружок" not in str(entry.data)


def test_twice_is_once(client, teacher):
    client.post(ADDRESS, filled())
    response = client.post(ADDRESS, filled(), follow=True)
    assert "Ничего не изменилось" in response.content.decode()
    assert ModelLogEntry.objects.filter(action="members.edit_profile").count() == 1


def test_what_is_typed_is_tidied(client, teacher):
    client.post(ADDRESS, filled(last_name="  КУЗЬМИНА ", position=" учитель   химии ",
                                about="  раз\r\n\r\nдва  "))  # fmt: skip
    person = saved(teacher)
    assert (person.last_name, person.position) == ("Кузьмина", "учитель химии")
    assert person.about == "раз\n\nдва"


@pytest.mark.parametrize(
    "fields",
    [
        {"last_name": ""},
        {"last_name": "1234"},
        {"first_name": "я" * 10_000},
        {"about": "я" * 3001},
        {"position": "\u0000"},
        {"public_name": "---"},
        {"who_photo": "strangers"},
        {"who_photo": ""},
        {"organisation_text": "я" * 300},
    ],
)
def test_bad_input_is_told_at_the_field_and_stays(client, teacher, fields):
    response = client.post(ADDRESS, filled(taught_subjects="латынь", **fields))
    assert response.status_code == 200
    [name] = fields
    assert response.context["form"].errors[name]
    text = response.content.decode()
    assert "латынь" in text
    # The page around the form shows who is saved, not what is typed.
    assert saved(teacher).taught_subjects == ""


@pytest.mark.parametrize("key", ["9" * 20, "-1", "abc", "0"])
def test_a_strange_organisation_is_only_words(client, teacher, key):
    client.post(ADDRESS, filled(organisation=key, organisation_text="Школа в лесу"))
    person = saved(teacher)
    assert person.organisation is None and person.other_organisation == "Школа в лесу"


def test_the_organisation_is_found_in_the_register(client, teacher):
    school = OrganisationFactory(name="Школа № 71")
    client.post(ADDRESS, filled(organisation_text="школа № 71"))
    assert saved(teacher).organisation == school
    school.is_listed = False
    school.save()
    # It was closed since; who worked there does not lose it by saving something else.
    client.post(ADDRESS, filled(organisation_text=str(school), position="директор"))
    assert saved(teacher).organisation == school and saved(teacher).position == "директор"
    client.post(ADDRESS, filled(organisation_text=""))
    assert saved(teacher).organisation is None


def test_several_that_are_alike_are_offered(client, teacher):
    OrganisationFactory(name="Школа № 5"), OrganisationFactory(name="Школа № 55")
    response = client.post(ADDRESS, filled(organisation_text="5"))
    assert response.status_code == 200
    assert 'type="radio" name="organisation"' in response.content.decode()


def test_what_others_keep_cannot_be_smuggled_in(client, teacher):
    client.post(
        ADDRESS,
        filled(role="methodist", status="left", is_superuser="1", name_is_public="1", username="x",
               email="x@example.org", who_secret="everybody"),
    )  # fmt: skip
    person = saved(teacher)
    assert (person.role, person.username, person.is_superuser) == ("teacher", "kuzmina", False)
    assert person.email == teacher.email and "secret" not in person.visibility


def test_pupils_have_nothing_to_choose(client):
    pupil = UserFactory(role=PersonRole.PUPIL, first_name="Миша", school_class="7Б")
    client.force_login(pupil)
    assert "<select" not in client.get(ADDRESS).content.decode()
    client.post(ADDRESS, filled(who_about="everybody"))
    person = saved(pupil)
    assert (person.first_name, person.about, person.visibility) == ("Миша", "", {})
    assert not actions.update_profile(person, {"about": "x"}, {"about": "everybody"}, actor=person)


def test_a_form_of_another_site_changes_nothing(teacher):
    client = Client(enforce_csrf_checks=True)
    client.force_login(teacher)
    assert client.post(ADDRESS, filled()).status_code == 403


@pytest.mark.parametrize("address", ["/me/", ADDRESS, "/me/profile/photo/", "/members/"])
def test_own_pages_are_for_those_who_signed_in_and_kept_by_nobody(client, address):
    response = client.get(address)
    assert response.status_code == 302 and response["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory())
    response = client.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert 'content="noindex"' in response.content.decode()
