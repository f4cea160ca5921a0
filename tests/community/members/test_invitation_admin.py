"""Sheets and codes in the admin: made, printed, withdrawn, renewed, each by those who may."""

import uuid

import pytest
from django.utils import timezone

from community.members.actions import invitations
from community.members.actions.invitations import Newcomer
from community.members.enums import MembershipRole, UserStatus
from community.members.models import Invitation, InvitationSheet, User
from demo.factories.members import OrganisationFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = pytest.mark.django_db
SHEETS, CODES = "/admin/members/invitationsheet/", "/admin/members/invitation/"


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def other_hub():
    return HubPageFactory(title="Биология")


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


@pytest.fixture
def staff(client, moderator):
    client.force_login(moderator)
    return client


def make_sheet(actor, hub, *names, **kwargs):
    people = [Newcomer(name, "Вера", email=f"{i}{name}@example.org", hubs=(hub,))
              for i, name in enumerate(names or ["Ольховая"])]  # fmt: skip
    return invitations.invite(people, kwargs.pop("title", "Лист"), actor, **kwargs)


def form_data(hub=None, **kwargs):
    return {
        "key": str(uuid.uuid4()),
        "title": "Школа № 5",
        "names": "Ольховая Вера, vera@mail.ru\nКим Олег",
        "role": "teacher",
        "hub_role": "member",
        "hubs": [hub.pk] if hub else [],
        **kwargs,
    }


def test_names_become_codes_once(staff, hub, mailoutbox, django_capture_on_commit_callbacks):
    school = OrganisationFactory()
    data = form_data(hub, organisation=school.pk, sends_letters="on")
    with django_capture_on_commit_callbacks(execute=True):
        response = staff.post(f"{SHEETS}create/", data)
    sheet = InvitationSheet.objects.get()
    assert response.url == f"{CODES}?sheet={sheet.pk}"
    assert [letter.to for letter in mailoutbox] == [["vera@mail.ru"]]
    staff.post(f"{SHEETS}create/", data)
    assert Invitation.objects.count() == 2
    assert set(User.objects.filter(status="invited").values_list("organisation", flat=True)) == {
        school.pk
    }
    page = staff.get(response.url).text
    assert "Ольховая Вера" in page and "ещё не использован" in page


def test_wrong_lines_are_told_and_nothing_is_made(staff, hub):
    UserFactory(email="known@example.org")
    names = "Ольховая\nКим Олег known@example.org\nЛи Анна"
    page = staff.post(f"{SHEETS}create/", form_data(hub, names=names))
    assert "Строка 1: Напишите фамилию, затем имя." in page.text
    assert "Строка 2:" in page.text and "Ли Анна" in page.text
    assert not InvitationSheet.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"names": "\x00\n\x00"},
        {"names": "LONG"},
        {"hub_role": "moderator"},
        {"hub_role": "head"},
        {"role": "methodist"},
        {"role": "x"},
        {"hubs": ["9" * 30]},
        {"hubs": ["x"]},
        {"hubs": []},
        {"organisation": "9" * 30},
        {"key": "x"},
        {"title": ""},
        {"title": "я" * 201},
    ],
)
def test_what_a_moderator_may_not_or_mistypes_is_refused_with_words(staff, hub, change):
    if change.get("names") == "LONG":
        change = {"names": "я" * 70_000}
    page = staff.post(f"{SHEETS}create/", form_data(hub, **change))
    assert page.status_code == 200
    assert "error" in page.text
    assert not InvitationSheet.objects.exists()


def test_only_own_hubs_are_offered_and_taken(staff, hub, other_hub):
    page = staff.get(f"{SHEETS}create/").text
    assert "Математика" in page and "Биология" not in page and "методист" not in page
    staff.post(f"{SHEETS}create/", form_data(other_hub))
    assert not InvitationSheet.objects.exists()


def test_an_editor_may_choose_any_role_and_no_hub(client, hub):
    client.force_login(site_editor())
    client.post(f"{SHEETS}create/", form_data(hub, hub_role="head"))
    client.post(f"{SHEETS}create/", form_data(role="methodist", names="Ли Анна"))
    roles = set(Invitation.objects.values_list("hub_role", flat=True))
    assert roles == {MembershipRole.HEAD, MembershipRole.MEMBER}


def test_lists_show_what_is_ones_own(staff, moderator, hub, other_hub):
    editor = site_editor()
    make_sheet(moderator, hub, "Наша", title="Свой лист")
    make_sheet(editor, other_hub, "Чужая", title="Чужой лист")
    make_sheet(editor, hub, "Глава", title="Лист глав", hub_role=MembershipRole.HEAD)
    sheets, codes = staff.get(SHEETS).text, staff.get(CODES).text
    assert "Свой лист" in sheets and "Наша" in codes
    for words in ["Чужой лист", "Чужая", "Лист глав", "Глава"]:
        assert words not in sheets + codes
    foreign = InvitationSheet.objects.get(title="Чужой лист")
    assert "Чужая" not in staff.get(f"{CODES}?sheet={foreign.pk}").text
    assert staff.get(f"{SHEETS}print/{foreign.pk}/").status_code == 404
    assert staff.get(f"{CODES}?sheet={'9' * 30}").status_code == 200
    assert staff.get(f"{CODES}?sheet=x&state=x").status_code == 200


def test_states_and_search_narrow_the_codes(staff, moderator, hub):
    sheet = make_sheet(moderator, hub, "Первая", "Вторая", "Третья", "Четвёртая")
    first, second, third, _fourth = sheet.invitations.order_by("pk")
    Invitation.objects.filter(pk=first.pk).update(used_at=timezone.now())
    Invitation.objects.filter(pk=second.pk).update(withdrawn_at=timezone.now())
    Invitation.objects.filter(pk=third.pk).update(expires_at=timezone.now())
    found = {
        state: staff.get(f"{CODES}?state={state}").text
        for state in ["used", "withdrawn", "expired", "unused"]
    }
    for state, name in zip(found, ["Первая", "Вторая", "Третья", "Четвёртая"], strict=True):
        assert f"{name} Вера" in found[state] and found[state].count(" Вера</") <= 2
    searched = staff.get(CODES, {"q": "вторая"}).text
    assert "Вторая Вера" in searched and "Первая Вера" not in searched
    assert first.spaced_code.replace(" ", "\xa0") not in staff.get(CODES).text


def bulk(client, act, *rows, method="post"):
    keys = "&".join(f"id={row.pk}" for row in rows)
    return getattr(client, method)(f"{CODES}bulk/?act={act}&{keys}", {})


def test_codes_are_withdrawn_renewed_and_sent(
    staff, moderator, hub, mailoutbox, django_capture_on_commit_callbacks
):
    invitation = make_sheet(moderator, hub).invitations.get()
    assert "Ольховая" in bulk(staff, "withdraw", invitation, method="get").text
    assert Invitation.objects.get().is_usable
    bulk(staff, "withdraw", invitation)
    assert not Invitation.objects.get().is_usable
    bulk(staff, "renew", invitation)
    assert Invitation.objects.get().is_usable
    with django_capture_on_commit_callbacks(execute=True):
        bulk(staff, "send", invitation)
    assert len(mailoutbox) == 1 and Invitation.objects.get().sent_at


@pytest.mark.parametrize("act", ["withdraw", "renew", "send"])
def test_somebody_elses_codes_are_out_of_reach(staff, other_hub, act, mailoutbox):
    invitation = make_sheet(site_editor(), other_hub).invitations.get()
    page = bulk(staff, act, invitation, method="get")
    assert "Ольховая" not in page.text
    bulk(staff, act, invitation)
    after = Invitation.objects.get()
    assert (after.code, after.withdrawn_at, after.sent_at) == (invitation.code, None, None)


def test_the_sheet_on_paper_has_only_codes_that_open(staff, moderator, hub):
    sheet = make_sheet(moderator, hub, "Первая", "Вторая")
    first, second = sheet.invitations.order_by("pk")
    invitations.withdraw(first, moderator)
    page = staff.get(f"{SHEETS}print/{sheet.pk}/")
    assert second.spaced_code in page.text and first.spaced_code not in page.text
    assert second.user.username in page.text and "/accounts/join" in page.text
    assert "<svg" in page.text and "style=" not in page.text
    assert "no-store" in page["Cache-Control"]
    for part in ["2", "0", "x", "9" * 9]:
        assert staff.get(f"{SHEETS}print/{sheet.pk}/?p={part}").status_code == 404


def test_a_long_sheet_is_printed_in_parts(staff, moderator, hub, monkeypatch):
    monkeypatch.setattr("community.members.modeladmin.sheet_views.SLIPS_AT_ONCE", 2)
    sheet = make_sheet(moderator, hub, "Первая", "Вторая", "Третья")
    assert staff.get(f"{SHEETS}print/{sheet.pk}/").text.count("<article") == 2
    assert staff.get(f"{SHEETS}print/{sheet.pk}/?p=2").text.count("<article") == 1


@pytest.mark.parametrize("path", [SHEETS, CODES, f"{SHEETS}print/"])
def test_lists_ask_as_much_for_many_rows(
    staff, moderator, hub, path, django_assert_max_num_queries
):
    names = [f"Иванова{'абвгдежзик'[n]}" for n in range(10)]
    sheet = make_sheet(moderator, hub, *names)
    for number in range(10):
        make_sheet(moderator, hub, f"Ли{'абвгдежзик'[number]}", title=f"Лист {number}")
    url = f"{path}{sheet.pk}/" if path.endswith("print/") else path
    staff.get(url)
    with django_assert_max_num_queries(45):
        assert staff.get(url).status_code == 200


def test_slips_ask_as_much_for_many_people(staff, moderator, hub, django_assert_max_num_queries):
    sheet = make_sheet(moderator, hub, *[f"Иванова{'абвгдежзик'[n]}" for n in range(10)])
    url = f"{SHEETS}print/{sheet.pk}/"
    staff.get(url)
    with django_assert_max_num_queries(20):
        assert staff.get(url).text.count("<article") == 10


def test_nobody_edits_or_deletes_by_hand(staff, moderator, hub, client):
    sheet = make_sheet(moderator, hub)
    invitation = sheet.invitations.get()
    for person in [moderator, site_editor(), UserFactory(is_superuser=True)]:
        client.force_login(person)
        for base, row in [(SHEETS, sheet), (CODES, invitation)]:
            for act in ["edit", "delete"]:
                assert client.post(f"{base}{act}/{row.pk}/", {}).status_code in {302, 403, 404}
        assert client.get(f"{CODES}create/").status_code in {302, 403, 404}
    assert Invitation.objects.count() == 1
    assert User.objects.get(pk=invitation.user_id).status == UserStatus.INVITED


@pytest.mark.parametrize("path", [SHEETS, CODES, f"{SHEETS}create/", f"{SHEETS}print/1/"])
def test_members_without_a_hub_to_moderate_see_nothing(client, moderator, hub, path):
    make_sheet(moderator, hub)
    client.force_login(UserFactory())
    response = client.get(path)
    assert response.status_code in {302, 403, 404}
    client.logout()
    assert client.get(path).status_code == 302
