"""/me/: who I am, what waits for me; and the menu under the name on every page."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from community.members.enums import MembershipStatus, RegistrationStatus, UserStatus
from community.members.models import AccountDeletion
from demo.factories.materials import MaterialFactory
from demo.factories.members import MembershipFactory, RegistrationFactory, UserFactory
from demo.factories.subjects import HubPageFactory, get_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(client):
    teacher = UserFactory(username="kuzmina", last_name="Кузьмина", name_is_public=False)
    client.force_login(teacher)
    return teacher


def text_of(client, address="/me/"):
    return client.get(address).content.decode().replace("\u00a0", " ")


def test_my_hubs_and_materials(client, teacher):
    hub, asked = HubPageFactory(title="Алгебраисты"), HubPageFactory(title="Физики")
    MembershipFactory(user=teacher, hub=hub)
    MembershipFactory(user=teacher, hub=asked, status=MembershipStatus.REQUESTED)
    MembershipFactory(
        user=teacher, hub=HubPageFactory(title="Бывшие"), status=MembershipStatus.LEFT
    )
    MaterialFactory(hub=hub, title="Мой урок", authors=[teacher])
    text = text_of(client)
    for words in ["Кузьмина", "Алгебраисты", "Физики", "заявка ждёт модератора", "Мой урок"]:
        assert words in text
    assert "Бывшие" not in text


def test_a_deletion_that_is_under_way(client, teacher):
    AccountDeletion.objects.create(user=teacher, due_at=timezone.now() + timedelta(days=14))
    text = text_of(client)
    assert "будет удалена" in text and reverse("members:me_delete") in text


@pytest.mark.parametrize("status", RegistrationStatus.values)
def test_who_waits_sees_how_it_stands(client, status):
    person = UserFactory(status=UserStatus.PENDING)
    RegistrationFactory(user=person, status=status)
    client.force_login(person)
    assert reverse("members:waiting") in text_of(client)


def test_an_empty_profile_is_asked_for(client, teacher):
    assert "Заполните профиль" in text_of(client)
    teacher.position, teacher.other_organisation = "учитель", "Школа № 5"
    teacher.save()
    assert "Заполните профиль" not in text_of(client)


def test_the_menu_under_the_name(client, teacher):
    get_home()
    text = text_of(client, "/")
    header = text[text.index("<header") : text.index("</header>")]
    # Twice: at the head of a wide page, and in the menu of a narrow one.
    assert header.count('action="' + reverse("account_logout")) == 2
    assert header.count('href="/me/profile/"') == 2
    assert "Кузьмина" in header and "/admin/" not in header
    group_right = Permission.objects.get(codename="access_admin")
    teacher.user_permissions.add(group_right)
    assert "/admin/" in text_of(client, "/")


def test_a_visitor_is_asked_in_without_a_cookie(client):
    get_home()
    response = client.get("/")
    text = response.content.decode()
    assert reverse("members:signup") in text and reverse("account_login") in text
    assert not client.cookies and "csrfmiddlewaretoken" not in text


def test_every_page_of_mine_has_the_way_to_the_others(client, teacher):
    text = text_of(client)
    nav = text[text.index('class="me-nav"') : text.index("me-content")]
    links = [part.split('"')[0] for part in nav.split('href="')[1:]]
    assert "/me/profile/" in links
    for link in links:
        response = client.get(link, follow=True)
        assert response.status_code == 200, link
