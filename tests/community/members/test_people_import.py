"""Taking in people from a file: looked at first, then everybody or nobody."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from community.members.actions import imports
from community.members.enums import ImportStatus, PersonRole, UserStatus
from community.members.models import Invitation, InvitationSheet, PeopleImport, User
from community.members.people_lists import tables
from demo.factories.members import OrganisationFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

from .test_people_lists import csv_file, xlsx_file

pytestmark = pytest.mark.django_db
HEAD = "Фамилия;Имя;Отчество;E-mail;Роль;Организация;Класс;Должность;Хабы\n"
INDEX = "/admin/members/peopleimport/"


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


@pytest.fixture
def staff(client, moderator):
    client.force_login(moderator)
    return client


def upload(actor, *rows, **kwargs):
    return imports.upload(csv_file(HEAD + "\n".join(rows)), actor, title="Школа", **kwargs)


def errors_of(actor, row, **kwargs):
    [checked] = imports.check(upload(actor, row, **kwargs), actor)
    return {column: " ".join(words) for column, words in checked.errors.items()}


def test_a_good_row_becomes_a_person_with_a_place(moderator, hub):
    school = OrganisationFactory(name="Школа № 5", place="Ключи")
    people = upload(
        moderator,
        "ОЛЬХОВАЯ;вера;Андреевна; Vera@Mail.ru ;Учитель;школа № 5;;учитель физики;математика",
    )
    assert not User.objects.filter(status=UserStatus.INVITED).exists()
    sheet = imports.accept(people, moderator)
    invitation = sheet.invitations.get()
    user = invitation.user
    assert (user.last_name, user.first_name, user.email) == ("Ольховая", "Вера", "vera@mail.ru")
    assert (user.organisation, user.position) == (school, "учитель физики")
    assert list(invitation.hubs.all()) == [hub] and list(sheet.hubs.all()) == [hub]
    assert sheet.organisation == school and sheet.title == "Школа"
    people.refresh_from_db()
    assert (people.status, people.rows, people.sheet) == (ImportStatus.DONE, [], sheet)


def test_a_pupil_brings_name_and_class_only(moderator, hub):
    people = upload(moderator, "Ким;Олег;Ильич;;ученик;;7Б;староста;", hubs=[hub])
    user = imports.accept(people, moderator).invitations.get().user
    assert user.role == PersonRole.PUPIL and user.school_class == "7Б"
    assert not user.middle_name and not user.position


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (";Вера;;;;;;;", "last_name"),
        ("Ольховая;;;;;;;;", "first_name"),
        ("=1+1;Вера;;;;;;;", "last_name"),
        ("Ольховая;Вера;;вера@mail.ru;;;;;", "email"),
        ("Ольховая;Вера;;known@example.org;;;;;", "email"),
        ("Ольховая;Вера;;;космонавт;;;;", "role"),
        ("Ольховая;Вера;;;методист;;;;", "role"),
        ("Ольховая;Вера;;;;Школа № 99;;;", "organisation"),
        ("Ольховая;Вера;;;;Школа № 1;;;", "organisation"),
        ("Ольховая;Вера;;;ученик;;десятый класс;;", "school_class"),
        ("Ольховая;Вера;;;;;;;Магия", "hubs"),
        ("Ольховая;Вера;;;;;;;Биология", "hubs"),
        ("LONG;Вера;;;;;;;", "last_name"),
        ("Ольховая;Вера;;;;;;LONG;", "position"),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(moderator, hub, row, column):
    HubPageFactory(title="Биология")
    UserFactory(email="Known@example.org")
    row = row.replace("LONG", "я" * 9000)
    for place in ["Ключи", "Сосновка"]:
        OrganisationFactory(name="Школа № 1", place=place)
    assert set(errors_of(moderator, row, hubs=[hub])) == {column}
    with pytest.raises(ValidationError):
        imports.accept(upload(moderator, row, hubs=[hub]), moderator)
    assert not InvitationSheet.objects.exists()


def test_a_place_after_a_comma_tells_schools_apart(moderator, hub):
    for place in ["Ключи", "Сосновка"]:
        OrganisationFactory(name="Школа № 1", place=place)
    assert errors_of(moderator, "Ким;Олег;;;;Школа № 1, Ключи;;;", hubs=[hub]) == {}


def test_a_moderator_needs_a_hub_and_an_editor_does_not(moderator, hub):
    assert set(errors_of(moderator, "Ким;Олег;;;;;;;")) == {"hubs"}
    assert errors_of(site_editor(), "Ким;Олег;;;методист;;;;") == {}


def test_the_same_person_twice_is_refused(moderator, hub):
    people = upload(
        moderator,
        "Ким;Олег;;a@b.ru;;;;;",
        "Ли;Анна;;A@b.ru;;;;;",
        "Ким;Олег;;;;;;;",
        "Ким;Олег;;other@b.ru;;;;;",
        hubs=[hub],
    )
    checked = imports.check(people, moderator)
    assert [sorted(row.errors) for row in checked] == [[], ["email"], ["last_name"], []]


def test_bad_rows_stop_all_unless_only_the_good_ones_are_wanted(moderator, hub):
    people = upload(moderator, "Ким;Олег;;;;;;;", "Ли;;;;;;;;", hubs=[hub])
    with pytest.raises(ValidationError) as refusal:
        imports.accept(people, moderator)
    assert refusal.value.code == "bad_rows"
    assert not Invitation.objects.exists()
    sheet = imports.accept(people, moderator, only_good=True)
    assert sheet.invitations.count() == 1
    entry = ModelLogEntry.objects.get(action="members.accept_list")
    assert entry.data == {"people": 1, "left_out": 1}


def test_a_list_is_checked_anew_when_it_is_accepted(moderator, hub):
    people = upload(moderator, "Ким;Олег;;kim@example.org;;;;;", hubs=[hub])
    UserFactory(email="kim@example.org")
    with pytest.raises(ValidationError):
        imports.accept(people, moderator)
    hub.wound_up_on = timezone.localdate()
    hub.save()
    [row] = imports.check(people, moderator)
    assert set(row.errors) == {"hubs"}


def test_a_list_is_taken_in_once_and_by_its_owner(moderator, hub):
    people = upload(moderator, "Ким;Олег;;;;;;;", hubs=[hub])
    with pytest.raises(PermissionDenied):
        imports.accept(people, site_editor())
    imports.accept(people, moderator)
    with pytest.raises(ValidationError):
        imports.accept(PeopleImport.objects.get(), moderator)
    assert not imports.drop(people, moderator)
    assert Invitation.objects.count() == 1


def test_what_was_dropped_or_forgotten_leaves_no_data(moderator, hub):
    first = upload(moderator, "Ким;Олег;;;;;;;")
    assert imports.drop(first, moderator)
    upload(moderator, "Ким;Олег;;;;;;;")
    assert imports.forget_old() == 0
    assert imports.forget_old(now=timezone.now() + timedelta(days=4)) == 1
    assert not PeopleImport.objects.exclude(rows=[]).exists()


def test_many_people_take_few_queries(hub, django_assert_max_num_queries):
    editor = site_editor()
    rows = (f"Иванова{'абвгдежзик'[n % 10]};Вера;;p{n}@example.org;;;;;" for n in range(600))
    people = upload(editor, *rows, hubs=[hub])
    with django_assert_max_num_queries(80):
        sheet = imports.accept(people, editor)
    assert sheet.invitations.count() == 600


def test_outsiders_upload_nothing():
    with pytest.raises(PermissionDenied):
        upload(UserFactory(), "Ким;Олег;;;;;;;")


def send_file(staff, file, **data):
    return staff.post(f"{INDEX}create/", {"file": file, "role": "teacher", **data})


def test_the_way_through_the_pages(staff, hub, moderator, mailoutbox):
    hubs = {"hubs": [hub.pk]}
    rows = [["Фамилия", "Имя", "E-mail"], ["Ким", "Олег", "kim@example.org"], ["Ли", "", ""]]
    response = send_file(staff, xlsx_file(rows, name="Школа 5.xlsx"), **hubs)
    people = PeopleImport.objects.get()
    preview = f"{INDEX}preview/{people.pk}/"
    assert response.url == preview
    page = staff.get(preview)
    assert "Нет имени." in page.text and "Принять только 1 верную строку" in page.text
    assert not User.objects.filter(status=UserStatus.INVITED).exists()
    assert "kim@example.org" in staff.get(f"{preview}?show=all").text
    assert staff.get(f"{preview}?show=x").status_code == 404
    refused = staff.post(preview, {})
    assert refused.status_code == 200 and "никто не принят" in refused.text
    accepted = staff.post(preview, {"only_good": "on"})
    sheet = InvitationSheet.objects.get()
    assert accepted.url.endswith(f"?sheet={sheet.pk}") and sheet.title == "Школа 5"
    again = staff.post(preview, {"only_good": "on"}, follow=True)
    assert "Этот список уже принят" in again.text
    assert Invitation.objects.count() == 1
    assert staff.get(preview).status_code == 302


def test_a_bad_file_is_refused_at_its_field_and_the_rest_stays(staff, hub):
    page = send_file(staff, csv_file("что-то\nдругое"), title="Моя школа")
    assert page.status_code == 200
    assert "Нет строки с названиями столбцов" in page.text and "Моя школа" in page.text
    assert staff.post(f"{INDEX}create/", {}).status_code == 200
    assert not PeopleImport.objects.exists()


def test_somebody_elses_list_is_not_there(staff, hub, client):
    people = upload(moderator_of(hub), "Ким;Олег;;;;;;;", hubs=[hub])
    for method in [staff.get, staff.post]:
        assert method(f"{INDEX}preview/{people.pk}/").status_code == 404
    assert staff.get(f"{INDEX}preview/{'9' * 30}/").status_code == 404
    assert "list.csv" not in staff.get(INDEX).text


def test_a_dropped_list_is_gone(staff, moderator, hub):
    people = upload(moderator, "Ким;Олег;;;;;;;", hubs=[hub])
    assert staff.post(f"{INDEX}preview/{people.pk}/", {"drop": "1"}).status_code == 302
    assert staff.get(f"{INDEX}preview/{people.pk}/").status_code == 404


def test_the_file_to_fill_in_is_understood_when_it_comes_back(staff, hub):
    hub.title = "=Математика"
    hub.save()
    response = staff.get(f"{INDEX}template/")
    file = xlsx_file([])
    file.file.seek(0)
    content = b"".join(response.streaming_content)
    file = csv_file(content, name="people.xlsx")
    [head] = tables.read_table(file)
    assert "Фамилия" in head.cells and "Хабы" in head.cells


def test_the_preview_asks_as_much_for_many_rows(
    staff, moderator, hub, django_assert_max_num_queries
):
    rows = [f"Ким{'абвгдежзик'[n % 10]};Олег;{'я' * (n // 10 + 1)};;;;;;" for n in range(400)]
    people = upload(moderator, *rows, hubs=[hub])
    url = reverse("members_peopleimport_modeladmin_preview", args=[people.pk])
    staff.get(url)
    with django_assert_max_num_queries(45):
        page = staff.get(f"{url}?show=all&p=2")
    assert page.text.count("будет приглашён человек") == 50


@pytest.mark.parametrize("path", ["", "create/", "template/", "preview/1/"])
def test_who_moderates_nothing_gets_no_page(client, path):
    client.force_login(UserFactory())
    assert client.get(f"{INDEX}{path}").status_code in {302, 403, 404}
    assert client.post(f"{INDEX}{path}", {}).status_code in {302, 403, 404, 405}
    assert not PeopleImport.objects.exists()
