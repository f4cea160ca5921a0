"""People in the search of the site: who finds whom, by which words, and what the index keeps."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from community.members.actions import (
    accounts,
    consents,
    deletion,
    organisations,
    profile,
    taking_down,
)
from community.members.enums import ConsentKind, PersonRole, UserStatus
from community.members.models import User
from community.members.search_sources import PersonSource
from community.members.visibility import can_open, is_public
from demo.factories.members import ConsentTextFactory, OrganisationFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from home.models import SiteImage
from search import corrections
from search.answers import answer
from search.engine import find, search, suggest
from search.models import Entry, EntryText, PublicWord
from search.vocabulary import count_public_words

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

VISITOR = AnonymousUser()
NAME = "Ольшанникова"


def make(**kwargs):
    given = {"last_name": NAME, "first_name": "Анна", "middle_name": "", "username": "olsh"}
    return UserFactory(**(given | kwargs))


def finds(viewer, words):
    """Login names of those whom ``viewer`` finds, each way agreeing with the others."""
    results = search(words, viewer, [PersonSource()])
    hits = results[:50]
    assert results.count == len(hits) == len(find(PersonSource(), words, viewer))
    return [hit.item.username for hit in hits if not results.is_relaxed]


def traces(viewer, word):
    """Where ``viewer`` comes upon ``word``."""
    results = search(word, viewer)
    found = [f"hit: {hit.item}" for hit in results[:50]]
    found += [f"count: {name}" for name in results.counts]
    found += [f"suggestion: {one.label}" for one in suggest(word[:6], viewer)]
    found += [f"snippet: {hit.snippet}" for hit in search(NAME, viewer)[:50]
              if word.lower() in str(hit.snippet or "").lower()]  # fmt: skip
    return found


def kept_words():
    """All that the index keeps of people, as written."""
    kind = Entry.objects.filter(content_type__model="user").values("pk")
    return " ".join(EntryText.objects.filter(pk__in=kind).values_list("words", flat=True))


# -- Who finds whom ----------------------------------------------------------------------


@pytest.fixture
def viewers():
    hub = HubPageFactory()
    return {
        "visitor": VISITOR,
        "waiting": UserFactory(status=UserStatus.PENDING),
        "pupil": UserFactory(role=PersonRole.PUPIL, name_is_public=False),
        "member": UserFactory(),
        "moderator": moderator_of(hub),
        "editor": site_editor(),
    }


EVERYBODY = {"visitor", "waiting", "pupil", "member", "moderator", "editor"}
INSIDERS = {"pupil", "member", "moderator", "editor"}


@pytest.mark.parametrize(
    ("facts", "finders"),
    [
        ({}, EVERYBODY),
        ({"name_is_public": False}, INSIDERS),
        ({"role": PersonRole.PUPIL, "name_is_public": False}, {"moderator", "editor"}),
        ({"role": PersonRole.PUPIL}, {"moderator", "editor"}),
        ({"status": UserStatus.INVITED}, set()),
        ({"status": UserStatus.PENDING}, set()),
        ({"status": UserStatus.LEFT}, set()),
        ({"is_active": False}, set()),
        ({"status": UserStatus.SUSPENDED}, {"visitor", "waiting"}),
    ],
)
def test_who_finds_whom(viewers, facts, finders):
    person = make(**facts)
    assert {name for name, viewer in viewers.items() if finds(viewer, NAME)} == finders
    offered = {name for name, viewer in viewers.items() if suggest(NAME[:6], viewer)}
    assert offered == finders
    for name in finders:
        assert can_open(viewers[name], person)


def test_one_who_is_found_may_be_opened(viewers):
    """The condition of the database and the rule in Python say the same of everybody."""
    for role in (PersonRole.TEACHER, PersonRole.PUPIL):
        for status in UserStatus.values:
            for name_is_public in (True, False):
                for is_active in (True, False):
                    UserFactory(role=role, status=status, name_is_public=name_is_public,
                                is_active=is_active)  # fmt: skip
    people = list(User.objects.all())
    assert {one.pk for one in people if is_public(one)} == {one.pk for one in User.objects.public()}
    for viewer in viewers.values():
        assert all(can_open(viewer, one) for one in User.objects.found_by(viewer))


# -- By which words ----------------------------------------------------------------------


def test_people_are_found_by_what_everybody_sees():
    school = OrganisationFactory(name="Гимназия имени Циолковского")
    make(position="Логопед", organisation=school, taught_subjects="Черчение",
         about="Собираю минералы", visibility={"about": "everybody"})  # fmt: skip
    for words in [NAME, "ольшанниковой", "логопеды", "циолковский", "черчению", "минерал"]:
        assert finds(VISITOR, words) == ["olsh"], words


def test_neither_logins_nor_addresses_nor_hidden_names_are_words():
    make(email="secret@example.org", username="olsh")
    UserFactory(username="shy", last_name="Тростникова", first_name="Рената",
                public_name="Учитель Р.")  # fmt: skip
    UserFactory(username="nameless", last_name="", first_name="", middle_name="")
    kept = kept_words()
    for word in ["secret", "example", "olsh", "анна", "тростникова", "рената", "nameless", "shy"]:
        assert word not in kept.split(), word
        assert finds(site_editor(), word) == [], word


HIDDEN = {
    "position": {"position": "Логопед"},
    "organisation": {"other_organisation": "Логопед"},
    "subjects": {"taught_subjects": "Логопед"},
    "about": {"about": "Логопед"},
}


@pytest.mark.parametrize("choice", ["members", "nobody"])
@pytest.mark.parametrize("part", HIDDEN)
def test_what_not_everybody_sees_is_found_by_nobody(viewers, part, choice):
    make(visibility={part: choice}, **HIDDEN[part])
    for name, viewer in viewers.items():
        assert traces(viewer, "Логопед") == [], name
    assert "логопед" not in kept_words()
    count_public_words()
    assert not PublicWord.objects.filter(word="логопед").exists()


@pytest.mark.parametrize("part", HIDDEN)
def test_a_part_that_is_hidden_is_found_no_more(part):
    person = make(visibility={part: "everybody"}, **HIDDEN[part])
    assert finds(VISITOR, "логопед") == ["olsh"]
    assert profile.update_profile(person, {}, {part: "members"}, person)
    assert traces(VISITOR, "Логопед") == []
    assert traces(UserFactory(), "Логопед") == []


def test_of_a_pupil_the_index_has_the_name_alone():
    make(role=PersonRole.PUPIL, position="Логопед", about="Логопед", school_class="7Щ",
         taught_subjects="Логопед", visibility={"about": "everybody"})  # fmt: skip
    assert kept_words() == NAME.lower()


# -- What happens to a person ------------------------------------------------------------


@pytest.fixture
def editor():
    return site_editor(is_superuser=True)


def test_a_name_that_is_public_no_more(viewers):
    person = make(name_is_public=False)
    consents.give(person, ConsentTextFactory(kind=ConsentKind.PUBLIC_NAME))
    assert finds(VISITOR, NAME) == ["olsh"]
    assert PublicWord.objects.filter(word=NAME.lower()).exists()
    consents.withdraw(person, ConsentKind.PUBLIC_NAME)
    assert traces(VISITOR, NAME) == []
    assert finds(viewers["member"], NAME) == ["olsh"]


def test_whose_name_is_not_public_is_no_correction(monkeypatch):
    monkeypatch.setitem(corrections._kept, "state", None)
    monkeypatch.setitem(corrections._kept, "speller", None)
    person = make(name_is_public=False, position="Логопед")
    UserFactory(last_name="Логинова", first_name="Вера", position="Логопед")
    count_public_words()
    assert not PublicWord.objects.filter(word=NAME.lower()).exists()
    assert corrections.guess("ольшаникова") == ""
    # Nor is a name that was public when the words were counted, alone or among others.
    consents.give(person, ConsentTextFactory(kind=ConsentKind.PUBLIC_NAME))
    count_public_words()
    cache.delete(corrections.CHECKED_KEY)
    assert answer("ольшаникова", VISITOR).is_corrected
    consents.withdraw(person, ConsentKind.PUBLIC_NAME)
    several = [
        "ольшаникова вера логинова лагопед",
        "ольшаникова или логинова",
        "логинова -ольшаникова",
    ]
    for typed in ["ольшаникова", *several]:
        found = answer(typed, VISITOR)
        assert NAME.lower() not in f"{found.shown} {found.meant}".lower(), typed
    count_public_words()
    assert not PublicWord.objects.filter(word=NAME.lower()).exists()


def test_another_name_and_other_facts():
    person = make(position="Логопед")
    facts = {"last_name": "Вязова", "position": "Дефектолог", "taught_subjects": "Черчение"}
    profile.update_profile(person, facts, {}, person)
    assert finds(VISITOR, NAME) == finds(VISITOR, "логопед") == []
    for words in ["вязова", "дефектолог", "черчение"]:
        assert finds(VISITOR, words) == ["olsh"], words


def test_a_profile_that_moderators_took_down(editor):
    person = make(about="Логопед", visibility={"about": "everybody"})
    assert finds(VISITOR, "логопед")
    taking_down.hide_profile(person, editor)
    assert traces(VISITOR, "Логопед") == []
    assert "логопед" not in kept_words()
    taking_down.show_profile(person, editor)
    assert finds(VISITOR, "логопед")


def test_an_organisation_that_is_called_otherwise(editor):
    school = OrganisationFactory(name="Гимназия Тимирязева")
    make(organisation=school)
    school.name = "Лицей Мичурина"
    school.save()
    assert finds(VISITOR, "тимирязев") == []
    assert finds(VISITOR, "мичурин") == ["olsh"]
    into = OrganisationFactory(name="Школа Вавилова")
    organisations.merge(school, into, editor)
    assert finds(VISITOR, "мичурин") == []
    assert finds(VISITOR, "вавилов") == ["olsh"]


def test_whoever_is_let_in_and_kept_out(editor):
    member = UserFactory()
    person = make(status=UserStatus.PENDING)
    assert kept_words().find(NAME.lower()) < 0
    person.status = UserStatus.ACTIVE
    person.save(update_fields=["status"])
    assert finds(member, NAME) == ["olsh"]
    accounts.suspend(person, editor, "Спам")
    assert finds(member, NAME) == []
    accounts.reinstate(person, editor)
    assert finds(member, NAME) == ["olsh"]
    accounts.change_role(person, PersonRole.PUPIL, editor)
    assert finds(member, NAME) == finds(VISITOR, NAME) == []
    person.is_active = False
    person.save()
    assert NAME.lower() not in kept_words()


@pytest.mark.parametrize("keeps_name", [True, False])
def test_whoever_leaves_is_forgotten(editor, keeps_name):
    person = make(position="Логопед")
    deletion.request_deletion(person, keeps_name=keeps_name)
    deletion.erase(person)
    assert not Entry.objects.filter(content_type__model="user", object_id=person.pk).exists()
    for viewer in (VISITOR, editor):
        assert traces(viewer, NAME) == traces(viewer, "Логопед") == []


def test_whoever_is_deleted_is_forgotten():
    person = make()
    person.delete()
    assert NAME.lower() not in kept_words()


def test_signing_in_writes_nothing_into_the_index(client):
    person = make()
    before = Entry.objects.get(content_type__model="user", object_id=person.pk).indexed_at
    with CaptureQueriesContext(connection) as asked:
        client.force_login(person)
    assert not [query for query in asked.captured_queries if "search_entry" in query["sql"]]
    person.refresh_from_db()
    assert person.last_login
    after = Entry.objects.get(content_type__model="user", object_id=person.pk).indexed_at
    assert after == before


# -- How it is shown ---------------------------------------------------------------------


def rows_of(client, query=NAME):
    page = client.get("/search/", {"q": query, "kind": "people"})
    return BeautifulSoup(page.content, "lxml").select(".found > li")


def test_a_row_shows_what_the_reader_may_see(client):
    photo = SiteImage.objects.create(title="Портрет", file=get_test_image_file())
    person = make(position="Логопед", other_organisation="Гимназия", photo=photo,
                  about="Собираю минералы", visibility={"position": "members"})  # fmt: skip
    [row] = rows_of(client)
    assert row.select_one(".person-card-name a")["href"] == person.get_absolute_url()
    assert "Гимназия" in row.text
    assert "Логопед" not in row.text and "минералы" not in row.text
    assert row.select_one("img") is None
    client.force_login(UserFactory())
    [row] = rows_of(client)
    assert "Логопед, Гимназия" in row.text
    assert "минералы" not in row.text
    assert row.select_one("img")


def test_a_snippet_shows_what_everybody_sees(client):
    make(about="Собираю минералы", taught_subjects="Черчение",
         visibility={"about": "everybody", "subjects": "members"})  # fmt: skip
    client.force_login(UserFactory())
    [row] = rows_of(client, "минерал")
    assert row.select_one("mark").text == "минералы"
    assert "Черчение" not in row.text


def test_many_people_cost_no_more_questions(client):
    photo = SiteImage.objects.create(title="Портрет", file=get_test_image_file())
    client.force_login(UserFactory())
    school = OrganisationFactory()

    def add(number):
        for _place in range(number):
            UserFactory(last_name=NAME, photo=photo, organisation=school)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert rows_of(client)
        return len(asked)

    add(2)
    cost()
    few = cost()
    add(15)
    assert cost() == few
    assert len(rows_of(client)) == 17


# -- The admin finds people as it did ----------------------------------------------------


def test_the_admin_finds_people_by_what_only_staff_see(client):
    client.force_login(site_editor(is_superuser=True))
    make(email="secret@example.org", public_name="Учитель А.", name_is_public=False)
    make(username="waits", email="other@example.org", status=UserStatus.PENDING)
    index = reverse("wagtailusers_users:index")
    for query in ["secret@", "olsh", "ольшанн", "анна ольш"]:
        found = client.get(index, {"q": query}).context["object_list"]
        assert "olsh" in [person.username for person in found], query
    found = client.get(index, {"q": "other@example"}).context["object_list"]
    assert [person.username for person in found] == ["waits"]
    chooser = reverse("person_chooser:choose_results")
    for query in ["ольшан", "olsh", "Учитель"]:
        assert NAME in client.get(chooser, {"q": query}).text, query
