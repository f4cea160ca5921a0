"""What becomes of a file on its way into the store: pictures forget where they were taken,
an antivirus is asked, and a file that somebody made on purpose is refused."""

import functools
import io
import socket
import struct
import subprocess
import sys
import threading
import zlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, PngImagePlugin

from demo.factories.members import UserFactory
from home.uploads.metadata import strip
from materials.actions import store_file
from materials.models import StoredFile
from tests.home.uploads.samples import office, picture, upload, zipped

pytestmark = pytest.mark.django_db

GPS, ORIENTATION, CAMERA = 0x8825, 0x0112, 0x010F
SECRET = b"Zarechny, Shkolnaya 5"


def exif(orientation=1):
    data = Image.Exif()
    data[CAMERA] = "Camera of Ivanova"
    data[ORIENTATION] = orientation
    data.get_ifd(GPS).update({1: "N", 2: (55.0, 45.0, 21.0), 3: "E", 4: (37.0, 37.0, 2.0)})
    return data


def photo(kind, orientation=1, **options):
    """A picture with a red left half and all that cameras and editors hide in one."""
    image = Image.new("RGB", (64, 40), "blue")
    image.paste("red", (0, 0, 32, 40))
    buffer = io.BytesIO()
    if kind == "JPEG":
        options |= {"comment": SECRET, "quality": 95}
    elif kind == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_itxt("Comment", SECRET.decode())
    elif kind == "WEBP":
        options |= {"xmp": b"<x>" + SECRET + b"</x>", "lossless": True}
    image.save(buffer, kind, exif=exif(orientation), **options)
    return buffer.getvalue()


def stored_picture(stored):
    content = stored.file.read()
    assert stored.size == len(content)
    return content, Image.open(io.BytesIO(content))


def is_clean(content, image):
    return not image.getexif() and not any(
        word in content for word in (SECRET, b"Exif\0", b"eXIf", b"EXIF", b"XMP ", b"Ivanova")
    )


@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_picture_forgets_where_it_was_taken_and_keeps_each_pixel(kind, extension):
    original = photo(kind)
    assert not is_clean(original, Image.open(io.BytesIO(original)))
    stored = store_file(upload(f"Доска.{extension}", original))
    content, image = stored_picture(stored)
    assert is_clean(content, image)
    assert stored.name == f"Доска.{extension}" and stored.extension == extension
    assert image.tobytes() == Image.open(io.BytesIO(original)).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_lies_on_its_side_is_turned(kind):
    stored = store_file(upload(f"Доска.{kind.lower()}", photo(kind, orientation=6)))
    content, image = stored_picture(stored)
    assert image.size == (40, 64) and is_clean(content, image)
    red, _green, blue = image.convert("RGB").getpixel((20, 8))
    assert red > 200 > blue
    assert stored.name.endswith(f".{stored.extension}") or kind == "JPEG"


def test_a_clean_picture_stays_as_it_came():
    for extension in ("jpg", "png", "webp", "gif", "avif"):
        original = picture(extension)
        assert store_file(upload(f"x.{extension}", original)).file.read() == original


def test_what_hangs_on_behind_a_picture_goes():
    tail = zipped({"run.exe": b"MZ" * 500})
    for kind, extension in [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")]:
        content = store_file(upload(f"x.{extension}", photo(kind) + tail)).file.read()
        assert b"run.exe" not in content


def test_a_heic_becomes_a_jpeg():
    buffer = io.BytesIO()
    Image.new("RGB", (64, 40), "red").save(buffer, "HEIF", exif=exif().tobytes())
    stored = store_file(upload("Лист 1.HEIC", buffer.getvalue()))
    content, image = stored_picture(stored)
    assert (stored.name, stored.extension, stored.media_type) == ("Лист 1.jpg", "jpg", "image/jpeg")
    assert image.format == "JPEG" and image.size == (64, 40) and is_clean(content, image)


def test_the_same_photo_sent_twice_is_kept_once():
    buffer, person = io.BytesIO(), UserFactory()
    Image.new("RGB", (64, 40), "red").save(buffer, "HEIF")
    first, second = (store_file(upload("x.heic", buffer.getvalue()), person) for _n in range(2))
    assert first == second


def test_a_damaged_photo_is_refused():
    whole = photo("JPEG", orientation=6)
    broken = whole[: whole.index(b"\xff\xdb") + 20]
    with pytest.raises(ValidationError):
        store_file(upload("x.jpg", broken))
    assert not StoredFile.objects.exists()


def test_documents_are_not_touched():
    content = office("docx", {"docProps/core.xml": "<x>Иванова</x>"})
    assert store_file(upload("План.docx", content)).file.read() == content


@pytest.mark.parametrize("extension", ["jpg", "png", "webp"])
def test_no_cut_or_bent_picture_breaks_the_cleaning(extension):
    whole = photo({"jpg": "JPEG"}.get(extension, extension.upper()))
    for at in range(4, len(whole), 7):
        for bent in (whole[:at], whole[:at] + b"\xff\x00\x00" + whole[at:]):
            try:
                strip(bent, extension)
            except (ValueError, IndexError, struct.error):
                continue


# -- Hostile files -----------------------------------------------------------------------

PROGRAM = b"MZ\x90\0\x03" + b"\0" * 400
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@functools.cache
def bomb():
    """A fraction of a megabyte that unpacks to a thousand times as much."""
    return zipped({"Урок.txt": bytes(160 * 1024 * 1024)})


def text_bomb():
    """A text of Word with eight million empty paragraphs."""
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = b"<w:p/>" * 8_000_000
    return b"<w:document xmlns:w='%s'><w:body>%s</w:body></w:document>" % (space, text)


def pdf_of_pages(number):
    """A PDF of so many empty pages."""
    kids = b" ".join(b"%d 0 R" % (page + 3) for page in range(number))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (number, kids),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>"] * number,
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for key, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (key, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    )
    return bytes(out) + end % (size, table, size, len(out))


def large_picture():
    """A PNG of a few hundred bytes that claims 40,000 x 40,000 pixels."""
    content = bytearray(picture("png"))
    struct.pack_into(">LL", content, 16, 40_000, 40_000)
    struct.pack_into(">L", content, 29, zlib.crc32(content[12:29]))
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("Урок.zip", bomb, "archive_bomb"),
        ("Урок.docx", bomb, "archive_bomb"),
        ("Урок.zip", lambda: zipped({"../../etc/cron.d/x": "x"}), "unsafe_archive"),
        ("Урок.zip", lambda: zipped({"Игра.exe": PROGRAM}), "program"),
        ("Урок.pdf", lambda: PROGRAM + b"%PDF-1.7", "mismatch"),
        ("Урок.docx", lambda: office("docx", {"word/vbaProject.bin": b"x"}), "macros"),
        ("Урок.docm", lambda: office("docx"), "macros"),
        ("Рисунок.svg", lambda: SVG, "extension"),
        ("Рисунок.png", lambda: SVG, "mismatch"),
        ("Рисунок.png", large_picture, "too_many_pixels"),
        ("Урок.jpg", lambda: b"%PDF-1.7\n", "mismatch"),
        ("Урок.txt", lambda: PROGRAM, "mismatch"),
    ],
)
def test_hostile_files_are_refused_with_a_reason(name, content, code):
    with pytest.raises(ValidationError) as caught:
        store_file(upload(name, content()))
    assert caught.value.code == code and caught.value.messages[0]
    assert not StoredFile.objects.exists()


def test_a_pdf_that_is_an_archive_too_is_only_a_pdf():
    polyglot = b"%PDF-1.7\n1 0 obj\n" + zipped({"run.exe": PROGRAM})
    stored = store_file(upload("Урок.pdf", polyglot))
    assert stored.media_type == "application/pdf"
    with pytest.raises(ValidationError):
        store_file(upload("Урок.zip", polyglot))


def test_memory_stays_bounded_whatever_comes(tmp_path):
    """The server's own process checks everything there is, and grows by little."""
    (tmp_path / "Урок.pdf").write_bytes(pdf_of_pages(10_000))
    (tmp_path / "Урок.zip").write_bytes(bomb())
    (tmp_path / "Урок.docx").write_bytes(office("docx", {"word/document.xml": text_bomb()}))
    large = Image.new("RGB", (7700, 7700), "red")
    large.save(tmp_path / "Фото.jpg", "JPEG", exif=exif(6), quality=50)
    large.reduce(3).save(tmp_path / "Фото.heic", "HEIF", quality=20)
    script = Path(__file__).with_name("store_all.py")
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path)], capture_output=True, text=True, check=True
    )
    grown, largest_child = map(int, done.stdout.split()[-2:])
    assert grown < 120, done.stdout
    assert largest_child < 1024, done.stdout


# -- Antivirus ---------------------------------------------------------------------------


class FakeClamd(threading.Thread):
    """Answers one INSTREAM like clamd does, or breaks off."""

    def __init__(self, answer):
        super().__init__(daemon=True)
        self.answer, self.heard = answer, b""
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]

    def run(self):
        line, _address = self.server.accept()
        with line, line.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while length := struct.unpack("!L", stream.read(4))[0]:
                self.heard += stream.read(length)
            line.sendall(self.answer)


@pytest.fixture
def clamd(settings):
    def start(answer):
        server = FakeClamd(answer)
        server.start()
        settings.CLAMAV_HOST, settings.CLAMAV_PORT = "127.0.0.1", server.port
        return server

    return start


def code_of_refusal(file):
    with pytest.raises(ValidationError) as caught:
        store_file(file)
    assert not StoredFile.objects.exists()
    return caught.value.code


def test_a_file_that_the_antivirus_passes(clamd):
    server = clamd(b"stream: OK\0")
    content = b"lesson " * 100_000
    assert store_file(upload("Урок.txt", content)).file.read() == content
    server.join(5)
    assert server.heard == content


def test_an_infected_file_is_refused_by_its_name(clamd):
    clamd(b"stream: Win.Test.EICAR_HDB-1 FOUND\0")
    with pytest.raises(ValidationError) as caught:
        store_file(upload("Урок.txt", b"x"))
    assert "Win.Test.EICAR_HDB-1" in caught.value.messages[0]


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: "])
def test_an_antivirus_that_says_nothing_sensible_lets_nothing_in(clamd, answer):
    clamd(answer)
    assert code_of_refusal(upload("Урок.txt", b"x")) == "antivirus_unavailable"


def test_an_antivirus_that_is_not_there_lets_nothing_in(settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMAV_HOST, settings.CLAMAV_PORT = server.getsockname()
    file = upload("Урок.txt", b"x")
    with pytest.raises(ValidationError) as caught:
        store_file(file)
    assert "попробуйте позже" in caught.value.messages[0].lower()


def test_an_antivirus_that_keeps_silent_is_not_waited_for(clamd, monkeypatch, settings):
    monkeypatch.setattr("home.uploads.antivirus.TOTAL_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CLAMAV_HOST, settings.CLAMAV_PORT = silent.getsockname()
        assert code_of_refusal(upload("Урок.txt", b"x")) == "antivirus_unavailable"
