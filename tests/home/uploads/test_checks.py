"""Good files are recognised by their content; names and contents that do not agree are told."""

import pytest
from django.core.exceptions import ValidationError

from home.uploads import KNOWN_TYPES, check_upload, type_by_extension

from .samples import content_of, office, picture, upload

ALL = sorted({kind.extension for kind in KNOWN_TYPES} | {"jpeg"})
LIMIT = 5 * 1024 * 1024


def refused(file, allowed=ALL, max_size=LIMIT):
    """Code and message with which ``file`` is refused."""
    with pytest.raises(ValidationError) as caught:
        check_upload(file, allowed, max_size)
    return caught.value.code, caught.value.messages[0]


@pytest.mark.parametrize("extension", ALL)
def test_a_good_file_of_each_kind_is_recognised(extension):
    kind = check_upload(upload(f"Урок.{extension}", content_of(extension)), ALL, LIMIT)
    assert kind == type_by_extension(extension)
    assert kind.media_type
    assert kind.label


def test_the_file_is_rewound_for_whoever_stores_it():
    file = upload("Урок.docx", office("docx"))
    check_upload(file, ALL, LIMIT)
    assert file.tell() == 0


@pytest.mark.parametrize(("inside", "named"), [("docx", "doc"), ("pdf", "docx"), ("png", "jpg")])
def test_a_wrong_extension_is_told_with_the_right_name(inside, named):
    code, message = refused(upload(f"Урок.{named}", content_of(inside)))
    assert code == "mismatch"
    assert f"«Урок.{inside}»" in message


def test_capital_letters_in_the_extension_do_not_matter():
    assert check_upload(upload("УРОК.DOCX", office("docx")), ALL, LIMIT).extension == "docx"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_texts_are_taken_in_the_encodings_of_schools(encoding):
    text = "Контрольная работа № 3".replace("№", "N").encode(encoding)
    assert check_upload(upload("k.txt", text), ALL, LIMIT).media_type == "text/plain"


def test_an_empty_file_is_refused():
    assert refused(upload("Урок.docx", b""))[0] == "empty"


def test_a_file_over_the_limit_is_refused_with_both_sizes_in_megabytes(settings):
    code, message = refused(upload("Урок.txt", b"a" * 1_600_000), max_size=1024 * 1024)
    assert code == "too_large"
    assert "1,5 МБ" in message
    assert "1 МБ" in message


def test_a_kind_that_is_not_wanted_here_is_refused():
    code, message = refused(upload("Урок.docx", office("docx")), allowed=["pdf", "png"])
    assert code == "extension"
    assert "pdf, png" in message


def test_a_name_without_an_extension_is_refused():
    assert refused(upload("Урок", office("docx")))[0] == "extension"


def test_a_cut_picture_is_refused():
    assert refused(upload("Схема.png", picture("png")[:60]))[0] == "damaged"


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr("home.uploads.limits.MAX_PIXELS", 100)
    code, words = refused(upload("Схема.png", picture("png")))
    assert code == "too_many_pixels" and "×" in words


def test_a_picture_too_large_to_be_opened_is_refused_in_whole_words(monkeypatch):
    monkeypatch.setattr("PIL.Image.MAX_IMAGE_PIXELS", 10)
    code, words = refused(upload("Схема.png", picture("png")))
    assert code == "too_many_pixels" and "None" not in words and "(" not in words
