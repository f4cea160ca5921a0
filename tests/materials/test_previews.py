"""Pictures of first pages: drawn apart, shown to those who may have the file."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from fpdf import FPDF
from PIL import Image

from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of
from home.uploads.storage import private_storage
from materials.actions import store_file
from materials.models import StoredFile
from materials.previews import draw
from tests.home.uploads.samples import content_of, picture, upload

pytestmark = pytest.mark.django_db


def pdf():
    document = FPDF()
    for text in ("First", "Second"):
        document.add_page()
        document.set_font("helvetica", size=60)
        document.cell(text=text)
    return bytes(document.output())


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def stored(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        file = store_file(upload("Урок.pdf", pdf()))
    return StoredFile.objects.get(pk=file.pk)


def address(material, stored):
    return reverse("materials:preview", args=[material.pk, stored.pk])


def test_the_first_page_is_drawn_when_a_file_is_kept(stored):
    image = Image.open(stored.preview)
    assert image.format == "WEBP" and max(image.size) == 800
    assert image.size == (stored.preview_width, stored.preview_height)
    # There is something on it.
    assert image.convert("L").getextrema()[0] < 60
    assert "Урок" not in stored.preview.name


@pytest.mark.parametrize("extension", ["jpg", "png", "gif", "webp", "avif"])
def test_pictures_become_small(extension):
    stored = store_file(upload(f"x.{extension}", picture(extension, size=(1200, 900))))
    assert draw(stored)
    assert (stored.preview_width, stored.preview_height) == (800, 600)


def test_a_damaged_file_has_no_preview_and_is_not_tried_for_ever(monkeypatch):
    stored = StoredFileFactory(name="Урок.pdf", content=content_of("pdf") + b"nonsense")
    call_command("draw_previews", stdout=io.StringIO())
    stored.refresh_from_db()
    assert not stored.preview and stored.preview_tried_at
    monkeypatch.setattr("materials.management.commands.draw_previews.draw", pytest.fail)
    call_command("draw_previews", stdout=io.StringIO())


@pytest.mark.parametrize("name", ["Урок.txt", "Урок.docx"])
def test_other_files_have_none(name):
    stored = StoredFileFactory(name=name, content=content_of(name[-4:].strip(".")))
    assert not draw(stored)


def test_what_eats_too_much_ends_without_a_preview(monkeypatch):
    monkeypatch.setattr("home.uploads.drawing.limits.MAX_SECONDS", 0.01)
    assert not draw(StoredFileFactory(name="Урок.pdf", content=pdf()))


def test_a_preview_is_served_to_everybody_and_kept_by_the_browser(client, hub, stored):
    material = MaterialFactory(hub=hub, files=[stored])
    response = client.get(address(material, stored))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert "attachment" not in response.get("Content-Disposition", "")
    assert not response.cookies
    assert len(b"".join(response.streaming_content)) == int(response["Content-Length"])
    again = client.get(address(material, stored), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    material.refresh_from_db()
    assert material.download_count == 0


def test_a_drafts_preview_is_for_its_author_and_the_hubs_moderators(client, hub, stored):
    owner = UserFactory()
    draft = MaterialFactory(hub=hub, live=False, owner=owner, files=[stored], with_revision=True)
    assert client.get(address(draft, stored)).status_code == 404
    client.force_login(UserFactory())
    assert client.get(address(draft, stored)).status_code == 404
    client.force_login(moderator_of(HubPageFactory(title="Химия")))
    assert client.get(address(draft, stored)).status_code == 404
    client.force_login(owner)
    assert client.get(address(draft, stored)).status_code == 200


def test_previews_of_other_materials_and_of_none_are_not_there(client, hub, stored):
    material = MaterialFactory(hub=hub, files=[StoredFileFactory()])
    assert client.get(address(material, stored)).status_code == 404
    assert client.get(address(material, material.files.get().stored)).status_code == 404
    gone = MaterialFactory(hub=hub, files=[stored], live=False)
    assert client.get(address(gone, stored)).status_code == 404


def test_the_page_shows_the_preview_beside_the_file(client, hub, stored):
    material = MaterialFactory(hub=hub, files=[(stored, "План урока"), StoredFileFactory()])
    page = client.get(material.url).content.decode()
    assert page.count("material-file-preview") == 1
    assert f'src="{address(material, stored)}"' in page
    assert f'width="{stored.preview_width}" height="{stored.preview_height}"' in page
    assert 'loading="lazy"' in page and 'alt="Первая страница: План урока"' in page


def test_a_preview_goes_with_its_file(stored):
    path = stored.preview.name
    assert private_storage().exists(path)
    StoredFile.objects.update(created_at=timezone.now() - datetime.timedelta(days=30))
    call_command("tidy_files", stdout=io.StringIO())
    assert not StoredFile.objects.exists()
    assert not private_storage().exists(path)
