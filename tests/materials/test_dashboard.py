"""What the admin's first page tells a moderator: works and other things that wait."""

import pytest

from demo.factories.materials import MaterialFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import moderator_of

pytestmark = pytest.mark.django_db

TITLE = "Ждут и другие страницы"


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


def send(thing, sender):
    thing.save_revision(user=sender)
    thing.get_workflow().start(thing, sender)


def send_works(number, hub):
    for count in range(number):
        sender = UserFactory()
        send(MaterialFactory(title=f"Работа {count}", hub=hub, live=False, owner=sender), sender)


def test_works_are_not_told_twice(client, hub, moderator):
    send_works(1, hub)
    client.force_login(moderator)
    html = client.get("/admin/").text
    assert html.count("Работа 0") == 1
    assert TITLE not in html


def test_pages_that_wait_are_told_to_those_who_decide(client, hub, other, moderator):
    hub.title = "Математика и информатика"
    send(hub, UserFactory(public_name="О. В. Лебедева"))
    client.force_login(moderator)
    html = client.get("/admin/").text
    assert TITLE in html
    assert "Математика и информатика" in html
    assert f"/admin/pages/{hub.pk}/edit/" in html
    assert "О. В. Лебедева" in html
    client.force_login(moderator_of(other))
    assert TITLE not in client.get("/admin/").text


@pytest.mark.parametrize("number", [1, 12])
def test_the_first_page_costs_the_same_however_much_waits(
    number, client, hub, moderator, django_assert_max_num_queries
):
    send(hub, UserFactory())
    send_works(number, hub)
    client.force_login(moderator)
    client.get("/admin/")
    with django_assert_max_num_queries(60):
        assert TITLE in client.get("/admin/").text
