"""Useful sites and their checks in the admin."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data

from demo.factories.sections import LinkCheckFactory, UsefulSiteFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from sections.useful_sites import checking
from sections.useful_sites.bulk_actions import MOST_AT_ONCE
from sections.useful_sites.checker import Finding
from sections.useful_sites.enums import CheckOutcome, CheckStatus
from sections.useful_sites.models import LinkCheck, UsefulSite

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]


@pytest.fixture
def hub():
    return HubPageFactory(title="Химия")


@pytest.fixture
def moderator_client(client, hub):
    client.force_login(moderator_of(hub))
    return client


def site_url(name, *args):
    return reverse(UsefulSite.snippet_viewset.get_url_name(name), args=args)


def form_data(**fields):
    return nested_form_data(
        {
            "title": "Опыты",
            "url": "https://example.org/",
            "annotation": "",
            "audience": "all",
            "age_mark": "6+",
            "tags": '"опыты"',
            "action-publish": "yes",
            **fields,
        }
    )


def test_a_moderator_adds_a_site_to_her_hub(moderator_client, hub):
    assert moderator_client.get(site_url("add")).status_code == 200
    response = moderator_client.post(site_url("add"), form_data(hub=hub.pk))
    assert response.status_code == 302
    site = UsefulSite.objects.published().get()
    assert site.hub == hub
    assert [tag.name for tag in site.tags.all()] == ["опыты"]


@pytest.mark.parametrize("place", ["other", "nowhere"])
def test_she_cannot_add_it_elsewhere(moderator_client, place):
    pk = HubPageFactory().pk if place == "other" else ""
    response = moderator_client.post(site_url("add"), form_data(hub=pk))
    assert response.status_code == 200
    assert "hub" in response.context["form"].errors
    assert not UsefulSite.objects.exists()


def test_an_editor_may_leave_the_hub_empty(client):
    client.force_login(site_editor())
    assert client.post(site_url("add"), form_data(hub="")).status_code == 302
    assert UsefulSite.objects.get().hub is None


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("javascript:alert(1)", "начинается с"),
        ("ftp://example.org/", "начинается с"),
        ("https://exa mple.org/", "пробелы"),
        ("data:text/html,hello", "начинается с"),
        ("http://", "неверно"),
        ("https://example.org/" + "a" * 600, "500"),
        ("", "Требуется заполнить"),
    ],
)
def test_wrong_addresses_are_explained_and_nothing_is_lost(moderator_client, hub, address, words):
    data = form_data(hub=hub.pk, url=address, annotation="Не теряйте мой текст")
    response = moderator_client.post(site_url("add"), data)
    assert response.status_code == 200
    assert words in str(response.context["form"].errors["url"]).replace("\u00a0", " ")
    assert "Не теряйте мой текст" in response.content.decode()


def test_a_title_of_three_hundred_characters(moderator_client, hub):
    response = moderator_client.post(site_url("add"), form_data(hub=hub.pk, title="Ж" * 300))
    assert response.status_code == 200
    assert "title" in response.context["form"].errors
    assert "Ж" * 300 in response.content.decode()


@pytest.mark.indexed
def test_the_listing_its_search_filters_and_export(moderator_client, hub):
    UsefulSiteFactory(hub=hub, title="Наш сайт об опытах", check_status=CheckStatus.BROKEN)
    UsefulSiteFactory(hub=hub, title="Другой наш")
    UsefulSiteFactory(title="Чужой сайт")
    text = moderator_client.get(site_url("list")).content.decode()
    assert "Наш сайт об опытах" in text
    assert "Чужой сайт" not in text
    text = moderator_client.get(site_url("list"), {"q": "опытах"}).content.decode()
    assert "Наш сайт об опытах" in text
    assert "Другой наш" not in text
    text = moderator_client.get(site_url("list"), {"check_status": "broken"}).content.decode()
    assert "Другой наш" not in text
    response = moderator_client.get(site_url("list"), {"export": "csv"})
    rows = b"".join(response.streaming_content).decode()
    assert "Наш сайт об опытах" in rows
    assert "Чужой сайт" not in rows


@pytest.mark.parametrize("name", ["edit", "delete", "history", "inspect", "usage", "copy"])
def test_her_own_is_open_and_a_foreign_one_is_closed(moderator_client, hub, name):
    own, foreign = UsefulSiteFactory(hub=hub), UsefulSiteFactory(hub=HubPageFactory())
    assert moderator_client.get(site_url(name, own.pk)).status_code == 200
    assert moderator_client.get(site_url(name, foreign.pk)).status_code in {302, 403}


def test_the_preview(moderator_client, hub):
    site = UsefulSiteFactory(hub=hub)
    url = site_url("preview_on_edit", site.pk)
    assert moderator_client.post(url, form_data(hub=hub.pk)).json()["is_valid"]
    assert "Опыты" in moderator_client.get(url).content.decode()


def test_a_draft_comes_without_a_hub_when_it_was_deleted(hub):
    site = UsefulSiteFactory(hub=hub)
    revision = site.save_revision()
    site.hub = None
    site.save()
    hub.delete()
    assert revision.as_object().hub is None


# -- Checking from the listing -----------------------------------------------------------------


def bulk_url(*sites):
    url = reverse("wagtail_bulk_action", args=["useful_sites", "usefulsite", "check_links"])
    return f"{url}?{'&'.join(f'id={site.pk}' for site in sites)}&next={site_url('list')}"


@pytest.fixture
def network(monkeypatch):
    asked = []

    def answer(urls, options):
        asked.extend(urls)
        return {url: Finding(CheckOutcome.NOT_FOUND, 404) for url in urls}

    monkeypatch.setattr(checking, "check_urls", answer)
    return asked


def test_a_moderator_checks_her_sites_now(moderator_client, hub, network):
    own, foreign = UsefulSiteFactory(hub=hub), UsefulSiteFactory()
    url = bulk_url(own, foreign)
    text = moderator_client.get(url).content.decode()
    assert own.title in text
    assert foreign.title not in text
    response = moderator_client.post(url, follow=True)
    assert network == [own.url]
    assert LinkCheck.objects.get().site == own
    assert "без хорошего ответа: 1" in response.content.decode()


def test_without_a_way_out_the_editor_is_told(moderator_client, hub, monkeypatch):
    silent = Finding(CheckOutcome.TIMEOUT)
    monkeypatch.setattr(checking, "check_urls", lambda urls, options: dict.fromkeys(urls, silent))
    sites = UsefulSiteFactory.create_batch(5, hub=hub)
    response = moderator_client.post(bulk_url(*sites), follow=True)
    assert "нет выхода" in response.content.decode().replace("\u00a0", " ")
    assert not LinkCheck.objects.exists()


def test_foreign_sites_alone_are_refused(moderator_client, network):
    foreign = UsefulSiteFactory()
    assert moderator_client.post(bulk_url(foreign)).status_code in {302, 403}
    assert network == []


def test_no_more_than_one_can_wait_for(moderator_client, hub, network):
    sites = UsefulSiteFactory.create_batch(MOST_AT_ONCE + 1, hub=hub)
    assert "не больше" in moderator_client.get(bulk_url(*sites)).content.decode().replace(
        "\u00a0", " "
    )
    moderator_client.post(bulk_url(*sites))
    assert network == []


# -- The register of checks ----------------------------------------------------------------------


def check_url(name, *args):
    return reverse(f"useful_sites_linkcheck_modeladmin_{name}", args=args)


def test_the_register_of_checks(moderator_client, hub):
    own = LinkCheckFactory(site__hub=hub, site__title="Наш сайт")
    foreign = LinkCheckFactory(site__title="Чужой сайт")
    response = moderator_client.get(check_url("index"))
    text = response.content.decode()
    assert "Наш сайт" in text
    assert "Чужой сайт" not in text
    assert moderator_client.get(check_url("inspect", own.pk)).status_code == 200
    assert moderator_client.get(check_url("inspect", foreign.pk)).status_code in {302, 403}
    for query in [{"outcome__exact": "ok"}, {"q": "Наш"}, {"export": "xlsx"}, {"export": "csv"}]:
        assert moderator_client.get(check_url("index"), query).status_code == 200


def test_nobody_writes_checks_by_hand(client):
    client.force_login(site_editor())
    check = LinkCheckFactory()
    assert client.get(check_url("create")).status_code in {302, 403}
    for name in ["edit", "delete"]:
        assert client.get(check_url(name, check.pk)).status_code in {302, 403}
