"""Registration as a newcomer goes through it: the screens, what goes wrong, who asks."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from community.members.actions import registration as actions
from community.members.enums import (
    ConsentKind,
    MembershipStatus,
    RegistrationMode,
    RegistrationStatus,
    SchoolLabel,
    UserStatus,
)
from community.members.forms.consents import consent_data
from community.members.models import Organisation, User
from demo.factories.members import ConsentTextFactory, OrganisationFactory, UserFactory
from demo.factories.subjects import HubPageFactory, site_editor
from subjects.enums import JoinPolicy

from .test_registration_actions import apply, set_mode

pytestmark = pytest.mark.django_db

SIGNUP = "/accounts/signup/"
CODE_PAGE = "/accounts/confirm-email/"
PASSWORD = "сирень-у-школы"


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика", join_policy=JoinPolicy.ON_REQUEST)


@pytest.fixture
def texts():
    kinds = [ConsentKind.RULES, ConsentKind.PERSONAL_DATA, ConsentKind.PUBLIC_NAME]
    return {kind: ConsentTextFactory(kind=kind, version=1) for kind in kinds}


@pytest.fixture
def about(hub):
    OrganisationFactory(name="Школа № 5", place="город Заречный")
    return {
        "last_name": "РЯБИНИНА",
        "first_name": " нина",
        "role": "teacher",
        "organisation_text": "Школа № 5",
        "hubs": [hub.pk],
    }


@pytest.fixture
def entrance(about, texts):
    return {
        **about,
        "step": "entrance",
        "email": " Nina@Mail.ru ",
        "password": PASSWORD,
        **consent_data(),
    }


def errors_of(response):
    return response.context["form"].errors


def code_from(letter):
    return re.search(r"\b\d{6}\b", letter.body).group()


def test_three_screens_lead_from_the_first_to_the_queue(client, entrance, about, hub):
    assert client.get(f"{SIGNUP}?hub={hub.pk}").context["form"].initial["hubs"] == [hub.pk]
    assert client.post(SIGNUP, {**about, "step": "about"}).context["step"] == 2
    response = client.post(SIGNUP, entrance)
    assert response.url == CODE_PAGE
    user = User.objects.get(email="nina@mail.ru")
    assert str(user) == "Рябинина Нина" and user.organisation.name == "Школа № 5"
    assert user.status == UserStatus.PENDING and not user.name_is_public
    assert user.consents.count() == 2
    response = client.post(CODE_PAGE, {"code": code_from(mail.outbox[0])})
    assert response.url == reverse("members:waiting")
    assert "на рассмотрении" in client.get(response.url).content.decode()
    assert user.registration.status == RegistrationStatus.WAITING


def test_where_registration_is_open_the_third_screen_leads_in(client, entrance, hub):
    set_mode(RegistrationMode.OPEN)
    hub.join_policy = JoinPolicy.OPEN
    hub.save()
    client.post(SIGNUP, entrance)
    response = client.post(CODE_PAGE, {"code": code_from(mail.outbox[0])}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("members:welcome")
    assert "Математика" in response.content.decode()
    assert User.objects.get(email="nina@mail.ru").memberships.get().is_active


def test_a_known_address_gets_the_same_answer_and_a_letter(client, entrance):
    UserFactory(email="nina@mail.ru", first_name="Старая")
    before = User.objects.count()
    response = client.post(SIGNUP, entrance)
    assert (response.status_code, response.url) == (302, CODE_PAGE)
    known = client.get(CODE_PAGE)
    assert User.objects.count() == before
    assert [letter.to for letter in mail.outbox] == [["nina@mail.ru"]]
    assert not re.search(r"\b\d{6}\b", mail.outbox[0].body)
    client.cookies.clear()
    client.post(SIGNUP, {**entrance, "email": "new@mail.ru"})
    unknown = client.get(CODE_PAGE)
    assert known.status_code == unknown.status_code == 200

    def words(page, email):
        text = re.sub(r'value="[^"]+"', "", page.content.decode())
        return text.replace(email, "")

    assert words(known, "nina@mail.ru") == words(unknown, "new@mail.ru")


def test_a_form_sent_twice_makes_one_account_and_keeps_the_code_page(client, entrance):
    client.post(SIGNUP, entrance)
    client.cookies.clear()  # The first answer never arrived.
    assert client.post(SIGNUP, entrance).url == CODE_PAGE
    assert User.objects.filter(email="nina@mail.ru").count() == 1
    response = client.post(CODE_PAGE, {"code": code_from(mail.outbox[-1])})
    assert response.url == reverse("members:waiting")


def test_the_second_screen_carries_the_first_and_leads_back_to_it(client, entrance, about):
    page = client.post(SIGNUP, {**about, "step": "about"}).content.decode()
    assert 'name="last_name" value="РЯБИНИНА"' in page
    back = client.post(SIGNUP, {**entrance, "back": "1"})
    assert back.context["step"] == 1 and back.context["form"]["first_name"].value() == " нина"
    text = back.content.decode()
    assert 'name="email" value=" Nina@Mail.ru "' in text
    assert PASSWORD not in text and User.objects.filter(email="nina@mail.ru").count() == 0
    again = client.post(SIGNUP, {**entrance, "step": "about"})
    assert again.context["form"]["email"].value() == " Nina@Mail.ru "


def test_what_changed_on_the_first_screen_meanwhile_leads_back_to_it(client, entrance, hub):
    hub.wound_up_on = timezone.localdate()
    hub.save()
    response = client.post(SIGNUP, entrance)
    assert response.context["step"] == 1 and "hubs" in errors_of(response)
    assert not User.objects.filter(email="nina@mail.ru").exists()


@pytest.mark.parametrize("kind", ["closed", "wound_up", "hidden", "missing", "text"])
def test_only_hubs_that_take_newcomers_can_be_asked_for(client, about, kind):
    hub = HubPageFactory()
    if kind == "closed":
        hub.join_policy = JoinPolicy.CLOSED
    elif kind == "wound_up":
        hub.wound_up_on = timezone.localdate()
    elif kind == "hidden":
        hub.live = False
    hub.save()
    key = {"missing": "999999", "text": "x" * 50}.get(kind, hub.pk)
    response = client.post(SIGNUP, {**about, "hubs": [key], "step": "about"})
    assert response.context["step"] == 1 and "hubs" in errors_of(response)


def test_each_required_consent_is_ticked_by_the_person_herself(client, entrance, texts):
    page = client.post(SIGNUP, {**entrance, "step": "about", "consent_rules": ""})
    assert "checked" not in str(page.context["form"]["consent_public_name"])
    del entrance["consent_rules"]
    assert "consent_rules" in errors_of(client.post(SIGNUP, entrance))
    client.post(SIGNUP, {**entrance, **consent_data(public_name=True)})
    user = User.objects.get(email="nina@mail.ru")
    assert user.name_is_public and user.consents.count() == 3


def test_a_text_published_meanwhile_is_not_agreed_to_unread(client, entrance, texts):
    ConsentTextFactory(kind=ConsentKind.RULES, version=2)
    assert "consent_rules" in errors_of(client.post(SIGNUP, entrance))
    assert not User.objects.filter(email="nina@mail.ru").exists()


def test_pupils_are_asked_for_a_parents_consent_and_not_for_a_public_name(client, entrance, texts):
    ConsentTextFactory(kind=ConsentKind.PARENTAL, version=1)
    pupil = {**entrance, "role": "pupil", "school_class": "7Б", "middle_name": "Павловна"}
    response = client.post(SIGNUP, pupil)
    assert set(errors_of(response)) == {"consent_parental"}
    assert "consent_public_name" not in response.context["form"].fields
    client.post(SIGNUP, {**pupil, **consent_data("pupil", public_name=True)})
    user = User.objects.get(email="nina@mail.ru")
    assert (user.school_class, user.middle_name, user.name_is_public) == ("7Б", "", False)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("last_name", "Иванова2"),
        ("last_name", "я" * 10_000),
        ("first_name", ""),
        ("role", "methodist"),
        ("role", ""),
        ("organisation_text", ""),
        ("organisation_text", "щ" * 10_000),
    ],
)
def test_wrong_words_on_the_first_screen_are_named_and_kept(client, about, field, value):
    response = client.post(SIGNUP, {**about, "step": "about", field: value})
    assert response.status_code == 200 and response.context["step"] == 1
    assert field in errors_of(response)
    assert response.context["form"]["last_name"].value() is not None


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("email", "нина@mail.ru", "русские буквы"),
        ("email", "nina mail.ru", "пробел"),
        ("email", "nina.mail.ru", "нет знака @"),
        ("email", "nina@mail", "не похоже"),
        ("password", "1234567", ""),
        ("password", "рябинина", ""),
        ("email", "a" * 10_000, ""),
        ("password", "п" * 10_000, ""),
    ],
)
def test_wrong_words_on_the_second_screen_are_named_and_kept(client, entrance, field, value, words):
    response = client.post(SIGNUP, {**entrance, field: value})
    assert response.status_code == 200 and response.context["step"] == 2
    assert words in str(errors_of(response)[field])
    assert response.context["form"][field].value() == value


def test_null_characters_and_wild_keys_break_nothing(client, about, entrance):
    for data in [
        {**about, "last_name": "Ив\0анова"},
        {**about, "organisation": "9" * 19, "hubs": ["9" * 40]},
        {**about, "organisation": "-1"},
        {**entrance, "step": "нечто"},
    ]:
        assert client.post(SIGNUP, data).status_code < 500
    for query in ["?hub=9999999999999999999999", "?hub=x", "?hub=-1"]:
        assert client.get(SIGNUP + query).status_code == 200


def test_a_program_that_fills_in_every_field_makes_no_account(client, entrance):
    response = client.post(SIGNUP, {**entrance, "website": "http://spam.example"})
    assert response.context["step"] == 2 and "spam" not in response.content.decode()
    assert not User.objects.filter(email="nina@mail.ru").exists()


def test_an_organisation_is_chosen_from_matches_or_left_as_written(client, about):
    OrganisationFactory(name="Школа № 15", place="город Заречный")
    words = {**about, "step": "about", "organisation_text": "школа"}
    response = client.post(SIGNUP, words)
    assert [str(row) for row in response.context["form"].matches]
    assert client.post(SIGNUP, {**words, "organisation": "other"}).context["step"] == 2
    assert client.post(SIGNUP, {**words, "organisation_text": "Лицей"}).context["step"] == 2
    foreign = {**words, "organisation": "999999"}
    assert client.post(SIGNUP, foreign).context["step"] == 1


def test_the_organisation_that_was_chosen_is_kept_however_it_is_written(client, entrance):
    school = Organisation.objects.get()
    for written, chosen in [(str(school), school.pk), ("школа №5", ""), (str(school), "")]:
        words = {**entrance, "organisation_text": written, "organisation": chosen}
        client.post(SIGNUP, {**words, "email": f"a{len(written)}{chosen}@mail.ru"})
    people = User.objects.filter(email__endswith="@mail.ru")
    assert people.count() == 3
    assert {person.organisation for person in people} == {school}
    found = client.get("/accounts/organisations/", {"q": "Школа №5, г"}).json()["items"]
    assert [row["id"] for row in found] == [school.pk]


def test_the_search_of_organisations_says_only_what_everybody_may_know(client):
    school = OrganisationFactory(name="Школа № 5", label=SchoolLabel.LOW_RESULTS)
    OrganisationFactory(name="Школа № 55")
    OrganisationFactory(name="Школа № 5 закрытая", is_listed=False)
    response = client.get("/accounts/organisations/", {"q": "5"})
    assert response.json()["items"][0] == {"id": school.pk, "name": str(school)}
    assert len(response.json()["items"]) == 2 and b"low" not in response.content
    for query in ["", " ", "я" * 5000, "%", "'"]:
        assert client.get("/accounts/organisations/", {"q": query}).status_code == 200
    assert client.post("/accounts/organisations/").status_code == 405


def test_by_invitation_only_the_way_of_the_code_is_shown(client, entrance):
    set_mode(RegistrationMode.INVITATION)
    assert "У меня есть код" in client.get(SIGNUP).content.decode()
    client.post(SIGNUP, entrance)
    assert not User.objects.filter(email="nina@mail.ru").exists()


def test_people_who_have_signed_in_do_not_register_again(client):
    client.force_login(UserFactory())
    assert client.get(SIGNUP).url == reverse("members:me")
    client.force_login(apply().user)
    assert client.get(SIGNUP).url == reverse("members:waiting")


def test_the_page_of_an_application_shows_each_state_and_a_way_on(client, hub):
    registration = apply(hubs=[hub])
    user, address = registration.user, reverse("members:waiting")
    assert client.get(address).status_code == 302
    client.force_login(user)
    assert "не подтверждена" in client.get(address).content.decode()
    assert client.post(reverse("members:waiting_confirm")).url == CODE_PAGE
    client.post(CODE_PAGE, {"code": code_from(mail.outbox[-1])})
    registration.refresh_from_db()
    assert registration.status == RegistrationStatus.WAITING
    actions.refuse(registration, site_editor(), "Укажите школу")
    assert "Укажите школу" in client.get(address).content.decode()
    data = {"last_name": "Рябинина", "first_name": "Нина", "role": "other", "hubs": [hub.pk]}
    assert client.post(address, {**data, "last_name": ""}).context["form"].errors
    assert client.post(address, data).status_code == client.post(address, data).status_code == 302
    registration.refresh_from_db()
    assert registration.status == RegistrationStatus.WAITING
    client.post(reverse("members:waiting_withdraw"))
    client.post(reverse("members:waiting_withdraw"))
    assert "отозвали" in client.get(address).content.decode()
    client.post(address, data)
    registration.refresh_from_db()
    actions.approve(registration, site_editor())
    assert client.get(address).url == reverse("members:me")
    assert user.memberships.get().status == MembershipStatus.ACTIVE


def test_reading_changes_nothing(client):
    registration = apply()
    client.force_login(registration.user)
    for name in ["waiting_withdraw", "waiting_confirm"]:
        assert client.get(reverse(f"members:{name}")).status_code == 405
    client.logout()
    for name in ["waiting_withdraw", "waiting_confirm"]:
        assert client.post(reverse(f"members:{name}")).status_code == 302
    client.force_login(UserFactory())
    assert client.post(reverse("members:waiting_withdraw")).status_code == 404


def test_an_address_confirmed_by_somebody_as_a_second_one_is_known_too(client, entrance):
    owner = UserFactory(email="other@mail.ru")
    EmailAddress.objects.create(user=owner, email="nina@mail.ru", verified=True)
    client.post(SIGNUP, entrance)
    assert not User.objects.filter(email="nina@mail.ru").exists()
