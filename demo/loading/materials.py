"""The bank: materials with real files, and collections of them."""

from functools import cache

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile

from demo.factories.materials import MaterialCollectionFactory, MaterialFactory
from demo.files import make_file
from demo.texts import material_texts, texts
from home.uploads.drawing import draw_own_preview
from home.uploads.extraction import extract_own_text
from materials.actions import store_file
from materials.models import Material, MaterialCollection
from materials.previews import draw
from materials.reading import read
from subjects.models import HubPage

from .bodies import raw_blocks
from .dates import days_from_now


@cache
def school_names():
    return {school["key"]: school["name"] for school in texts("schools")}


def load_materials():
    """Create the materials that are missing. Returns them by the keys of the texts."""
    people = {user.username: user for user in get_user_model().objects.all()}
    hubs = {hub.slug: hub for hub in HubPage.objects.all()}
    known = {(material.hub_id, material.title): material for material in Material.objects.all()}
    loaded = {}
    for number, entry in enumerate(material_texts()):
        hub = hubs[entry["hub"]]
        material = known.get((hub.pk, entry["title"]))
        if material is None:
            material = _create(entry, hub, hubs, people, number)
        loaded[entry["slug_key"]] = material
    return loaded


def _create(entry, hub, hubs, people, number):
    authors = [people[username] for username in entry["authors"]]
    published = days_from_now(-entry["published_days_ago"], hour=9 + number % 10)
    downloads = entry["downloads"]
    return MaterialFactory(
        title=entry["title"],
        summary=entry["summary"],
        kind=entry["kind"],
        hub=hub,
        also_in=[hubs[slug] for slug in entry["also_in"] or []],
        grades=entry["grades"],
        tags=entry["tags"],
        authors=authors,
        owner=authors[0],
        school=school_names().get(entry["school"], entry["school"] or ""),
        licence=entry["licence"],
        age_mark=entry["age_mark"],
        external_url=entry["external_url"] or "",
        download_count=downloads,
        body=raw_blocks(entry["body"] or []),
        files=[
            (_store(file, hub, authors[0], downloads), file["title"])
            for file in entry["files"] or []
        ],
        first_published_at=published,
        last_published_at=published,
        with_revision=True,
    )


def _store(file, hub, author, downloads):
    content = make_file(
        file["format"], file["content"], colour=hub.colour, author=author.get_full_name()
    )
    stored = store_file(SimpleUploadedFile(file["name"], content), author)
    stored.download_count = downloads
    stored.save(update_fields=["download_count"])
    read(stored.text, extract=extract_own_text)
    draw(stored, drawer=draw_own_preview)
    return stored


def load_collections(materials):
    """Create the collections that are missing from ``materials`` (by key)."""
    hubs = {hub.slug: hub for hub in HubPage.objects.all()}
    known = set(MaterialCollection.objects.values_list("title", flat=True))
    for entry in texts("collections"):
        if entry["title"] in known:
            continue
        MaterialCollectionFactory(
            title=entry["title"],
            introduction=entry["introduction"],
            hub=hubs[entry["hub"]] if entry["hub"] else None,
            materials=[(materials[item["slug_key"]], item["note"]) for item in entry["items"]],
        )
