"""Every way into the site by which a file comes: each checks it, each says why not."""

import io

import pytest
from bs4 import BeautifulSoup
from django.test import override_settings
from django.urls import reverse
from wagtail.models import Collection

from home.models import SiteDocument, SiteImage

from .samples import content_of, office, picture, upload

pytestmark = pytest.mark.django_db
PROGRAM = b"MZ\x90\0\x03" + b"\0" * 400
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"

BAD_DOCUMENTS = [
    ("Урок.docx", PROGRAM, "программа"),
    ("Урок.docx", b"", "пуст"),
    ("Урок.docx", office("docx", {"word/vbaProject.bin": b"x"}), "макросы"),
    ("Урок.pdf", office("docx"), "Урок.docx"),
    ("Рисунок.svg", SVG, "SVG"),
    ("Игра.exe", PROGRAM, "не принимаются"),
]
BAD_IMAGES = [
    ("Схема.png", PROGRAM, ""),
    ("Схема.png", b"", "пуст"),
    ("Схема.svg", SVG, ""),
    ("Схема.png", SVG, ""),
    ("Схема.jpg", picture("png"), ""),
]


@pytest.fixture
def collection():
    return Collection.get_first_root_node().pk


def errors_in(response):
    """What the admin's page says against the form, in Russian."""
    html = BeautifulSoup(response.content, "lxml")
    text = " ".join(tag.text for tag in html.select(".error-message, .w-field__errors, .messages"))
    assert any("а" <= letter <= "я" for letter in text.lower())
    return text


@pytest.mark.parametrize(("name", "content", "words"), BAD_DOCUMENTS)
def test_one_document(admin_client, collection, name, content, words):
    response = admin_client.post(
        reverse("wagtaildocs:add"),
        {"title": "Мой урок", "collection": collection, "file": upload(name, content)},
    )
    assert response.status_code == 200
    assert words in errors_in(response)
    assert "“”" not in errors_in(response)  # Nothing is said of a file that is not there.
    assert 'value="Мой урок"' in response.content.decode()
    assert not SiteDocument.objects.exists()


@pytest.mark.parametrize(("name", "content", "words"), BAD_DOCUMENTS)
def test_many_documents(admin_client, collection, name, content, words):
    response = admin_client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": name, "collection": collection, "files[]": upload(name, content)},
        HTTP_X_REQUESTED_WITH="XMLHttpRequest",
    )
    assert response.json()["success"] is False
    assert words in response.json()["error_message"]
    assert not SiteDocument.objects.exists()


@pytest.mark.parametrize(("name", "content", "words"), BAD_DOCUMENTS)
def test_a_document_in_the_chooser(admin_client, collection, name, content, words):
    response = admin_client.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": "Мой урок",
            "document-chooser-upload-collection": collection,
            "document-chooser-upload-file": upload(name, content),
        },
    )
    assert response.status_code == 200
    assert response.json()["step"] == "reshow_creation_form"
    assert words in response.json()["htmlFragment"]
    assert not SiteDocument.objects.exists()


def test_a_document_is_not_replaced_by_a_bad_one(admin_client, collection):
    document = SiteDocument.objects.create(title="План", file=upload("p.pdf", content_of("pdf")))
    response = admin_client.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {"title": "План", "collection": collection, "file": upload("p.pdf", PROGRAM)},
    )
    assert "программа" in errors_in(response)
    document.refresh_from_db()
    assert document.file.read().startswith(b"%PDF")


def test_a_document_keeps_its_file_when_only_the_title_changes(admin_client, collection):
    document = SiteDocument.objects.create(title="План", file=upload("p.pdf", content_of("pdf")))
    response = admin_client.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {"title": "План на год", "collection": collection},
    )
    assert response.status_code == 302


@pytest.mark.parametrize(("name", "content", "words"), BAD_IMAGES)
def test_one_picture(admin_client, collection, name, content, words):
    response = admin_client.post(
        reverse("wagtailimages:add"),
        {"title": "Схема", "collection": collection, "file": upload(name, content)},
    )
    assert response.status_code == 200
    assert words in errors_in(response)
    assert not SiteImage.objects.exists()


@pytest.mark.parametrize(("name", "content", "words"), BAD_IMAGES)
def test_many_pictures(admin_client, collection, name, content, words):
    response = admin_client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": name, "collection": collection, "files[]": upload(name, content)},
        HTTP_X_REQUESTED_WITH="XMLHttpRequest",
    )
    assert response.json()["success"] is False
    assert not SiteImage.objects.exists()


@pytest.mark.parametrize("extension", ["png", "jpg", "webp", "avif", "heic", "gif"])
def test_a_good_picture_is_taken(admin_client, collection, extension):
    response = admin_client.post(
        reverse("wagtailimages:add"),
        {"title": "Схема", "collection": collection,
         "file": upload(f"Схема.{extension}", picture(extension))},
    )  # fmt: skip
    assert response.status_code == 302
    rendition = SiteImage.objects.get().get_rendition("width-10|format-webp")
    assert rendition.width == 10


def test_a_long_cyrillic_name_is_shortened_not_refused(admin_client, collection):
    name = "Рабочая программа " * 7 + ".docx"
    response = admin_client.post(
        reverse("wagtaildocs:add"),
        {"title": "Программа", "collection": collection, "file": upload(name, office("docx"))},
    )
    assert response.status_code == 302
    document = SiteDocument.objects.get()
    assert document.filename.startswith("Рабочая")
    assert document.filename.endswith(".docx")


def test_a_title_that_is_too_long_is_told(admin_client, collection):
    response = admin_client.post(
        reverse("wagtaildocs:add"),
        {"title": "Я" * 300, "collection": collection, "file": upload("a.docx", office("docx"))},
    )
    assert "255" in errors_in(response)


class Zeros(io.RawIOBase):
    """A file of zeros that takes no memory."""

    def __init__(self, name, size):
        self.name, self.size, self.at = name, size, 0

    def read(self, amount=-1):
        left = self.size - self.at
        amount = left if amount < 0 else min(amount, left)
        self.at += amount
        return b"\0" * amount


@override_settings(MAX_UPLOAD_MB=1, MAX_IMAGE_MB=1, WAGTAILDOCS_MAX_UPLOAD_SIZE=1024 * 1024)
def test_a_giant_is_told_its_size_and_is_never_kept(admin_client, collection, monkeypatch):
    kept = []
    from django.core.files.uploadhandler import TemporaryFileUploadHandler

    receive = TemporaryFileUploadHandler.receive_data_chunk

    def watch(self, data, start):
        kept.append(len(data))
        return receive(self, data, start)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", watch)
    response = admin_client.post(
        reverse("wagtaildocs:add"),
        {"title": "Видео", "collection": collection, "file": Zeros("Урок.mp4", 20 * 1024 * 1024)},
    )
    assert response.status_code == 200
    text = errors_in(response)
    assert "20" in text
    assert "МБ" in text
    assert 'value="Видео"' in response.content.decode()
    assert sum(kept) <= 1024 * 1024


def test_a_document_is_served_as_what_it_is(client):
    document = SiteDocument.objects.create(title="План", file=upload("План.docx", office("docx")))
    response = client.get(document.url)
    assert response["Content-Type"].startswith("application/vnd.openxmlformats")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "filename*=UTF-8''" in response["Content-Disposition"]
