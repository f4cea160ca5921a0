"""The register of organisations: kept by editors, and nobody is lost with a row of it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from community.members.actions import organisations as acts
from community.members.enums import SchoolLabel
from community.members.models import Organisation, User
from demo.factories.members import OrganisationFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = pytest.mark.django_db
INDEX = "/admin/members/organisation/"


@pytest.fixture
def editor():
    return site_editor()


@pytest.fixture
def staff(client, editor):
    client.force_login(editor)
    return client


def form_data(**kwargs):
    return {"name": "Школа № 7", "kind": "school", "place": "Ключи", "label": "ordinary", **kwargs}


def test_people_move_when_organisations_are_merged(editor):
    old, new = OrganisationFactory(), OrganisationFactory()
    person = UserFactory(organisation=old)
    assert acts.merge(old, new, editor)
    person.refresh_from_db()
    assert person.organisation == new
    assert list(Organisation.objects.all()) == [new]
    assert not acts.merge(new, new, editor)
    with pytest.raises(ValidationError):
        acts.merge(Organisation(pk=old.pk or 999, name="x"), new, editor)


def test_with_people_it_is_not_deleted(editor):
    school = OrganisationFactory()
    person = UserFactory(organisation=school)
    with pytest.raises(ValidationError):
        acts.delete(school, editor)
    assert acts.unlist(school, editor) and not acts.unlist(school, editor)
    assert not Organisation.objects.listed().exists()
    User.objects.filter(pk=person.pk).update(organisation=None)
    assert acts.delete(school, editor)
    assert not Organisation.objects.exists()


def test_moderators_do_not_keep_it():
    school, moderator = OrganisationFactory(), moderator_of(HubPageFactory())
    for act in [lambda: acts.unlist(school, moderator), lambda: acts.delete(school, moderator),
                lambda: acts.merge(school, OrganisationFactory(), moderator)]:  # fmt: skip
        with pytest.raises(PermissionDenied):
            act()
    assert Organisation.objects.count() == 2


def test_an_editor_adds_and_finds(staff):
    staff.post(f"{INDEX}create/", form_data())
    school = Organisation.objects.get()
    assert school.is_listed is False  # The box was not ticked.
    page = staff.post(f"{INDEX}create/", form_data())
    assert "Такая организация уже есть в списке" in page.text
    OrganisationFactory(name="Лицей", place="Сосновка")
    found = staff.get(INDEX, {"q": "КЛЮЧИ школа"}).text
    assert "Школа № 7" in found and "Лицей" not in found
    for query in ["kind__exact=school", "label__exact=leader", "is_listed__exact=1", "place=Ключи"]:
        assert staff.get(f"{INDEX}?{query}").status_code == 200


def test_deleting_is_refused_with_a_way_out(staff):
    school = OrganisationFactory()
    UserFactory(organisation=school)
    for method in [staff.get, staff.post]:
        page = method(f"{INDEX}delete/{school.pk}/", follow=True)
        assert "удалить её нельзя" in page.text and "Объединить" in page.text
    assert Organisation.objects.exists()
    empty = OrganisationFactory()
    assert staff.get(f"{INDEX}delete/{empty.pk}/").status_code == 200
    staff.post(f"{INDEX}delete/{empty.pk}/")
    assert not Organisation.objects.filter(pk=empty.pk).exists()


def test_merging_asks_first_which_one_stays(staff):
    old, new, third = OrganisationFactory(), OrganisationFactory(), OrganisationFactory()
    UserFactory(organisation=old)
    url = f"{INDEX}bulk/?act=merge&id={old.pk}&id={new.pk}"
    page = staff.get(url)
    assert page.status_code == 200 and "1 человек" in page.text
    assert staff.post(url, {"keep": third.pk}).status_code == 200
    assert Organisation.objects.count() == 3
    staff.post(url, {"keep": new.pk})
    assert set(Organisation.objects.all()) == {new, third}
    assert new.people.count() == 1


def test_the_list_counts_people_in_few_queries(staff, django_assert_max_num_queries):
    for _number in range(12):
        UserFactory(organisation=OrganisationFactory())
    staff.get(INDEX)
    with django_assert_max_num_queries(35):
        assert staff.get(INDEX).status_code == 200


def test_the_table_for_excel_names_the_label_and_runs_nothing(staff):
    OrganisationFactory(name="=1+1", label=SchoolLabel.LOW_RESULTS)
    table = staff.get(INDEX, {"export": "csv"})
    text = b"".join(table.streaming_content).decode()
    assert "'=1+1" in text


@pytest.mark.parametrize("path", ["", "create/", "edit/1/", "delete/1/", "bulk/?act=merge&id=1"])
def test_moderators_and_members_get_no_page(client, path):
    school = OrganisationFactory()
    path = path.replace("1", str(school.pk))
    for person in [moderator_of(HubPageFactory()), UserFactory()]:
        client.force_login(person)
        for method in [client.get, client.post]:
            assert method(f"{INDEX}{path}").status_code in {302, 403}
    assert Organisation.objects.filter(is_listed=True).exists()


def test_the_label_of_a_school_is_told_to_no_visitor(client, staff):
    words = ["низкими результатами", "low_results", "школа-лидер", "leader"]
    low = OrganisationFactory(name="Школа № 8", label=SchoolLabel.LOW_RESULTS)
    OrganisationFactory(name="Школа № 9", label=SchoolLabel.LEADER)
    hub = HubPageFactory()
    person = UserFactory(organisation=low)
    staff.logout()
    urls = [
        reverse("members:organisations") + "?q=школа",
        reverse("members:signup"),
        person.get_absolute_url(),
        f"{hub.url}members/",
        "/search/?q=школа",
    ]
    for viewer in [None, person, UserFactory()]:
        if viewer:
            client.force_login(viewer)
        for url in urls:
            text = client.get(url, follow=True).text
            assert not [word for word in words if word in text], url
