"""Uploads: pictures at their places on the disk, documents at their own addresses alone."""

from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from home.models import SiteDocument

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def document():
    file = ContentFile("Приказ".encode(), name="Приказ.txt")
    return SiteDocument.objects.create(title="Приказ", file=file)


@pytest.mark.parametrize("way", ["", "/", "./", "images/../", "%2e/", ".%2F", "/./"])
def test_a_document_is_not_to_be_had_past_the_site(client, document, way):
    assert default_storage.exists(document.file.name)
    response = client.get(f"/media/{way}{quote(document.file.name)}")
    assert response.status_code in {400, 404}


def test_a_document_at_its_address(client, document):
    response = client.get(document.url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content).decode() == "Приказ"
    assert response["Content-Encoding"] == "identity"
    assert client.head(document.url).status_code == 200
    assert client.post(document.url).status_code == 405
    assert client.get(f"/documents/{document.pk}/other.txt").status_code == 404


def test_a_picture_runs_nothing(client):
    name = default_storage.save("original_images/a.webp", ContentFile(b"RIFF"))
    response = client.get(f"/media/{name}")
    assert response.status_code == 200
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", ["", "images/", "../db.sqlite3", "%2e%2e/db.sqlite3", "%00"])
def test_nothing_else(client, address):
    assert client.get(f"/media/{address}").status_code in {400, 404}
