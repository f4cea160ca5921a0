"""The author's own pages: her works, where each stands, and what she may do with it."""

import pytest
from django.urls import reverse

from community.members.enums import PersonRole, UserStatus
from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory, get_home, moderator_of
from materials import submission
from materials.contribute.works import NEXT, TONES, WorkGroup, count_groups, grouped, works_of
from materials.enums import WorkState
from materials.models import Material

pytestmark = pytest.mark.django_db

MINE = reverse("materials:my_works")


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def author(hub, client):
    author = MembershipFactory(hub=hub).user
    client.force_login(author)
    return author


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


def make(hub, author, title="Дроби", **values):
    return MaterialFactory(
        title=title, hub=hub, owner=author, authors=[author], files=[StoredFileFactory()],
        with_revision=True, **{"live": False, **values},
    )  # fmt: skip


def page(material):
    return reverse("materials:work", args=[material.pk])


def act(name, material):
    return reverse(f"materials:{name}", args=[material.pk])


def fresh(material):
    return Material.objects.get(pk=material.pk)


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


def send(material, author):
    assert submission.submit(fresh(material), author)
    return fresh(material)


def test_every_state_has_words_and_a_colour():
    assert set(NEXT) == set(TONES) == set(WorkState)


def test_works_by_where_they_stand(client, hub, author, moderator):
    make(hub, author, "Черновик")
    send(make(hub, author, "Ждёт"), author)
    submission.return_for_changes(send(make(hub, author, "Вернули"), author), moderator, "Мало.")
    submission.refuse(send(make(hub, author, "Отклонили"), author), moderator, "Чужое.")
    make(hub, author, "На сайте", live=True)
    make(hub, UserFactory(), "Не моё")
    MaterialFactory(hub=hub, title="Под моим именем", authors=[author])
    assert count_groups(grouped(works_of(author))) == {
        WorkGroup.DRAFT: 1, WorkGroup.WAITING: 1, WorkGroup.RETURNED: 2, WorkGroup.PUBLISHED: 2,
    }  # fmt: skip
    text = text_of(client.get(MINE))
    for title in ["Черновик", "Ждёт", "Вернули", "Отклонили", "На сайте", "Под моим именем"]:
        assert title in text
    assert "Не моё" not in text
    returned = text_of(client.get(f"{MINE}?state=returned"))
    assert "Вернули" in returned and "Отклонили" in returned and "На сайте" not in returned
    for query in ["?state=nonsense", "?state=%00", "?page=1"]:
        assert client.get(f"{MINE}{query}").status_code == 200
    assert client.get(f"{MINE}?page=99").status_code == 404


def test_nothing_yet(client, author):
    for url in [MINE, "/me/"]:
        text = text_of(client.get(url))
        assert "Вы пока ничем не поделились" in text and reverse("materials:new") in text


def test_pages_of_her_own_are_for_her_alone(client, hub):
    assert client.get(MINE).url == f"/accounts/login/?next={MINE}"


def test_the_talk_with_the_moderators(client, hub, author, moderator):
    work = make(hub, author)
    send(work, author)
    submission.return_for_changes(fresh(work), moderator, "Добавьте <b>ответы</b>.")
    text = text_of(client.get(page(work)))
    assert "Добавьте &lt;b&gt;ответы&lt;/b&gt;." in text and "прочитайте комментарий" in text
    assert act("edit_files", work) in text


def test_taking_a_work_back(client, hub, author):
    work = send(make(hub, author), author)
    assert act("edit_files", work) not in text_of(client.get(page(work)))
    response = client.post(act("withdraw", work), follow=True)
    assert "Вы забрали материал" in text_of(response)
    assert submission.state_of(fresh(work)) == WorkState.DRAFT
    assert "не на проверке" in text_of(client.post(act("withdraw", work), follow=True))


def test_deleting_a_draft_is_asked_first(client, hub, author):
    work = make(hub, author)
    assert act("delete_draft", work) in text_of(client.get(page(work)))
    assert "Удалить черновик?" in text_of(client.get(act("delete_draft", work)))
    assert Material.objects.filter(pk=work.pk).exists()
    assert client.post(act("delete_draft", work)).url == MINE
    assert not Material.objects.filter(pk=work.pk).exists()
    assert client.post(act("delete_draft", work)).status_code == 404


def test_a_published_work_is_not_deleted(client, hub, author):
    work = make(hub, author, live=True)
    assert act("delete_draft", work) not in text_of(client.get(page(work)))
    client.post(act("delete_draft", work))
    assert fresh(work).live


def test_a_published_work_is_changed_as_a_newer_version(client, hub, author, moderator):
    work = make(hub, author, "Прежнее", live=True)
    assert page(work) in text_of(client.get(work.get_absolute_url()))
    values = {"base": fresh(work).latest_revision_id, "title": "Новое", "summary": "О дробях.",
              "kind": "test", "hub": hub.pk, "licence": "cc_by", "age_mark": "6+",
              "warranty": "on", "tags": "дроби", "grades": ["5", "6"]}  # fmt: skip
    assert client.post(act("edit_about", work), values).status_code == 302
    assert fresh(work).title == "Прежнее" and fresh(work).grades.count() == 0
    assert submission.state_of(fresh(work)) == WorkState.REVISING
    send(work, author)
    assert submission.state_of(fresh(work)) == WorkState.REVISION_IN_REVIEW
    submission.approve(fresh(work), moderator)
    now = fresh(work)
    assert (now.title, now.live, now.grades.count()) == ("Новое", True, 2)
    assert [tag.name for tag in now.tags.all()] == ["дроби"]


def test_changes_are_dropped(client, hub, author):
    work = make(hub, author, "Прежнее", live=True)
    values = {"base": fresh(work).latest_revision_id, "act": "exit", "title": "Лишнее"}
    client.post(act("edit_about", work), values)
    assert "Лишнее" in text_of(client.get(page(work)))
    assert "Отменить изменения?" in text_of(client.get(act("discard", work)))
    client.post(act("discard", work))
    assert fresh(work).get_latest_revision_as_object().title == "Прежнее"
    assert submission.state_of(fresh(work)) == WorkState.PUBLISHED


def test_ways_to_sharing(client, hub):
    get_home()
    new = reverse("materials:new")
    assert new in text_of(client.get("/materials/"))
    for url in [hub.url, f"{hub.url}materials/"]:
        response = client.get(url)
        assert f"{new}?hub={hub.pk}" in text_of(response) and not response.cookies


def test_the_same_number_of_queries_for_many_works(
    client, hub, author, moderator, django_assert_max_num_queries
):
    def count(url):
        with django_assert_max_num_queries(100) as counted:
            assert client.get(url).status_code == 200
        return len(counted)

    def fill(number):
        for n in range(number):
            work = make(hub, author, f"Работа {n}")
            if n % 2:
                send(work, author)

    fill(2)
    count(MINE), count("/me/")  # What is asked only once for all.
    few = {url: count(url) for url in [MINE, "/me/"]}
    fill(6)
    assert {url: count(url) for url in [MINE, "/me/"]} == few
    assert max(few.values()) <= 40


# -- The work itself, wherever it stands -------------------------------------------------------


def test_the_author_sees_her_work_in_every_state(client, hub, author, moderator):
    def states():
        work = make(hub, author, summary="О дробях")
        yield work
        yield send(work, author)
        yield submission.return_for_changes(fresh(work), moderator, "Мало.") and work
        yield send(work, author)
        yield submission.refuse(fresh(work), moderator, "Чужое.") and work
        yield send(work, author)
        yield submission.approve(fresh(work), moderator) and work

    seen = set()
    for work in states():
        seen.add(submission.state_of(fresh(work)))
        text = text_of(client.get(act("look", work)))
        assert "О дробях" in text
        stored = work.files.get().stored
        file = reverse("materials:file", args=[work.pk, stored.pk])
        assert file in text and client.get(file).status_code == 200
        if seen != {WorkState.PUBLISHED}:
            assert (act("look", work) in text_of(client.get(page(work)))) == (
                submission.state_of(fresh(work)) != WorkState.PUBLISHED
            )
    assert seen == {
        WorkState.DRAFT, WorkState.IN_REVIEW, WorkState.RETURNED, WorkState.REFUSED,
        WorkState.PUBLISHED,
    }  # fmt: skip


def test_the_newest_version_is_shown_while_readers_see_the_former(client, hub, author):
    work = make(hub, author, "Прежнее", live=True)
    version = fresh(work)
    version.title = "Новое"
    version.save_revision(user=author, clean=False)
    send(work, author)
    text = text_of(client.get(act("look", work)))
    assert "Новое" in text and fresh(work).title == "Прежнее"


def test_nobody_else_looks_at_the_work(client, hub, author, moderator):
    work = make(hub, author)
    for stranger in [MembershipFactory(hub=hub).user, moderator]:
        client.force_login(stranger)
        assert client.get(act("look", work)).status_code == 404
    client.logout()
    assert client.get(act("look", work)).status_code == 302


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ({"role": PersonRole.PUPIL}, "Покажи"),
        ({"status": UserStatus.PENDING}, "заявк"),
        ({}, "Выберите хаб"),
    ],
)
def test_an_empty_list_invites_nobody_to_what_she_may_not_do(client, hub, person, words):
    client.force_login(UserFactory(**person))
    text = text_of(client.get(MINE))
    assert words in text and "Поделиться материалом" not in text.partition("<main")[2]


def test_an_empty_list_invites_whoever_may(client, author):
    assert "Поделиться материалом" in text_of(client.get(MINE)).partition("<main")[2]
