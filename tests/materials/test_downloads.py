"""Files: only those of published materials, by the right name, counted without a trace of
the reader."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone

from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of
from materials.models import FileDownloads, GoneMaterial, MaterialFile

pytestmark = pytest.mark.django_db

CONTENT = "Сравните дроби 5/9 и 7/9.".encode()


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def stored():
    return StoredFileFactory(name="Карточки «Дроби» № 5.txt", content=CONTENT)


@pytest.fixture
def material(hub, stored):
    return MaterialFactory(hub=hub, files=[stored], with_revision=True)


def file_url(material, stored):
    return reverse("materials:file", args=[material.pk, stored.pk])


def body(response):
    return b"".join(response.streaming_content)


def counted(material, stored):
    material.refresh_from_db()
    stored.refresh_from_db()
    days = FileDownloads.objects.filter(material=material, stored=stored)
    assert material.download_count == stored.download_count == sum(day.count for day in days)
    return material.download_count


def test_a_file_comes_whole_with_its_type_and_its_cyrillic_name(client, material, stored):
    response = client.get(file_url(material, stored))
    assert response.status_code == 200
    assert body(response) == CONTENT
    assert response["Content-Type"] == "text/plain"
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["Content-Disposition"] == (f"attachment; filename*=utf-8''{quote(stored.name)}")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert not response.cookies


def test_a_file_is_never_packed_on_the_way(client, material):
    long = StoredFileFactory(name="Длинный.txt", content=b"abc " * 500)
    material.files.add(MaterialFile(stored=long, sort_order=1))
    material.save()
    headers = {"Accept-Encoding": "gzip"}
    whole = client.get(file_url(material, long), headers=headers)
    assert whole["Content-Length"] == "2000"
    assert body(whole) == b"abc " * 500
    part = client.get(file_url(material, long), headers={**headers, "Range": "bytes=0-999"})
    assert body(part) == b"abc " * 250


def test_downloads_are_counted_by_day(client, material, stored):
    for _n in range(3):
        client.get(file_url(material, stored))
    assert counted(material, stored) == 3
    day = FileDownloads.objects.get()
    assert day.date == timezone.localdate() and day.count == 3


def test_looking_and_going_on_are_not_counted(client, material, stored):
    url = file_url(material, stored)
    head = client.head(url)
    assert head.status_code == 200
    assert head["Content-Length"] == str(len(CONTENT))
    rest = client.get(url, headers={"Range": "bytes=10-"})
    assert rest.status_code == 206 and body(rest) == CONTENT[10:]
    same = client.get(url, headers={"If-None-Match": head["ETag"]})
    assert same.status_code == 304
    assert counted(material, stored) == 0
    first = client.get(url, headers={"Range": "bytes=0-9"})
    assert first.status_code == 206 and body(first) == CONTENT[:10]
    assert first["Content-Range"] == f"bytes 0-9/{len(CONTENT)}"
    assert counted(material, stored) == 1


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=-5", 206, CONTENT[-5:]),
        ("bytes=0-100000", 206, CONTENT),
        ("bytes=9-3", 200, CONTENT),
        ("bytes=0-1,3-4", 200, CONTENT),
        ("lines=1-2", 200, CONTENT),
        ("bytes=-", 200, CONTENT),
        (f"bytes={'9' * 5000}-", 200, CONTENT),
        (f"bytes=0-{'9' * 5000}", 200, CONTENT),
        ("bytes=100000-", 416, b""),
        ("bytes=-0", 416, b""),
    ],
)
def test_parts_of_a_file(client, material, stored, asked, status, part):
    response = client.get(file_url(material, stored), headers={"Range": asked})
    assert response.status_code == status
    assert (body(response) if response.streaming else response.content) == part


def test_a_part_of_another_file_is_sent_whole(client, material, stored):
    headers = {"Range": "bytes=5-", "If-Range": '"another"'}
    response = client.get(file_url(material, stored), headers=headers)
    assert response.status_code == 200 and body(response) == CONTENT


def test_only_get_and_head(client, material, stored):
    assert client.post(file_url(material, stored)).status_code == 405


def test_a_drafts_file_is_not_reachable(client, hub, stored):
    draft = MaterialFactory(hub=hub, live=False, files=[stored], with_revision=True)
    url = file_url(draft, stored)
    assert client.get(url).status_code == 404
    client.force_login(UserFactory())
    assert client.get(url).status_code == 404
    client.force_login(moderator_of(HubPageFactory(title="Биология")))
    assert client.get(url).status_code == 404
    client.force_login(moderator_of(hub))
    response = client.get(url)
    assert response.status_code == 200 and body(response) == CONTENT
    assert counted(draft, stored) == 0


def test_the_owner_reaches_her_drafts_file(client, hub, stored):
    owner = UserFactory()
    draft = MaterialFactory(hub=hub, live=False, owner=owner, files=[stored])
    client.force_login(owner)
    assert client.get(file_url(draft, stored)).status_code == 200


def test_a_file_added_to_a_draft_of_a_published_material(client, hub, material):
    new = StoredFileFactory(name="Ещё не готово.txt")
    material.files.add(MaterialFile(stored=new, sort_order=1))
    material.save_revision()
    assert client.get(file_url(material, new)).status_code == 404
    client.force_login(moderator_of(hub))
    assert client.get(file_url(material, new)).status_code == 200


def test_another_materials_file_is_not_reachable_through_this_one(client, material):
    foreign = StoredFileFactory(name="Чужой.txt")
    assert client.get(file_url(material, foreign)).status_code == 404
    client.force_login(moderator_of(material.hub))
    assert client.get(file_url(material, foreign)).status_code == 404


def test_a_withdrawn_material_is_gone_with_its_files(client, hub, material, stored):
    material.unpublish()
    response = client.get(file_url(material, stored))
    assert response.status_code == 410
    assert hub.title in response.content.decode()
    client.force_login(moderator_of(hub))
    assert client.get(file_url(material, stored)).status_code == 200


def test_a_deleted_material_is_gone_and_a_deleted_draft_never_was(client, hub, material, stored):
    draft = MaterialFactory(hub=hub, live=False, files=[stored])
    draft_url, url, page = file_url(draft, stored), file_url(material, stored), material.url
    draft.delete()
    material.delete()
    assert GoneMaterial.objects.count() == 1
    assert client.get(url).status_code == 410
    response = client.get(page)
    assert response.status_code == 410
    assert hub.title in response.content.decode()
    assert client.get(draft_url).status_code == 404


def test_files_lie_apart_from_the_public_ones_under_names_that_cannot_be_guessed(stored, settings):
    assert "Карточки" not in stored.file.name
    assert len(stored.file.name) > 40
    assert not Path(stored.file.path).is_relative_to(settings.MEDIA_ROOT)
