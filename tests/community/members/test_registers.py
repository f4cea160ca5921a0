"""What all registers of people share: words in Russian and the order of names."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from community.members.models import Invitation, InvitationSheet, PeopleImport
from demo.factories.members import OrganisationFactory, UserFactory
from demo.factories.subjects import site_editor

pytestmark = pytest.mark.django_db
REGISTERS = ["registration", "membership", "invitationsheet", "invitation", "peopleimport"]


def words(client, address, **query):
    html = BeautifulSoup(client.get(address, query).content, "lxml")
    return html.select_one("main").get_text(" ", strip=True)


def listed(names, text):
    return sorted(names, key=text.index)


@pytest.mark.parametrize("register", REGISTERS)
def test_an_empty_register_says_so_in_russian(client, register):
    client.force_login(site_editor())
    said = words(client, f"/admin/members/{register}/")
    assert "Здесь пока пусто" in said
    assert "Еще нет ни одного" not in said


def invite(names):
    sheet = InvitationSheet.objects.create(title="Школа")
    until = timezone.now() + timedelta(days=9)
    for number, name in enumerate(names):
        user = UserFactory(last_name=name, middle_name="")
        code = f"{number:012}"
        Invitation.objects.create(user=user, sheet=sheet, code=code, expires_at=until)
    return sheet


def test_how_many_rows_and_that_none_was_found(client):
    client.force_login(site_editor())
    invite(["Берёзкина"] * 5)
    address = "/admin/members/invitation/"
    assert "Всего: 5" in words(client, address)
    assert "Ничего не нашлось" in words(client, address, q="осина")
    assert "Всего: " in words(client, reverse("wagtailusers_users:index"))


def test_yo_stands_beside_ye(client):
    client.force_login(site_editor())
    names = ["Белова", "Ежова", "Ёлкина", "Жукова"]
    sheet = invite(reversed(names))
    people = reverse("wagtailusers_users:index")
    slips = f"/admin/members/invitationsheet/print/{sheet.pk}/"
    for address in ["/admin/members/invitation/", people, slips]:
        assert listed(names, words(client, address)) == names, address


def test_the_columns_of_tables_of_people_are_in_russian(client):
    editor = site_editor()
    client.force_login(editor)
    PeopleImport.objects.create(file_name="учителя.xlsx", created_by=editor)
    html = BeautifulSoup(client.get("/admin/members/peopleimport/").content, "lxml")
    said = [column.get_text(" ", strip=True) for column in html.select(".result-list thead th")]
    assert said == ["Файл", "Загружен", "Состояние", "Лист"]


def test_what_is_saved_and_deleted_is_said_in_words_that_agree(client):
    client.force_login(site_editor())
    organisation = OrganisationFactory(name="Школа № 5", place="")
    address = f"/admin/members/organisation/edit/{organisation.pk}/"
    data = {"name": "Школа № 6", "kind": "school", "label": "ordinary", "is_listed": "on"}
    page = client.post(address, data, follow=True).content.decode()
    assert "Сохранено: Школа № 6." in page
    page = client.post(address, {**data, "name": ""}).content.decode()
    assert "Пока не сохранено" in page
    asked = words(client, f"/admin/members/organisation/delete/{organisation.pk}/")
    assert "«Школа № 6» исчезнет навсегда" in asked
