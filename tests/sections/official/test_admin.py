"""The register of documents in the admin."""

import pytest
from django.urls import reverse

from demo.factories.sections import OfficialDocumentFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from sections.official.models import OfficialDocument

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


@pytest.fixture
def hub():
    return HubPageFactory(title="Химия")


@pytest.fixture
def moderator_client(client, hub):
    client.force_login(moderator_of(hub))
    return client


def admin_url(name, *args):
    return reverse(f"official_officialdocument_modeladmin_{name}", args=args)


def form_data(**fields):
    return {
        "title": "О конкурсе уроков",
        "subject": "",
        "kind": "order",
        "number": "114-од",
        "date": "2026-09-01",
        "issuer": "Отдел образования",
        "hub": "",
        "document": "",
        "status": "in_force",
        "superseded_by": "",
        "repeal_reason": "",
        **fields,
    }


def test_a_moderator_enters_a_document_of_her_hub(moderator_client, hub):
    assert moderator_client.get(admin_url("create")).status_code == 200
    response = moderator_client.post(admin_url("create"), form_data(hub=hub.pk))
    assert response.status_code == 302
    assert OfficialDocument.objects.get().hub == hub


@pytest.mark.parametrize("place", ["other", "nowhere"])
def test_she_cannot_enter_one_elsewhere(moderator_client, place):
    pk = HubPageFactory().pk if place == "other" else ""
    response = moderator_client.post(admin_url("create"), form_data(hub=pk))
    assert response.status_code == 200
    assert not OfficialDocument.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"date": "2099-01-01"}, "date", "ещё не наступила"),
        ({"date": "31.02.2026"}, "date", "дату"),
        ({"status": "repealed"}, "superseded_by", "напишите ниже причину"),
        ({"status": "amended"}, "superseded_by", "которым он изменён"),
        ({"title": "Ж" * 301}, "title", "300"),
        ({"superseded_by": "99999"}, "superseded_by", ""),
        ({"document": "99999"}, "document", ""),
    ],
)
def test_wrong_input_is_explained_at_its_field(moderator_client, hub, fields, field, words):
    data = form_data(hub=hub.pk, subject="Не теряйте мой текст", **fields)
    response = moderator_client.post(admin_url("create"), data)
    assert response.status_code == 200
    form = response.context["form"]
    assert set(form.errors) == {field}
    assert words in str(form.errors[field]).replace("\u00a0", " ")
    assert "Не теряйте мой текст" in response.content.decode()


def test_what_a_document_is_repealed_by_is_chosen_from_the_whole_register(moderator_client, hub):
    foreign = OfficialDocumentFactory(title="Приказ района")
    response = moderator_client.get(reverse("official_document_chooser:choose"))
    assert "Приказ района" in response.json()["html"]
    data = form_data(hub=hub.pk, status="repealed", superseded_by=foreign.pk, date="2025-09-01")
    assert moderator_client.post(admin_url("create"), data).status_code == 302


@pytest.mark.indexed
def test_the_register_its_search_filters_and_export(moderator_client, hub):
    OfficialDocumentFactory(hub=hub, title="О конкурсе уроков", number="114-од")
    OfficialDocumentFactory(hub=hub, title="О выставке", kind="letter")
    OfficialDocumentFactory(title="Чужой приказ о конкурсе")
    text = moderator_client.get(admin_url("index")).content.decode()
    assert "О конкурсе уроков" in text
    assert "Чужой приказ" not in text
    text = moderator_client.get(admin_url("index"), {"q": "конкурсе"}).content.decode()
    assert "О конкурсе уроков" in text
    assert "О выставке" not in text
    assert "Чужой приказ" not in text
    text = moderator_client.get(admin_url("index"), {"kind": "letter"}).content.decode()
    assert "О конкурсе уроков" not in text
    response = moderator_client.get(admin_url("index"), {"export": "csv"})
    rows = b"".join(response.streaming_content).decode()
    assert "О конкурсе уроков" in rows
    assert "Чужой приказ" not in rows


@pytest.mark.parametrize("name", ["edit", "delete", "inspect", "history"])
def test_her_own_is_open_and_a_foreign_one_is_closed(moderator_client, hub, name):
    own, foreign = OfficialDocumentFactory(hub=hub), OfficialDocumentFactory()
    assert moderator_client.get(admin_url(name, own.pk)).status_code == 200
    assert moderator_client.get(admin_url(name, foreign.pk)).status_code in {302, 403}


def test_an_editor_keeps_documents_of_the_whole_site(client):
    client.force_login(site_editor())
    assert client.post(admin_url("create"), form_data()).status_code == 302
    assert OfficialDocument.objects.get().hub is None


def test_a_document_that_repeals_another_is_not_deleted(client):
    newer = OfficialDocumentFactory()
    OfficialDocumentFactory(status="repealed", superseded_by=newer)
    client.force_login(site_editor())
    assert client.post(admin_url("delete", newer.pk)).status_code == 200
    assert OfficialDocument.objects.filter(pk=newer.pk).exists()
