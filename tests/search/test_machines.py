"""What browsers and feed readers ask of the search."""

import json

import pytest
from defusedxml import ElementTree
from wagtail.models import PageViewRestriction

from demo.factories.home import StandardPageFactory
from demo.factories.materials import MaterialFactory

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
ATOM = "{http://www.w3.org/2005/Atom}"


def suggestions(client, query):
    response = client.get("/search/suggestions/", {"q": query})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/x-suggestions+json"
    return json.loads(response.content)


def test_suggestions_have_the_form_of_the_standard(client):
    material = MaterialFactory(title="Телескоп своими руками")
    query, labels, kinds, addresses = suggestions(client, "теле")
    assert query == "теле"
    assert labels == ["Телескоп своими руками"]
    assert len(kinds) == 1
    assert addresses[0].endswith(material.url)


def test_what_one_may_not_see_is_not_suggested(client):
    StandardPageFactory(title="Телескоп, черновик", live=False)
    closed = StandardPageFactory(title="Телескоп, закрытый")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert suggestions(client, "телескоп")[1] == []


@pytest.mark.parametrize("query", ["", "т", "'; DROP", "\x00", "😀" * 999, "а" * 9999, "* NEAR/2"])
def test_anything_may_be_typed(client, query):
    assert suggestions(client, query)[1] == []


def test_the_description_for_browsers(client):
    response = client.get("/search/opensearch.xml")
    assert response.headers["Content-Type"].startswith("application/opensearchdescription+xml")
    root = ElementTree.fromstring(response.content)
    urls = {url.get("type"): url.get("template") for url in root.iter(f"{OPENSEARCH}Url")}
    assert urls["text/html"].endswith("/search/?q={searchTerms}")
    assert urls["application/x-suggestions+json"].endswith("/search/suggestions/?q={searchTerms}")
    assert len(root.find(f"{OPENSEARCH}ShortName").text) <= 16
    assert b'rel="search"' in client.get("/search/").content


def test_the_feed_has_what_everybody_may_read(client):
    MaterialFactory(title="Телескоп своими руками")
    closed = StandardPageFactory(title="Телескоп, закрытый")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    response = client.get("/search/feed/", {"q": "телескоп"})
    root = ElementTree.fromstring(response.content)
    found = [entry.find(f"{ATOM}title").text for entry in root.iter(f"{ATOM}entry")]
    assert found == ["Телескоп своими руками"]


@pytest.mark.parametrize("address", ["", "?q=", "?q=и", "?q=а&kind=нет", "?q=а&page=x"])
def test_a_feed_of_nothing_is_not_there(client, address):
    assert client.get(f"/search/feed/{address}").status_code == 404


def test_nothing_is_posted(client):
    for address in ("suggestions/", "opensearch.xml"):
        assert client.post(f"/search/{address}").status_code == 405
