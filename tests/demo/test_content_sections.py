"""The texts of the demo's hubs, pages and registers keep to their schema and to each other."""

import datetime
import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest

from demo.files import FORMATS
from demo.texts import texts
from home.enums import AgeMark, Audience, NoticeTone
from sections.achievements.enums import AchievementLevel, AchievementPlace
from sections.for_parents.enums import LessonKind, Weekday
from sections.official.enums import DocumentKind, DocumentStatus
from subjects.enums import HubColour, HubIcon, HubScope, JoinPolicy

from .reading import (
    FILES,
    addresses,
    bodies,
    file_entries,
    hub_slugs,
    page_paths,
    strings,
)

# What each block must have; what it may have besides.
BLOCKS = {
    "heading": ({"text"}, set()),
    "text": ({"html"}, set()),
    "steps": ({"items"}, set()),
    "table": ({"header", "rows"}, set()),
    "quote": ({"text", "source"}, set()),
    "notice": ({"tone", "text"}, set()),
    "accordion": ({"items"}, set()),
    "link_list": ({"items"}, set()),
    "people": ({"items"}, set()),
    "video": ({"title", "url"}, set()),
    "exercise": ({"title", "url"}, set()),
    "button": ({"text", "url"}, set()),
}
ITEMS = {
    "steps": {"title", "text"},
    "accordion": {"title", "html"},
    "link_list": {"title", "url", "note"},
}
# A page's own body may show people; an announcement and an instruction may not.
ARTICLE_BLOCKS = set(BLOCKS) - {"people"}
TAGS = {"p", "ul", "ol", "li", "b", "i", "a"}


def check_table(table):
    assert table["rows"], table["header"]
    for row in table["rows"]:
        assert len(row) == len(table["header"]), row


@pytest.mark.parametrize("name", FILES)
def test_russian_typography(name):
    found = [
        text
        for text in strings(texts(name))
        if re.search(r'"(?![^<>]*>)| - |\.\.\.|  ', text) or text != text.strip()
    ]
    assert found == []


def test_blocks_keep_to_their_schema():
    for place, body in bodies():
        for block in body:
            required, optional = BLOCKS[block["type"]]
            fields = set(block) - {"type"}
            assert required <= fields <= required | optional, (place, block)
            if block["type"] in ITEMS:
                for item in block["items"]:
                    assert set(item) == ITEMS[block["type"]], (place, item)
            if block["type"] == "table":
                check_table(block)
            if block["type"] == "notice":
                assert block["tone"] in NoticeTone.values, (place, block)
            if block["type"] == "heading":
                assert len(block["text"]) <= 150, (place, block)


def test_only_pages_show_people():
    for place, body in bodies():
        if place.startswith(("announcements/", "help/")):
            assert {block["type"] for block in body} <= ARTICLE_BLOCKS, place


def test_people_are_known():
    known = {person["username"] for person in texts("people")}
    for place, body in bodies():
        for block in body:
            if block["type"] == "people":
                assert set(block["items"]) <= known, place


def test_html_is_plain_and_closed():
    for name in FILES:
        for text in strings(texts(name)):
            opened = Counter(re.findall(r"<([a-z0-9]+)[ >]", text))
            assert set(opened) <= TAGS, text
            assert opened == Counter(re.findall(r"</([a-z0-9]+)>", text)), text


def test_links_lead_to_pages_of_the_demo():
    pages, hubs = page_paths(), hub_slugs()
    for name in FILES:
        for address in addresses(texts(name)):
            scheme, _colon, rest = address.partition(":")
            if scheme == "page":
                assert rest in pages, address
            elif scheme == "view":
                parts = urlsplit(rest)
                assert parts.path.startswith("/"), address
                assert set(parse_qs(parts.query).get("hub", [])) <= hubs, address
            else:
                assert scheme in {"https", "http", "mailto"}, address


def test_files_keep_to_the_shape_of_their_format():
    for place, entry in file_entries():
        assert set(entry) == {"name", "format", "title", "content"}, (place, entry)
        assert entry["format"] in FORMATS, (place, entry)
        assert entry["name"].endswith(f".{entry['format']}"), entry["name"]
        assert len(entry["title"]) <= 200, entry["title"]
        content = entry["content"]
        for table in content.get("sheets", []):
            check_table(table)
        for section in content.get("sections", []):
            assert section["heading"], entry["name"]
            if "table" in section:
                check_table(section["table"])


def test_titles_of_files_are_unique():
    titles = Counter(entry["title"] for _place, entry in file_entries())
    assert [title for title, count in titles.items() if count > 1] == []


def test_site_has_what_every_page_needs():
    site = texts("site")
    assert {"site_name", "strapline", "owner_organisation", "phone", "email", "notice"} <= set(
        site["settings"]
    )
    assert len(site["home"]["searches"]) == 4
    slugs = [page["slug"] for page in site["pages"]]
    assert slugs == ["about", "rules", "privacy", "accessibility", "contacts"]


def test_hubs():
    hubs = texts("hubs")
    moderates = {person["username"]: set(person["moderates"]) for person in texts("people")}
    seen = {"subjects", "communities"}
    documents = {entry["key"]: entry for entry in texts("official")}
    for hub in hubs:
        assert hub["parent"] in seen, hub["slug"]
        seen.add(hub["slug"])
        assert 0 < len(hub["lead"]) <= 120, hub["slug"]
        assert hub["scope"] in HubScope.values
        assert hub["join_policy"] in JoinPolicy.values
        assert hub["colour"] in HubColour.values
        assert hub["icon"] in HubIcon.values
        order = hub["founding_order"]
        document = documents[order["document"]]
        assert (document["number"], document["date"]) == (order["number"], order["date"])
        assert document["hub"] == hub["slug"]
        named = {name for name, slugs in moderates.items() if hub["slug"] in slugs}
        assert set(hub["moderators"]) == named, hub["slug"]
    assert len(seen) == len(hubs) + 2
    subjects = [hub for hub in hubs if hub["parent"] == "subjects"]
    assert len(subjects) == 8
    # Covers that stand side by side are told apart by their colour.
    assert len({hub["colour"] for hub in subjects}) == 8
    assert any(hub["wound_up_on"] for hub in hubs)


def test_announcements():
    entries = texts("announcements")
    assert len(entries) >= 40
    assert len({(entry["hub"], entry["slug"]) for entry in entries}) == len(entries)
    assert {entry["audience"] for entry in entries} == set(Audience.values)
    for entry in entries:
        slug, expires = entry["slug"], entry["expires_in_days"]
        assert entry["hub"] is None or entry["hub"] in hub_slugs(), slug
        assert ("published_days_ago" in entry) != ("go_live_in_days" in entry), slug
        assert 0 < len(entry["title"]) <= 120, slug
        assert 0 < len(entry["lead"]) <= 300, slug
        assert entry["body"], slug
        if expires is not None:
            assert entry["pinned_days"] <= max(expires, 0), slug
            assert expires > -entry.get("published_days_ago", 0), slug
    assert any(entry.get("go_live_in_days") for entry in entries)
    assert any((entry["expires_in_days"] or 0) < 0 for entry in entries)


def test_useful_sites():
    sites = texts("useful_sites")
    assert len(sites) >= 60
    assert len({site["url"] for site in sites}) == len(sites)
    assert len({site["title"] for site in sites}) == len(sites)
    for site in sites:
        assert urlsplit(site["url"]).scheme in {"http", "https"}, site
        assert 0 < len(site["annotation"]) <= 300, site
        assert site["hub"] is None or site["hub"] in hub_slugs(), site
        assert site["audience"] in Audience.values, site
        assert site["age_mark"] in AgeMark.values, site
        assert site["tags"], site


def test_for_parents():
    page = texts("for_parents")
    assert len(page["articles"]) == 5
    assert len(page["timetable"]) >= 12
    assert {entry["kind"] for entry in page["timetable"]} == set(LessonKind.values)
    for entry in page["timetable"]:
        assert set(entry["days"]) <= set(Weekday.values), entry
        assert entry["start"] < entry["end"], entry
        assert entry["place"], entry
        assert entry["leader"], entry
        assert entry["for_whom"], entry
    assert page["documents"]


def test_instructions():
    articles = texts("instructions")
    assert len(articles) >= 10
    assert len({article["slug"] for article in articles}) == len(articles)
    for article in articles:
        assert article["audience"] in Audience.values, article["slug"]
        assert article["service"], article["slug"]
        assert 0 < len(article["lead"]) <= 300, article["slug"]
        assert len(article["steps"]) >= 3, article["slug"]
        for step in article["steps"]:
            assert set(step) <= {"title", "text", "notice"}, step
            assert len(step["title"]) <= 120, step
            assert len(step.get("notice", "")) <= 300, step


def test_official_documents():
    entries = texts("official")
    assert len(entries) >= 32
    documents = {entry["key"]: entry for entry in entries}
    assert len(documents) == len(entries)
    assert {entry["kind"] for entry in entries} == set(DocumentKind.values)
    assert {entry["status"] for entry in entries} == set(DocumentStatus.values)
    for entry in entries:
        following = entry["superseded_by"]
        assert entry["hub"] is None or entry["hub"] in hub_slugs(), entry["key"]
        assert bool(following) == (entry["status"] != DocumentStatus.IN_FORCE), entry["key"]
        if following:
            assert documents[following]["date"] >= entry["date"], entry["key"]
            assert documents[following]["kind"] in {entry["kind"], "order"}, entry["key"]
        assert len(entry["title"]) <= 300, entry["key"]


def test_numbers_are_given_once_a_year_by_each_office():
    numbers = Counter(
        (entry["issuer"], entry["date"].year, entry["number"])
        for entry in texts("official")
        if entry["number"]
    )
    assert [number for number, count in numbers.items() if count > 1] == []


def test_orders_are_numbered_in_the_order_of_their_dates():
    for year in range(2023, 2027):
        orders = sorted(
            (int(entry["number"].removesuffix("-од")), entry["date"])
            for entry in texts("official")
            if entry["date"].year == year and entry["number"].endswith("-од")
        )
        dates = [date for _number, date in orders]
        assert dates == sorted(dates), year


def test_achievements():
    entries = texts("achievements")
    assert len(entries) >= 40
    assert len({(entry["who"], entry["what"]) for entry in entries}) == len(entries)
    assert {entry["level"] for entry in entries} == set(AchievementLevel.values)
    assert {entry["place"] for entry in entries} == set(AchievementPlace.values)
    assert {entry["has_scan"] for entry in entries} == {True, False}
    for entry in entries:
        assert isinstance(entry["date"], datetime.date), entry
        assert entry["hub"] is None or entry["hub"] in hub_slugs(), entry
