"""The demo's bank of materials keeps to its schema, its vocabulary and Russian typography."""

import re
from collections import Counter

import pytest

from demo.files import FORMATS
from demo.texts import material_texts, texts
from home.enums import AgeMark, NoticeTone
from materials.enums import Licence, MaterialKind

from .reading import strings

KEYS = {
    "slug_key",
    "title",
    "summary",
    "kind",
    "grades",
    "tags",
    "authors",
    "school",
    "licence",
    "age_mark",
    "published_days_ago",
    "downloads",
    "also_in",
    "external_url",
    "body",
    "files",
    "hub",
}
BLOCKS = {
    "heading": {"text"},
    "text": {"html"},
    "steps": {"items"},
    "table": {"header", "rows"},
    "quote": {"text", "source"},
    "notice": {"tone", "text"},
}
TAGS = {"p", "ul", "ol", "li", "b", "i", "a"}
SECTION_PARTS = {"paragraphs", "bullets", "numbered", "table"}
# Links and formulas are not prose: their quotes and signs are not typography.
BAD_TYPOGRAPHY = re.compile(r'"| - |\.\.\.|  |\s[,;!?]|[а-яё»] :|[^\s(«„]—|—[^\s,.…)»“]')


@pytest.fixture(scope="module")
def materials():
    return material_texts()


@pytest.fixture(scope="module")
def files(materials):
    return [(entry["slug_key"], file) for entry in materials for file in entry["files"]]


def check_table(place, table):
    assert table["header"], place
    assert table["rows"], place
    for row in table["rows"]:
        assert len(row) == len(table["header"]), (place, row)


def test_there_are_enough_materials_of_every_kind(materials, files):
    assert len(materials) >= 88
    assert len(files) >= 110
    assert {entry["kind"] for entry in materials} == set(MaterialKind.values)
    assert {file["format"] for _key, file in files} == set(FORMATS)
    assert {grade for entry in materials for grade in entry["grades"]} == set(range(12))
    assert {entry["licence"] for entry in materials} == set(Licence.values)


def test_keys_and_titles_are_unique(materials):
    for field in ("slug_key", "title", "summary"):
        counts = Counter(entry[field] for entry in materials)
        assert [value for value, count in counts.items() if count > 1] == [], field


def test_fields_keep_to_what_is_known(materials):
    people = {person["username"]: person for person in texts("people")}
    schools = {school["key"] for school in texts("schools")}
    hubs = {hub["slug"] for hub in texts("hubs")}
    for entry in materials:
        place = entry["slug_key"]
        assert set(entry) == KEYS, place
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", place), place
        assert 0 < len(entry["title"]) <= 150, place
        assert 0 < len(entry["summary"]) <= 400, place
        assert entry["kind"] in MaterialKind.values, place
        assert entry["licence"] in Licence.values, place
        assert entry["age_mark"] in AgeMark.values, place
        assert entry["grades"] == sorted(set(entry["grades"])), place
        assert set(entry["grades"]) <= set(range(12)), place
        assert entry["grades"], place
        assert entry["authors"], place
        assert {people[name]["role"] for name in entry["authors"]} == {"teacher"}, place
        assert entry["school"] in schools, place
        assert {entry["hub"], *entry["also_in"]} <= hubs, place
        assert entry["hub"] not in entry["also_in"], place
        assert entry["published_days_ago"] > 0, place
        assert entry["downloads"] >= 0, place


def test_nothing_is_published_after_its_hub_was_wound_up(materials):
    archives = {hub["slug"] for hub in texts("hubs") if hub["wound_up_on"]}
    for entry in materials:
        assert not archives & set(entry["also_in"]), entry["slug_key"]
        # The dates of the demo count from the day it is loaded, the winding-up has its own date.
        assert (entry["published_days_ago"] > 450) == (entry["hub"] in archives), entry["slug_key"]


def test_tags_come_from_the_vocabulary(materials):
    vocabulary = texts("tags")
    assert len(set(vocabulary)) == len(vocabulary)
    for entry in materials:
        assert 3 <= len(set(entry["tags"])) == len(entry["tags"]) <= 6, entry["slug_key"]
    used = {tag for entry in materials for tag in entry["tags"]}
    assert used == set(vocabulary)


def test_addresses_are_of_the_made_up_network(materials):
    for entry in materials:
        address = entry["external_url"]
        assert not address or re.match(r"https://[a-z.]*example\.org/", address), address
        assert entry["files"] or address, entry["slug_key"]
        if entry["kind"] in {MaterialKind.VIDEO, MaterialKind.VIRTUAL_WORK}:
            assert address, entry["slug_key"]


def test_bodies_keep_to_the_schema(materials):
    for entry in materials:
        place = entry["slug_key"]
        assert 2 <= len(entry["body"]) <= 8, place
        for block in entry["body"]:
            assert set(block) == BLOCKS[block["type"]] | {"type"}, (place, block)
            if block["type"] == "table":
                check_table(place, block)
            elif block["type"] == "notice":
                assert block["tone"] in NoticeTone.values, place
            elif block["type"] == "steps":
                assert all(set(item) == {"title", "text"} for item in block["items"]), place
            elif block["type"] == "text":
                opened = re.findall(r"<([a-z0-9]+)[ >]", block["html"])
                assert set(opened) <= TAGS, place
                closed = re.findall(r"</([a-z0-9]+)>", block["html"])
                assert Counter(opened) == Counter(closed), place


def test_files_keep_to_the_shape_of_their_format(files):
    for place, file in files:
        assert set(file) == {"name", "format", "title", "content"}, place
        assert file["format"] in FORMATS, place
        assert file["name"].endswith(f".{file['format']}"), place
        assert not set(file["name"]) & set('\\/:*?"<>|'), file["name"]
        content = file["content"]
        for sheet in content.get("sheets", []):
            assert 0 < len(sheet["name"]) <= 31, place
            check_table(place, sheet)
        for section in content.get("sections", []):
            assert section["heading"], place
            assert SECTION_PARTS & set(section), (place, section["heading"])
            if "table" in section:
                check_table(place, section["table"])
        if file["format"] == "pptx":
            assert 6 <= len(content["slides"]) <= 12, place
            assert all(slide["bullets"] for slide in content["slides"]), place
        if file["format"] == "png":
            assert 4 <= len(content["labels"]) <= 8, place


def test_texts_of_files_are_substantial(files):
    for place, file in files:
        if file["format"] in {"docx", "odt", "pdf"}:
            words = sum(len(re.findall(r"\w+", text)) for text in strings(file["content"]))
            assert 140 <= words <= 650, (place, file["name"], words)


def test_titles_of_files_tell_them_apart(materials):
    for entry in materials:
        for field in ("name", "title"):
            values = [file[field] for file in entry["files"]]
            assert len(set(values)) == len(values), entry["slug_key"]


def test_russian_typography(materials):
    found = [
        (entry["slug_key"], text)
        for entry in [*materials, *({"slug_key": c["title"], **c} for c in texts("collections"))]
        for text in strings(entry)
        if not text.startswith(("=", "http")) and BAD_TYPOGRAPHY.search(text)
    ]
    assert found == []


def test_collections(materials):
    collections = texts("collections")
    known = {entry["slug_key"] for entry in materials}
    hubs = {hub["slug"] for hub in texts("hubs")}
    assert len(collections) >= 7
    assert len({entry["title"] for entry in collections}) == len(collections)
    for entry in collections:
        assert set(entry) == {"title", "introduction", "hub", "items"}, entry["title"]
        assert entry["hub"] is None or entry["hub"] in hubs, entry["title"]
        assert entry["introduction"].count("<p>") == 2, entry["title"]
        keys = [item["slug_key"] for item in entry["items"]]
        assert 4 <= len(set(keys)) == len(keys) <= 8, entry["title"]
        assert set(keys) <= known, entry["title"]
        assert all(item["note"] for item in entry["items"]), entry["title"]
