"""Sharing a work in three steps: what is kept, what is asked, who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from community.members.enums import PersonRole, UserStatus
from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of
from materials import submission
from materials.enums import FileTextStatus, MaterialKind, WorkState
from materials.fields import make_token
from materials.models import FileText, Material

pytestmark = pytest.mark.django_db

NEW = reverse("materials:new")


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def author(hub, client):
    author = MembershipFactory(hub=hub).user
    client.force_login(author)
    return author


@pytest.fixture
def draft(hub, author):
    return MaterialFactory(
        title="", summary="", kind="", hub=hub, owner=author, live=False, with_revision=True,
        files=[StoredFileFactory(name="Дроби 5 класс.txt", uploaded_by=author)], authors=[author],
    )  # fmt: skip


def step(material, name="about"):
    return reverse(f"materials:edit_{name}", args=[material.pk])


def work_page(material):
    return reverse("materials:work", args=[material.pk])


def upload(name="Рабочий лист_дроби 5 класс (1).txt", content=b"1/2 > 1/3"):
    return SimpleUploadedFile(name, content)


def fresh(material):
    return Material.objects.get(pk=material.pk)


def newest(material):
    return fresh(material).get_latest_revision_as_object()


def about(material, **values):
    base = {
        "base": fresh(material).latest_revision_id, "act": "next", "title": "Дроби",
        "summary": "Рабочий лист.", "kind": "worksheet", "hub": newest(material).hub_id or "",
        "licence": "cc_by", "age_mark": "6+", "warranty": "on",
    }  # fmt: skip
    return {**base, **values}


def read_all():
    """The files were looked into, and nothing was found."""
    FileText.objects.update(status=FileTextStatus.NONE)


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


# -- Who may -----------------------------------------------------------------------------------


def test_a_visitor_is_asked_in_and_comes_back(client):
    response = client.get(f"{NEW}?hub=5")
    text = text_of(response)
    assert "/accounts/login/?next=%2Fmaterials%2Fnew%2F%3Fhub%3D5" in text
    assert "/accounts/signup/?hub=5" in text
    assert not response.cookies
    assert client.post(NEW, {"text": "а"}).status_code == 200
    assert not Material.objects.exists()


def test_whoever_is_in_no_hub_is_told_how_to_join(client, hub):
    client.force_login(UserFactory())
    text = text_of(client.get(NEW))
    assert reverse("members:join", args=[hub.pk]) in text
    client.post(NEW, {"text": "а"})
    assert not Material.objects.exists()


@pytest.mark.parametrize(
    ("person", "words"),
    [({"status": UserStatus.PENDING}, "заявк"), ({"role": PersonRole.PUPIL}, "учител")],
)
def test_others_are_told_politely(client, hub, person, words):
    client.force_login(UserFactory(**person))
    response = client.get(NEW)
    assert response.status_code == 200 and words in text_of(response).lower()


@pytest.mark.parametrize(
    "name", ["edit_files", "edit_about", "edit_send", "delete_draft", "discard", "withdraw"]
)
def test_somebody_elses_work_is_not_there(client, hub, draft, name):
    for stranger in [MembershipFactory(hub=hub).user, moderator_of(hub)]:
        client.force_login(stranger)
        url = reverse(f"materials:{name}", args=[draft.pk])
        assert client.post(url, {"act": "next"}).status_code == 404
        if name != "withdraw":
            assert client.get(url).status_code == 404
        assert client.get(work_page(draft)).status_code == 404
    client.logout()
    assert client.get(url).status_code in (302, 405)


@pytest.mark.parametrize("pk", [0, 999_999_999, 10**30])
def test_a_number_that_is_nobodys(client, author, pk):
    assert client.get(f"/materials/{pk}/edit/").status_code == 404


# -- Three steps -------------------------------------------------------------------------------


def test_from_a_file_to_the_moderators(client, hub, author):
    response = client.post(
        NEW,
        {"files": [upload(), upload("Ответы.txt", "Ответы".encode())], "hub": hub.pk, "key": "a"},
    )
    material = Material.objects.get()
    assert response.url == step(material)
    assert (material.live, material.owner, material.hub) == (False, author, hub)
    assert material.title == "Рабочий лист дроби 5 класс"
    assert [row.user for row in material.authors.all()] == [author]
    form = client.get(step(material)).context["form"]
    assert form["kind"].value() == MaterialKind.WORKSHEET
    assert form["grades"].value() == [5]
    values = about(material, title="Дроби", grades=["5"], tags="дроби, сравнение",
                   coauthors="О. В. Лебедева\n2) И. И. Иванов")  # fmt: skip
    assert client.post(step(material), values).url == step(material, "send")
    read_all()
    material = fresh(material)
    assert material.title == "Дроби" and material.grades_label == "5 класс"
    assert {tag.name for tag in material.tags.all()} == {"дроби", "сравнение"}
    assert [row.name for row in material.authors.all()][1:] == ["О. В. Лебедева", "И. И. Иванов"]
    page = client.get(step(material, "send"))
    assert "Отправить на проверку" in text_of(page) and "Дроби" in text_of(page)
    sent = client.post(step(material, "send"), {"act": "next", "base": material.latest_revision_id})
    assert sent.url == work_page(material)
    assert submission.state_of(fresh(material)) == WorkState.IN_REVIEW
    assert not Material.objects.published().exists()
    assert client.get(step(material)).url == work_page(material)


def test_whoever_moderates_the_hub_publishes(client, hub):
    moderator = moderator_of(hub)
    client.force_login(moderator)
    client.post(NEW, {"text": "Сам текст.\n\nИ ещё <b>абзац</b>.", "hub": hub.pk})
    material = Material.objects.get()
    client.post(step(material), about(material))
    assert "Опубликовать" in text_of(client.get(step(material, "send")))
    client.post(step(material, "send"), {"base": fresh(material).latest_revision_id})
    assert Material.objects.published().get() == material
    text = text_of(client.get(material.get_absolute_url(), follow=True))
    assert "&lt;b&gt;абзац&lt;/b&gt;" in text and work_page(material) in text


@pytest.mark.parametrize(
    "given", [{"external_url": "rutube.ru/video/1/"}, {"text": "Просто текст"}]
)
def test_an_address_or_a_text_is_enough(client, author, given):
    assert client.post(NEW, given).url == step(Material.objects.get())


def test_nothing_at_all_makes_no_draft(client, author):
    response = client.post(NEW, {"act": "next", "text": "  "})
    assert response.status_code == 200 and response.context["form"].non_field_errors()
    assert client.post(NEW, {"act": "exit"}).url == reverse("materials:my_works")
    assert not Material.objects.exists()


def test_the_same_form_sent_twice_makes_one_draft(client, author):
    for _time in range(2):
        client.post(NEW, {"text": "Текст", "key": "одна и та же форма"})
    assert Material.objects.count() == 1
    text = text_of(client.get(NEW))
    assert step(Material.objects.get(), "files") in text


def test_a_wrong_file_does_not_lose_the_right_one(client, author):
    wrong = upload("вирус.exe", b"MZ\x90\x00")
    response = client.post(NEW, {"files": [upload(), wrong]}, follow=True)
    material = Material.objects.get()
    assert response.redirect_chain[-1][0] == step(material, "files")
    assert "вирус.exe" in text_of(response)
    assert [row.stored.extension for row in material.files.all()] == ["txt"]


def test_a_file_that_was_uploaded_before_is_taken_by_its_token(client, author):
    stored, foreign = StoredFileFactory(uploaded_by=author), StoredFileFactory()
    client.post(NEW, {"uploaded": [make_token(stored, author), make_token(foreign, UserFactory())]})
    assert [row.stored for row in Material.objects.get().files.all()] == [stored]


def test_files_are_ordered_and_taken_away_without_scripts(client, author, draft):
    url = step(draft, "files")
    base = fresh(draft).latest_revision_id
    client.post(url, {"act": "next", "base": base, "files": [upload("Второй.txt", b"second")]})
    first, second = [row.stored_id for row in newest(draft).files.all()]
    client.post(url, {"act": f"up:{second}", "base": fresh(draft).latest_revision_id})
    assert [row.stored_id for row in newest(draft).files.all()] == [second, first]
    client.post(url, {"act": f"remove:{second}", "base": fresh(draft).latest_revision_id})
    assert [row.stored_id for row in newest(draft).files.all()] == [first]
    for act in ["up:999", "down:", "remove:x", "up:-1", f"up:{10**30}", "\x00"]:
        assert (
            client.post(url, {"act": act, "base": fresh(draft).latest_revision_id}).status_code
            < 400
        )


# -- Keeping -----------------------------------------------------------------------------------


def test_leaving_keeps_what_is_there(client, draft):
    response = client.post(step(draft), {"base": draft.latest_revision_id, "act": "exit",
                                         "title": "Половина", "licence": "cc0"})  # fmt: skip
    assert response.url == work_page(draft)
    version = newest(draft)
    assert (version.title, version.licence, version.summary) == ("Половина", "cc0", "")
    assert fresh(draft).title == "Половина"


def test_errors_keep_what_was_typed_and_what_is_right(client, draft):
    wrong = {"title": "Ы" * 300, "kind": "nonsense", "hub": "999", "tags": "а" * 80}
    response = client.post(step(draft), about(draft, summary="Верно", **wrong))
    form = response.context["form"]
    assert response.status_code == 200 and set(form.errors) == set(wrong)
    assert "Ы" * 300 in text_of(response) and newest(draft).summary == "Верно"
    # Leaving would lose what was typed wrong.
    assert client.post(step(draft), about(draft, act="exit", **wrong)).status_code == 200


def test_a_step_that_changes_nothing_makes_no_version(client, draft):
    client.post(step(draft), about(draft))
    number = fresh(draft).revisions.count()
    client.post(step(draft), about(draft))
    client.post(step(draft, "files"), {"base": fresh(draft).latest_revision_id})
    assert fresh(draft).revisions.count() == number


def test_two_windows_do_not_overwrite_each_other(client, draft):
    opened = draft.latest_revision_id
    client.post(step(draft), about(draft, title="Из первого окна"))
    response = client.post(step(draft), about(draft, title="Из второго", base=opened))
    text = text_of(response)
    assert response.status_code == 200 and newest(draft).title == "Из первого окна"
    assert "Из первого окна" in text and 'value="Из второго"' in text
    base = response.context["base"]
    assert client.post(step(draft), about(draft, title="Из второго", base=base)).status_code == 302
    assert newest(draft).title == "Из второго"


def test_the_same_sent_twice_is_no_conflict(client, draft):
    opened = draft.latest_revision_id
    for _time in range(2):
        assert client.post(step(draft), about(draft, base=opened)).status_code == 302


def test_two_windows_with_files(client, author, draft):
    opened = draft.latest_revision_id
    url = step(draft, "files")
    client.post(url, {"base": opened, "text": "Первое"})
    response = client.post(url, {"base": opened, "text": "Второе", "files": [upload()]})
    assert response.context["conflict"] and newest(draft).files.count() == 1
    token = response.context["pending"][0]
    client.post(url, {"base": response.context["base"], "text": "Второе", "uploaded": [token]})
    assert newest(draft).files.count() == 2


def test_an_expired_session_comes_back_to_the_same_step(client, author, draft):
    client.logout()
    response = client.post(step(draft), about(draft))
    assert response.url == f"/accounts/login/?next={step(draft)}"
    client.force_login(author)
    response = client.get(step(draft))
    form = text_of(response)
    assert f'data-draft="{draft.pk}-2"' in form and f'data-draft-person="{author.pk}"' in form
    assert response.headers["Cache-Control"].startswith("max-age=0")


# -- Bad input ---------------------------------------------------------------------------------

HOSTILE = ["\x00", "<script>alert(1)</script>", "Ы" * 10_000, "'; drop table--", "💥", "‮txt.exe"]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_do_no_harm(client, draft, value):
    values = dict.fromkeys(["title", "summary", "kind", "hub", "grades", "tags", "tag", "licence",
                            "age_mark", "school", "coauthors", "also_in"], value)  # fmt: skip
    response = client.post(step(draft), {"base": value, "act": value, **values})
    assert response.status_code == 200 and "<script>alert" not in text_of(response)
    for name in ["files", "send"]:
        response = client.post(
            step(draft, name),
            {"base": value, "act": value, "text": value, "external_url": value, "uploaded": value,
             "confirmed": value},
            follow=True,
        )  # fmt: skip
        assert response.status_code == 200 and "<script>alert" not in text_of(response)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://", "ftp://a.ru/", "http://а б"]
)
def test_a_wrong_address_is_told(client, author, address):
    response = client.post(NEW, {"external_url": address})
    assert response.context["form"].errors["external_url"]
    assert not Material.objects.exists()


def test_a_hub_of_others_cannot_be_chosen(client, draft):
    other = HubPageFactory(title="Чужой")
    response = client.post(step(draft), about(draft, hub=other.pk))
    assert response.context["form"].errors["hub"]
    client.post(NEW, {"text": "а", "hub": other.pk})
    assert Material.objects.order_by("-pk").first().hub is None


def test_a_title_like_a_place_of_ours_keeps_its_page(client):
    work = MaterialFactory(title="Work")
    assert work.slug != "work"
    assert client.get(work.get_absolute_url()).status_code == 200


# -- Looking and sending -----------------------------------------------------------------------


def send(client, material, **values):
    return client.post(
        step(material, "send"),
        {"act": "next", "base": fresh(material).latest_revision_id, **values},
    )


def test_what_is_missing_is_said_with_the_way_to_it(client, draft):
    text = text_of(client.get(step(draft, "send")))
    assert f"{step(draft)}#id_title" in text and f"{step(draft)}#id_warranty" in text
    assert send(client, draft).status_code == 200
    assert submission.state_of(fresh(draft)) == WorkState.DRAFT


def test_personal_data_is_shown_and_confirmed(client, draft):
    client.post(step(draft), about(draft, summary="Звоните: 8 912 345-67-89."))
    read_all()
    response = send(client, draft)
    text = text_of(response)
    assert "<mark>8 912 345-67-89</mark>" in text and f"{step(draft)}#id_summary" in text
    assert submission.state_of(fresh(draft)) == WorkState.DRAFT
    key = response.context["findings"][0].found.key
    assert send(client, draft, confirmed=[key]).url == work_page(draft)
    assert submission.state_of(fresh(draft)) == WorkState.IN_REVIEW


def test_personal_data_in_a_file_leads_to_the_file(client, draft):
    client.post(step(draft), about(draft))
    stored = newest(draft).listed_files[0].stored
    FileText.objects.filter(stored=stored).update(
        status=FileTextStatus.READY, parts=[["page 2", "Почта: kuzmina@mail.ru"]]
    )
    text = text_of(client.get(step(draft, "send")))
    assert "kuzmina@mail.ru" in text and f"{step(draft, 'files')}#file-{stored.pk}" in text


def test_files_that_are_still_being_read_are_waited_for(client, draft):
    client.post(step(draft), about(draft))
    FileText.objects.update(status=FileTextStatus.QUEUED)
    response = send(client, draft)
    assert response.context["must_wait"] and submission.state_of(fresh(draft)) == WorkState.DRAFT
    FileText.objects.update(status=FileTextStatus.FAILED)
    assert "не смогли заглянуть" in text_of(client.get(step(draft, "send")))
    assert send(client, draft).status_code == 302


def test_what_was_changed_meanwhile_is_looked_at_again(client, draft):
    opened = fresh(draft).latest_revision_id
    client.post(step(draft), about(draft))
    response = client.post(step(draft, "send"), {"base": opened})
    assert response.url == step(draft, "send")
    assert submission.state_of(fresh(draft)) == WorkState.DRAFT


def test_a_wrong_method_changes_nothing(client, draft):
    assert client.get(reverse("materials:withdraw", args=[draft.pk])).status_code == 405
    assert client.put(step(draft)).status_code == 405
    for name in ["edit_files", "edit_about", "edit_send", "work", "delete_draft", "discard"]:
        client.get(reverse(f"materials:{name}", args=[draft.pk]))
    assert fresh(draft).revisions.count() == 1


@pytest.mark.parametrize("field", ["hub", "grades", "also_in"])
def test_a_key_too_long_for_the_database_is_refused_at_its_field(client, draft, field):
    MembershipFactory(user=draft.owner, hub=HubPageFactory())  # So that others are asked for too.
    response = client.post(step(draft), about(draft, **{field: "9" * 30}))
    assert response.status_code == 200
    assert field in response.context["form"].errors


def test_files_that_were_refused_before_the_form_was_sent_are_named_again(client, author):
    told = ["вирус.exe\nФайлы .exe не принимаются.", "<b>\n<script>", "без причины", "\n", "\x00"]
    text = text_of(client.post(NEW, {"text": "Дроби", "refused": told}, follow=True))
    assert "«вирус.exe»" in text and "Файлы .exe не принимаются." in text
    assert "«без причины»" in text and "<script>" not in text.partition("<main")[2]
    step_url = step(Material.objects.get(), "files")
    text = text_of(client.post(step_url, {"act": "exit", "refused": told * 100}, follow=True))
    assert "«вирус.exe»" in text


def test_refused_files_are_named_when_there_is_nothing_else(client, author):
    text = text_of(client.post(NEW, {"refused": "вирус.exe\nНельзя."}))
    assert "«вирус.exe»" in text and not Material.objects.exists()
