"""The tool that keeps the catalogues: it must lose nothing and let no gap through."""

import gettext

import polib
import pytest

from scripts import messages
from scripts.messages import Found, faults_of


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """Path of a Russian catalogue with one translation, in a project of its own."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
    path = tmp_path / "locale" / "ru" / "LC_MESSAGES" / "django.po"
    messages.merge(path, {(None, "Hub"): Found("a.py:1")})
    po = polib.pofile(str(path))
    po.find("Hub").msgstr = "Центр"
    po.save(str(path))
    return path


def entry(**fields):
    return polib.POEntry(**fields)


def test_merge_adds_what_is_new_and_keeps_what_is_translated(catalogue):
    messages.merge(catalogue, {(None, "Hub"): Found("a.py:1"), ("menu", "Hub"): Found("b.py:2")})

    po = polib.pofile(str(catalogue))
    assert po.find("Hub", msgctxt=False).msgstr == "Центр"
    assert po.find("Hub", msgctxt="menu").msgstr == ""


def test_a_string_that_comes_back_finds_its_translation(catalogue):
    messages.merge(catalogue, {(None, "File"): Found("a.py:1")})
    assert [gone.msgid for gone in polib.pofile(str(catalogue)).obsolete_entries()] == ["Hub"]

    messages.merge(catalogue, {(None, "Hub"): Found("a.py:1")})
    assert polib.pofile(str(catalogue)).find("Hub").msgstr == "Центр"


def test_merging_twice_changes_nothing(catalogue):
    strings = {
        (None, "Hub"): Found("a.py:1"),
        (None, "%(count)s file"): Found("a.py:2", plural="%(count)s files", comment="Translators:"),
    }
    messages.merge(catalogue, strings)
    first = catalogue.read_text(encoding="utf-8")

    messages.merge(catalogue, strings)
    assert catalogue.read_text(encoding="utf-8") == first


def test_a_string_that_gets_a_plural_asks_for_the_other_forms(catalogue):
    found = Found("a.py:1", plural="Hubs")
    messages.merge(catalogue, {(None, "Hub"): found})

    merged = polib.pofile(str(catalogue)).find("Hub")
    assert merged.msgstr_plural[0] == "Центр"
    assert list(faults_of(merged, found, 3)) == ["needs 3 plural forms"]


def test_compiled_translations_are_what_gettext_reads(catalogue):
    messages.compile_catalogue(catalogue)

    with catalogue.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Hub") == "Центр"


@pytest.mark.parametrize(
    ("translated", "plural", "fault"),
    [
        (None, "", "no translation"),
        (entry(msgid="Hub"), "", "no translation"),
        (entry(msgid="Hub", msgstr="Центр", obsolete=True), "", "no translation"),
        (entry(msgid="Hub", msgstr="Центр", flags=["fuzzy"]), "", "marked as fuzzy"),
        (
            entry(msgid="By %(name)s", msgstr="Автор: %(nam)s"),
            "",
            "other placeholders than in the source",
        ),
        (
            entry(
                msgid="%(n)s file",
                msgid_plural="%(n)s files",
                msgstr_plural={0: "%(n)s файл", 1: "%(n)s файла", 2: "файлов"},
            ),
            "%(n)s files",
            "other placeholders than in the source",
        ),
        (
            entry(
                msgid="%(n)s file",
                msgid_plural="%(n)s files",
                msgstr_plural={0: "%(n)s файл", 1: "%(n)s файла"},
            ),
            "%(n)s files",
            "needs 3 plural forms",
        ),
    ],
)
def test_faults_are_named(translated, plural, fault):
    assert list(faults_of(translated, Found("a.py:1", plural=plural), 3)) == [fault]


def test_a_good_translation_has_no_fault():
    good = entry(msgid="By %(name)s", msgstr="Автор: %(name)s")
    assert list(faults_of(good, Found("a.py:1"), 3)) == []


def test_templates_are_read_whatever_their_indentation(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    template = tmp_path / "page.html"
    template.write_text(
        "<div>\n      <p>{% translate 'One' %}</p>\n   <p title='{% translate \"it's\" %}'>\n"
        "{% blocktranslate trimmed count n=n %}\n   {{ n }} file\n {% plural %}\n"
        "  {{ n }} files{% endblocktranslate %}</p></div>\n{% translate 'May' context 'month' %}",
        encoding="utf-8",
    )
    strings = dict(messages.strings_of(template, True))
    assert set(strings) == {
        (None, "One"),
        (None, "it's"),
        (None, "%(n)s file"),
        ("month", "May"),
    }
    assert strings[None, "%(n)s file"].plural == "%(n)s files"
    assert strings[None, "One"].where == "page.html:2"
