"""The page of a member, as each kind of reader gets it."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.members.enums import MembershipRole, PersonRole, UserStatus
from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory

pytestmark = pytest.mark.django_db

BUDGET = 16


@pytest.fixture
def teacher():
    return UserFactory(
        username="kuzmina", last_name="Кузьмина", first_name="Анна", middle_name="",
        position="учитель математики", other_organisation="Школа № 5",
        taught_subjects="алгебра", about="Веду кружок.\n\n<b>http://example.org</b>",
        visibility={"about": "everybody", "email": "members"},
    )  # fmt: skip


def page_text(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def people_in(text):
    """Persons that the page tells search engines about."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    graph = [entity for block in blocks for entity in json.loads(block)["@graph"]]
    return [entity for entity in graph if entity["@type"] == "Person"]


def test_a_visitor_sees_what_is_for_everybody(client, teacher):
    text = page_text(client, "/members/kuzmina/")
    for words in ["Кузьмина", "Учитель математики", "Школа №\u202f5", "алгебра", "Веду кружок."]:
        assert words in text
    assert "kuzmina@example.org" not in text
    assert 'content="noindex"' not in text
    [person] = people_in(text)
    assert person["jobTitle"] == "учитель математики"
    assert person["worksFor"]["name"] == "Школа № 5"
    assert not client.cookies


def test_words_about_oneself_are_plain(client, teacher):
    text = page_text(client, "/members/kuzmina/")
    assert "&lt;b&gt;http://example.org&lt;/b&gt;" in text
    assert 'href="http://example.org' not in text


def test_members_see_more(client, teacher):
    client.force_login(UserFactory())
    assert "kuzmina@example.org" in page_text(client, "/members/kuzmina/")


def test_without_the_consent_visitors_find_no_page(client, teacher):
    teacher.name_is_public = False
    teacher.save()
    page_text(client, "/members/kuzmina/", status=404)
    # Nor does another case of the letters tell that there is somebody.
    page_text(client, "/members/Kuzmina/", status=404)
    client.force_login(UserFactory())
    text = page_text(client, "/members/kuzmina/")
    assert 'content="noindex"' in text and not people_in(text)


def test_a_handle_in_another_case_leads_to_the_right_one(client, teacher):
    response = client.get("/members/KUZMINA/")
    assert response.status_code == 301 and response["Location"] == "/members/kuzmina/"


@pytest.mark.parametrize("handle", ["nobody", "a" * 3000, "%F0%9F%98%80", "..", "%2e%2e%2f"])
def test_no_such_person(client, handle):
    assert client.get(f"/members/{handle}/").status_code in {404, 400}


def test_a_pupil_has_a_name_and_a_class_for_members_only(client, teacher):
    pupil = UserFactory(
        username="pupil", role=PersonRole.PUPIL, school_class="7Б", position="староста",
        other_organisation="Школа № 5", about="Мой телефон", email="pupil@example.org",
        visibility={"about": "everybody", "email": "everybody"},
    )  # fmt: skip
    hub = HubPageFactory()
    MembershipFactory(user=pupil, hub=hub)
    MaterialFactory(hub=hub, authors=[pupil])
    page_text(client, "/members/pupil/", status=404)
    client.force_login(teacher)
    text = page_text(client, "/members/pupil/")
    assert pupil.get_community_name().split("\u00a0")[-1] in text and "7Б" in text
    main = text[text.index("<main") : text.index("</main>")]
    for words in ["староста", "Школа", "телефон", "pupil@", hub.title]:
        assert words not in main
    assert 'content="noindex"' in text


@pytest.mark.parametrize("status", [UserStatus.INVITED, UserStatus.PENDING])
def test_who_is_not_let_in_has_no_page_for_others(client, teacher, admin_user, status):
    newcomer = UserFactory(username="newcomer", status=status)
    page_text(client, "/members/newcomer/", status=404)
    client.force_login(teacher)
    page_text(client, "/members/newcomer/", status=404)
    client.force_login(admin_user)
    page_text(client, "/members/newcomer/")
    if newcomer.may_sign_in:
        client.force_login(newcomer)
        for shown_as in ["", "?as=member", "?as=visitor"]:
            page_text(client, f"/members/newcomer/{shown_as}")


def test_a_suspension_is_nobodys_business(client, teacher):
    teacher.status, teacher.suspension_reason = UserStatus.SUSPENDED, "Грубость"
    teacher.save()
    text = page_text(client, "/members/kuzmina/")
    assert "Кузьмина" in text and "Грубость" not in text


def test_who_has_left_is_gone(client, teacher):
    teacher.status, teacher.is_active = UserStatus.LEFT, False
    teacher.save()
    page_text(client, "/members/kuzmina/", status=410)
    client.force_login(UserFactory())
    page_text(client, "/members/kuzmina/", status=410)


def test_one_looks_at_oneself_with_the_eyes_of_others(client, teacher):
    client.force_login(teacher)
    own = page_text(client, "/members/kuzmina/")
    assert "kuzmina@example.org" in own and "?as=visitor" in own
    visitor = page_text(client, "/members/kuzmina/?as=visitor")
    assert "kuzmina@example.org" not in visitor and "Веду кружок." in visitor
    assert 'content="noindex"' in visitor
    assert "kuzmina@example.org" in page_text(client, "/members/kuzmina/?as=member")
    teacher.name_is_public = False
    teacher.save()
    text = page_text(client, "/members/kuzmina/?as=visitor")
    main = text[text.index("<main") : text.index("</main>")]
    assert "Кузьмина" not in main and "Участник сообщества" in main


def test_nobody_borrows_the_eyes_of_somebody_else(client, teacher):
    client.force_login(UserFactory())
    text = page_text(client, "/members/kuzmina/?as=visitor")
    assert "kuzmina@example.org" in text and "own-bar" not in text


def test_memberships_are_shown_with_what_one_does_there(client, teacher):
    hub, hidden = HubPageFactory(title="Алгебраисты"), HubPageFactory(title="Закрытые", live=False)
    MembershipFactory(user=teacher, hub=hub, role=MembershipRole.TUTOR)
    MembershipFactory(user=teacher, hub=hidden)
    assert "Алгебраисты" not in page_text(client, "/members/kuzmina/")
    client.force_login(UserFactory())
    text = page_text(client, "/members/kuzmina/")
    assert "Алгебраисты" in text and "тьютор" in text and "Закрытые" not in text


def test_materials_are_gathered_and_lead_to_all_of_them(client, teacher):
    hub = HubPageFactory()
    MaterialFactory(hub=hub, title="Черновик", authors=[teacher], live=False)
    for number in range(8):
        MaterialFactory(hub=hub, title=f"Урок {number}", authors=[teacher])
    MaterialFactory(hub=hub, title="Чужой", authors=[UserFactory()])
    text = page_text(client, "/members/kuzmina/")
    assert "/materials/?author=kuzmina" in text
    assert "Черновик" not in text and "Чужой" not in text
    found = page_text(client, "/materials/?author=kuzmina")
    assert "Найдено 8" in found.replace("\u00a0", " ") or "8\u00a0материалов" in found
    assert "Чужой" not in found
    teacher.visibility = {"materials": "nobody"}
    teacher.save()
    assert "Урок 7" not in page_text(client, "/members/kuzmina/")


def test_the_number_of_queries_does_not_grow_with_the_works(client, teacher):
    def count():
        client.get("/members/kuzmina/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/members/kuzmina/").status_code == 200
        return len(queries), "\n".join(query["sql"][:120] for query in queries)

    hub, stored = HubPageFactory(), StoredFileFactory()
    MembershipFactory(user=teacher, hub=hub)
    for _ in range(10):
        MaterialFactory(hub=hub, authors=[teacher], files=[stored], grades=[5])
    client.force_login(UserFactory())
    few, statements = count()
    assert few <= BUDGET, statements
    for _ in range(90):
        MaterialFactory(hub=hub, authors=[teacher], files=[stored])
    MembershipFactory(user=teacher, hub=HubPageFactory())
    many, statements = count()
    assert many == few, statements
