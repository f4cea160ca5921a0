"""The queue of applications in the admin: who sees what, deciding one by one and together."""

import pytest
from django.core import mail
from django.urls import reverse

from community.members.actions import registration as actions
from community.members.enums import RegistrationStatus, UserStatus
from community.members.models import Registration, User
from demo.factories.members import OrganisationFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from subjects.enums import JoinPolicy

from .test_registration_actions import confirmed

pytestmark = pytest.mark.django_db

QUEUE = "/admin/members/registration/"
BULK = f"{QUEUE}bulk/"


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика", join_policy=JoinPolicy.ON_REQUEST)


@pytest.fixture
def mine(hub):
    school = OrganisationFactory(name="Школа № 5")
    return confirmed(hubs=[hub], last_name="Полынина", organisation=school)


@pytest.fixture
def foreign():
    hubs = [HubPageFactory(title="Биология")]
    return confirmed(email="b@example.org", hubs=hubs, last_name="Чернобыльникова")


def status_of(registration):
    return Registration.objects.get(pk=registration.pk).status


def messages_of(response):
    return " ".join(str(message) for message in response.context["messages"])


def bulk(act, *registrations):
    keys = "".join(f"&id={row.pk}" for row in registrations)
    return f"{BULK}?act={act}{keys}"


def test_a_moderator_sees_the_applications_to_her_hubs_an_editor_all(client, hub, mine, foreign):
    client.force_login(moderator_of(hub))
    page = client.get(QUEUE).content.decode()
    assert "Полынина" in page and "Чернобыльникова" not in page
    assert client.get(f"{QUEUE}inspect/{mine.pk}/").status_code == 200
    for address in [f"{QUEUE}inspect/{foreign.pk}/", f"{QUEUE}edit/{mine.pk}/", f"{QUEUE}create/"]:
        assert client.get(address).status_code == 302
    assert "Чернобыльникова" not in client.get(QUEUE, {"q": "черно"}).content.decode()
    assert "Чернобыльникова" not in client.get(bulk("approve", mine, foreign)).content.decode()
    client.force_login(site_editor())
    page = client.get(QUEUE).content.decode()
    assert "Полынина" in page and "Чернобыльникова" in page


def test_others_see_nothing(client, mine):
    for user in [None, UserFactory(), mine.user]:
        client.logout()
        if user:
            client.force_login(user)
        for address in [QUEUE, bulk("approve", mine), f"{QUEUE}inspect/{mine.pk}/"]:
            assert client.get(address).status_code in {302, 403}
            assert client.post(address).status_code in {302, 403}
    assert status_of(mine) == RegistrationStatus.WAITING


def test_a_wrong_key_is_no_page_and_no_error(client, mine):
    client.force_login(site_editor())
    for key in ["abc", "999999", "9" * 30]:
        assert client.get(f"{QUEUE}inspect/{key}/").status_code == 404
    assert client.get(f"{BULK}?act=explode&id={mine.pk}").status_code == 404
    for query in ["", "&id=abc", "&id=999999", f"&id={'9' * 30}", "&id=-1"]:
        response = client.get(f"{BULK}?act=approve{query}", follow=True)
        assert "Ничего не выбрано" in messages_of(response)
    for query in ["hub=abc", "organisation=x", f"hub={'9' * 30}", "role=nobody"]:
        assert client.get(f"{QUEUE}?{query}").status_code == 200
    for query in ["nothing=1", "id=abc", "status__nonsense=1"]:
        assert client.get(f"{QUEUE}?{query}").url == QUEUE


def test_several_are_approved_after_a_look(client, hub, mine):
    second = confirmed(email="c@example.org", hubs=[hub], last_name="Крапивина")
    client.force_login(moderator_of(hub))
    page = client.get(bulk("approve", mine, second)).content.decode()
    assert "Полынина" in page and "Крапивина" in page
    assert status_of(mine) == RegistrationStatus.WAITING
    response = client.post(bulk("approve", mine, second), follow=True)
    assert "Одобрены 2 заявки" in messages_of(response)
    assert User.objects.filter(status=UserStatus.ACTIVE, last_name="Крапивина").exists()
    again = client.post(bulk("approve", mine, second), follow=True)
    assert "Одобрен" not in messages_of(again)


def test_a_refusal_asks_for_its_reason(client, hub, mine, django_capture_on_commit_callbacks):
    client.force_login(moderator_of(hub))
    response = client.post(bulk("refuse", mine), {"reason": "  "})
    assert response.status_code == 200 and response.context["form"].errors
    assert status_of(mine) == RegistrationStatus.WAITING
    with django_capture_on_commit_callbacks(execute=True):
        client.post(bulk("refuse", mine), {"reason": "Нет такой школы."})
    assert status_of(mine) == RegistrationStatus.REFUSED
    assert "Нет такой школы." in mail.outbox[-1].body


def test_nobody_decides_on_what_is_not_hers(client, hub, mine, foreign):
    client.force_login(moderator_of(hub))
    client.post(bulk("approve", mine, foreign))
    assert status_of(mine) == RegistrationStatus.APPROVED
    assert status_of(foreign) == RegistrationStatus.WAITING


def test_of_two_moderators_the_second_is_told_and_changes_nothing(client, hub, mine):
    client.force_login(moderator_of(hub))
    client.get(bulk("refuse", mine))
    actions.approve(mine, site_editor())
    response = client.post(bulk("refuse", mine), {"reason": "Нет"}, follow=True)
    assert "решение уже принял кто-то другой" in messages_of(response)
    assert status_of(mine) == RegistrationStatus.APPROVED


def test_the_way_back_keeps_the_list_as_it_was_and_leads_nowhere_else(client, mine):
    client.force_login(site_editor())
    inside = f"{QUEUE}?status__exact=waiting&p=2"
    address = bulk("approve", mine)
    assert client.get(f"{address}&next={inside.replace('&', '%26')}").context["back_url"] == inside
    for outside in ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]:
        assert client.get(f"{address}&next={outside}").context["back_url"] == QUEUE


def test_filters_and_search(client, hub, mine, foreign):
    client.force_login(site_editor())
    school = mine.user.organisation

    def found(**query):
        page = client.get(QUEUE, query).content.decode()
        return "Полынина" in page, "Чернобыльникова" in page

    assert found(hub=hub.pk) == (True, False)
    assert found(organisation=school.pk) == (True, False)
    assert found(q="ПОЛЫНИНА") == (True, False)
    assert found(status__exact="approved") == (False, False)
    assert found(role="pupil") == (False, False)


def test_those_that_wait_come_first(client, mine, foreign):
    actions.approve(mine, site_editor())
    client.force_login(site_editor())
    page = client.get(QUEUE).content.decode()
    assert page.index("Чернобыльникова") < page.index("Полынина")


def test_the_export_is_a_table_of_the_users_own_rows(client, hub, mine, foreign):
    client.force_login(moderator_of(hub))
    table = b"".join(client.get(QUEUE, {"export": "csv"})).decode()
    assert table.startswith("\ufeff") and "Полынина" in table and "Чернобыльникова" not in table
    assert "checkbox" not in table


def test_the_first_page_of_the_admin_shows_what_waits(client, hub, mine, foreign):
    client.force_login(moderator_of(hub))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Заявки ждут" in page and "Полынина" in page and "Чернобыльникова" not in page


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_the_queue_asks_as_much_for_many_as_for_few(
    client, hub, django_assert_max_num_queries, role
):
    for number in range(3):
        confirmed(email=f"{number}@example.org", hubs=[hub])
    client.force_login(site_editor() if role == "editor" else moderator_of(hub))
    client.get(QUEUE)
    with django_assert_max_num_queries(60) as few:
        client.get(QUEUE)
    for number in range(3, 15):
        school = OrganisationFactory()
        confirmed(email=f"{number}@example.org", hubs=[hub], organisation=school)
    with django_assert_max_num_queries(len(few)):
        client.get(QUEUE)
    people = list(Registration.objects.all())
    with django_assert_max_num_queries(60):
        client.get(bulk("approve", *people))
