"""The register of documents and the page of one."""

import datetime
import json
import re

import pytest
import wagtail_factories

from demo.factories.sections import OfficialDocumentFactory, OfficialPageFactory
from demo.factories.subjects import HubPageFactory
from sections.official.models import OfficialDocument
from tests.sections.visits import count_queries, get_text

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

EARLY, LATE = datetime.date(2024, 9, 1), datetime.date(2026, 9, 1)


@pytest.fixture
def register():
    return OfficialPageFactory()


@pytest.fixture
def documents():
    hub = HubPageFactory(title="Химия", slug="chemistry")
    child = HubPageFactory(parent=hub)
    order = OfficialDocumentFactory(
        kind="order", number="114-од", date=LATE, title="О конкурсе уроков", hub=hub
    )
    return {
        "order": order,
        "plan": OfficialDocumentFactory(
            kind="plan", number="", date=LATE, title="План работы", hub=child
        ),
        "old": OfficialDocumentFactory(
            kind="regulation", number="7", date=EARLY, title="Положение о сообществе",
            status="repealed", superseded_by=order,
        ),
    }  # fmt: skip


def test_newest_first_with_stamps(client, register, documents):
    text = get_text(client, register.url)
    assert text.index("О конкурсе уроков") < text.index("Положение о сообществе")
    for words in ["№ 114-од", "01.09.2026", "stamp-repealed", "отменён", "действует", "Химия"]:
        assert words in text
    assert text.count("<h1") == 1
    assert "<caption" in text


@pytest.mark.indexed
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"order", "plan", "old"}),
        ("kind=plan", {"plan"}),
        ("year=2024", {"old"}),
        ("status=repealed", {"old"}),
        ("hub=chemistry", {"order", "plan"}),
        ("q=114", {"order"}),
        ("q=%D0%BA%D0%BE%D0%BD%D0%BA%D1%83%D1%80%D1%81%D0%B5", {"order"}),
        ("kind=order&year=2026&hub=chemistry", {"order"}),
        ("kind=cats&year=1024&status=x&hub=none", {"order", "plan", "old"}),
        ("q=zzz", set()),
    ],
)
def test_filters(client, register, documents, query, expected):
    response = client.get(f"{register.url}?{query}")
    assert response.status_code == 200
    assert set(response.context["page_obj"].object_list) == {documents[name] for name in expected}


def test_only_years_that_occur_can_be_chosen(client, register, documents):
    form = client.get(register.url).context["form"]
    assert [value for value, _label in form.fields["year"].choices] == ["", "2026", "2024"]


@pytest.mark.parametrize("number", ["0", "99", "abc"])
def test_pages_that_are_none_are_404(client, register, number):
    assert client.get(f"{register.url}?page={number}").status_code == 404


def test_an_empty_register(client, register):
    assert "Документов пока нет" in get_text(client, register.url)


def get_json_ld(text):
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return {entry["@type"]: entry for entry in json.loads(data[1])["@graph"]}


def test_the_page_of_a_document(client, register, documents):
    document = documents["order"]
    document.document = wagtail_factories.DocumentFactory(title="Приказ.pdf")
    document.save()
    url = f"/official/{document.pk}/"
    assert document.get_absolute_url() == url
    text = get_text(client, url)
    assert text.count("<h1") == 1
    for words in [
        "О конкурсе уроков",
        "114-од",
        "1 сентября 2026",
        "Химия",
        "Положение о сообществе",
        "Скачать",
    ]:
        assert words in text
    legislation = get_json_ld(text)["Legislation"]
    assert legislation["legislationIdentifier"] == "114-од"
    assert legislation["legislationLegalForce"] == "https://schema.org/InForce"


def test_the_page_of_a_repealed_document_names_what_repealed_it(client, documents):
    text = get_text(client, documents["old"].url)
    assert "Отменён документом" in text
    assert documents["order"].url in text


def test_a_plan_is_no_legislation(client, documents):
    assert "DigitalDocument" in get_json_ld(get_text(client, documents["plan"].url))


def test_documents_of_an_unpublished_hub_are_hidden(client, register, documents):
    documents["order"].hub.unpublish()
    assert client.get(documents["order"].url).status_code == 404
    assert "О конкурсе уроков" not in get_text(client, register.url)


def test_a_document_that_is_none(client):
    assert client.get("/official/99999/").status_code == 404
    assert client.get(f"/official/{10**30}/").status_code == 404


def test_the_sitemap_has_every_document(client, documents):
    assert documents["old"].url in client.get("/sitemap.xml").content.decode()


def test_a_hub_shows_its_orders(client, register, documents):
    hub = documents["order"].hub
    text = get_text(client, hub.url)
    assert documents["order"].url in text
    assert f"{register.url}?hub=chemistry" in text
    # It has no tab of its own.
    assert f'class="tab" href="{hub.url}official/"' not in text
    assert client.get(f"{hub.url}official/").status_code == 404


def add_documents(number):
    hub, newer = HubPageFactory(), OfficialDocumentFactory(date=LATE)
    OfficialDocument.objects.bulk_create(
        OfficialDocument(
            kind="order", number=str(n), date=EARLY, issuer="Отдел", title="О чём-то", hub=hub,
            status="repealed", superseded_by=newer,
            document=wagtail_factories.DocumentFactory() if n < 10 else None,
        )
        for n in range(number)
    )  # fmt: skip


def test_queries_do_not_depend_on_how_much_there_is(client, register):
    add_documents(10)
    few = count_queries(client, register.url)
    add_documents(990)
    assert few <= 15
    assert count_queries(client, register.url) == few


def test_queries_of_one_document(client, register, documents):
    assert count_queries(client, documents["order"].url) <= 15


@pytest.mark.indexed
def test_a_document_is_found_by_its_kind_and_number(client, register, documents):
    order = documents["order"]
    order.save()
    for query in ["приказ 114-од", "приказ № 114-од", "приказ конкурс"]:
        assert order.title in get_text(client, f"{register.url}?q={query}"), query
        assert order.title in get_text(client, f"/search/?q={query}"), query
