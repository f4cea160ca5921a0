"""Names of files come out harmless and still readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.uploads import safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Приказ № 5 «Об итогах».docx", "Приказ № 5 «Об итогах».docx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\setup.exe", "setup.exe"),
        ("C:\\Документы\\Урок.DOCX", "Урок.docx"),
        ("exe.\u202efdp", "exe.fdp"),
        ("a\x00b\r\n.pdf", "a b.pdf"),
        ("  много   места .txt", "много места.txt"),
        ("CON.txt", "CON_.txt"),
        (".htaccess", "htaccess"),
        ("...", "file"),
        ("", "file"),
        ("Урок 1.2", "Урок 1.2"),
        ('Урок "Дроби": начало?.pdf', "Урок Дроби начало.pdf"),
    ],
)
def test_names(name, safe):
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_extension_and_fits_a_disk():
    name = safe_name("Я" * 255 + ".docx")
    assert name.endswith("Я.docx")
    assert len(name.encode()) <= 240


@given(st.text(max_size=300))
def test_any_name_is_harmless_and_stays_so(name):
    safe = safe_name(name)
    assert safe
    assert safe not in {".", ".."}
    assert not set(safe) & set('/\\<>:"|?*\x00\n')
    assert len(safe.encode()) <= 255
    assert safe_name(safe) == safe
