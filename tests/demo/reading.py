"""Reads what is repeated in the texts of the demo: strings, bodies, addresses, files."""

import re

from demo.texts import texts

FILES = [
    "site",
    "hubs",
    "announcements",
    "useful_sites",
    "for_parents",
    "instructions",
    "official",
    "achievements",
]


def walk(value):
    """All dictionaries and strings inside ``value``."""
    if isinstance(value, dict | str):
        yield value
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from walk(item)


def strings(value):
    return [item for item in walk(value) if isinstance(item, str)]


def dictionaries(value):
    return [item for item in walk(value) if isinstance(item, dict)]


def bodies():
    """Every body: where it is, its blocks."""
    for page in texts("site")["pages"]:
        yield f"site/{page['slug']}", page["body"]
    yield "site/home", texts("site")["home"]["body"]
    for slug, section in texts("site")["sections"].items():
        yield f"site/{slug}", section.get("body", [])
    for hub in texts("hubs"):
        yield f"hubs/{hub['slug']}", hub["body"]
    for announcement in texts("announcements"):
        yield f"announcements/{announcement['slug']}", announcement["body"]
    parents = texts("for_parents")
    yield "for-parents", parents["body"]
    for article in parents["articles"]:
        yield f"for-parents/{article['slug']}", article["body"]
    for article in texts("instructions"):
        yield f"help/{article['slug']}", article["body"]


def hub_slugs():
    return {hub["slug"] for hub in texts("hubs")}


def hub_paths():
    """Path of each hub's page by its slug."""
    paths = {"subjects": "subjects", "communities": "communities"}
    for hub in texts("hubs"):
        paths[hub["slug"]] = f"{paths[hub['parent']]}/{hub['slug']}"
    return paths


def page_paths():
    """Paths of all pages that the texts may link to."""
    paths = set(texts("site")["sections"]) | set(hub_paths().values())
    paths |= {page["slug"] for page in texts("site")["pages"]}
    paths |= {f"for-parents/{article['slug']}" for article in texts("for_parents")["articles"]}
    paths |= {f"help/{article['slug']}" for article in texts("instructions")}
    for entry in texts("announcements"):
        place = f"{hub_paths()[entry['hub']]}/" if entry["hub"] else ""
        paths.add(f"{place}announcements/{entry['slug']}")
    return paths


def addresses(value):
    """Addresses in ``url`` fields and in links of HTML."""
    for item in walk(value):
        if isinstance(item, dict) and "url" in item:
            yield item["url"]
        elif isinstance(item, str):
            yield from re.findall(r'href="([^"]*)"', item)


def file_entries():
    """Files to make, with where each is described."""
    for name in FILES:
        for item in dictionaries(texts(name)):
            if "format" in item and "content" in item:
                yield name, item
