"""The register of links: of the whole site and of a hub."""

import pytest

from demo.factories.sections import UsefulSiteFactory, UsefulSitesPageFactory
from demo.factories.subjects import HubPageFactory
from sections.useful_sites.enums import CheckStatus
from sections.useful_sites.models import UsefulSite
from tests.sections.visits import count_queries, get_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return UsefulSitesPageFactory()


def test_the_register(client, register):
    UsefulSiteFactory(
        title="Урок цифры",
        url="https://урокцифры.рф/",
        annotation="Ролик и игра на один урок.",
        audience="teachers",
        age_mark="6+",
        hub=HubPageFactory(title="Химия"),
        tags=["информатика"],
    )
    UsefulSiteFactory(title="Черновик", live=False)
    text = get_text(client, register.url)
    for words in [
        "Урок цифры",
        "урокцифры.рф",
        "Ролик и игра",
        "Педагогам",
        "6+",
        "Химия",
        "информатика",
    ]:
        assert words in text
    assert "Черновик" not in text
    assert text.count("<h1") == 1
    assert 'rel="noopener external"' in text


def test_sites_of_an_unpublished_hub_are_hidden(client, register):
    hub = HubPageFactory()
    UsefulSiteFactory(title="Опыты", hub=hub)
    hub.unpublish()
    assert "Опыты" not in get_text(client, register.url)


def test_readers_see_what_is_broken(client, register):
    UsefulSiteFactory(check_status=CheckStatus.DOUBTFUL)
    assert "Не отвечает" not in get_text(client, register.url)
    UsefulSiteFactory(check_status=CheckStatus.BROKEN)
    assert "Не отвечает" in get_text(client, register.url)


@pytest.fixture
def sites():
    hub = HubPageFactory(slug="chemistry")
    child = HubPageFactory(parent=hub)
    return {
        "hub": UsefulSiteFactory(title="Опыты", hub=hub, tags=["опыты"], age_mark="12+"),
        "child": UsefulSiteFactory(title="Кружок", hub=child, audience="pupils"),
        "all": UsefulSiteFactory(title="Словари русского языка", audience="parents"),
    }


@pytest.mark.indexed
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"hub", "child", "all"}),
        ("hub=chemistry", {"hub", "child"}),
        ("audience=pupils", {"hub", "child"}),
        ("audience=parents", {"hub", "all"}),
        ("age=12%2B", {"hub"}),
        ("tag=%D0%BE%D0%BF%D1%8B%D1%82%D1%8B", {"hub"}),
        ("q=%D1%81%D0%BB%D0%BE%D0%B2%D0%B0%D1%80%D0%B8", {"all"}),
        ("hub=chemistry&audience=pupils&age=12%2B", {"hub"}),
        ("hub=none&audience=cats&age=99&tag=nothing", {"hub", "child", "all"}),
        ("q=zzzzz", set()),
        ("hub=%00&tag=%00&q=%00&audience=%00", {"hub", "child", "all"}),
    ],
)
def test_filters(client, register, sites, query, expected):
    response = client.get(f"{register.url}?{query}")
    assert response.status_code == 200
    assert set(response.context["page_obj"].object_list) == {sites[name] for name in expected}


def test_choices_are_shown_and_each_can_be_taken_away(client, register, sites):
    response = client.get(f"{register.url}?hub=chemistry&audience=pupils&page=1")
    chips = {chip["label"]: chip["url"] for chip in response.context["chips"]}
    assert len(chips) == 2
    assert "?audience=pupils" in chips.values()
    assert "?hub=chemistry" in chips.values()


@pytest.mark.parametrize("number", ["0", "99", "abc"])
def test_pages_that_are_none_are_404(client, register, number):
    assert client.get(f"{register.url}?page={number}").status_code == 404


def test_a_page_has_at_most_fifty(client, register):
    UsefulSiteFactory.create_batch(30)
    response = client.get(register.url)
    assert len(response.context["page_obj"].object_list) == 24
    assert client.get(f"{register.url}?page=2").status_code == 200


def test_an_empty_register(client, register):
    assert "Сайтов пока нет" in get_text(client, register.url)
    assert "Ничего не нашлось" in get_text(client, f"{register.url}?age=18%2B")


def test_the_section_of_a_hub(client, sites):
    hub = sites["hub"].hub
    text = get_text(client, f"{hub.url}links/")
    assert "Опыты" in text
    assert "Кружок" in text
    assert "Словари" not in text
    assert text.count("<h1") == 1
    assert 'name="hub"' not in text


def test_the_overview_of_a_hub(client, sites):
    assert "Опыты" in get_text(client, sites["hub"].hub.url)


def test_counts(rf, sites, django_assert_num_queries):
    from sections.useful_sites.sections import LinksHubSection

    hub, child = sites["hub"].hub, sites["child"].hub
    with django_assert_num_queries(1):
        assert LinksHubSection().counts([hub, child], None) == {hub.pk: 2, child.pk: 1}


def add_sites(hub, number):
    sites = UsefulSite.objects.bulk_create(
        UsefulSite(title=f"Сайт {n}", url=f"https://{n}.example.org/", hub=hub, live=True)
        for n in range(number)
    )
    tags = UsefulSite.tagged_items.rel.related_model
    tag = UsefulSiteFactory(hub=hub, tags=["опыты"]).tags.get()
    tags.objects.bulk_create(tags(content_object=site, tag=tag) for site in sites)


@pytest.mark.parametrize(("is_hub", "most"), [(False, 15), (True, 20)])
def test_queries_do_not_depend_on_how_much_there_is(client, register, is_hub, most):
    hub = HubPageFactory()
    url = f"{hub.url}links/" if is_hub else register.url
    add_sites(hub, 10)
    few = count_queries(client, url)
    add_sites(hub, 990)
    assert few <= most
    assert count_queries(client, url) == few
