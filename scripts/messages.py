"""Translations without system packages: collect, check and compile the catalogues.

    python scripts/messages.py merge      collect the strings of the sources into each .po
    python scripts/messages.py check      is the Russian catalogue complete and well-formed?
    python scripts/messages.py compile    .po to .mo, where the .po is newer

``compile`` needs polib only, because an installation runs it; the other two read the sources
and need what developers have (Babel).
"""

import argparse
import os
import re
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
COMPLETE = "ru"
WIDTH = 100

SOURCES = [
    "community", "demo", "home", "materials", "search", "sections", "site", "subjects", "templates",
]  # fmt: skip
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}

# Which argument of each function is the text, its plural ("1, 2") and its context ("c").
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "_p": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

HEADERS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
    "(n%100<12 || n%100>14) ? 1 : 2);",
    "en": "nplurals=2; plural=(n != 1);",
}

# The note of an entry that gives a string of a library (Wagtail's own words) in better Russian, or
# in Russian at all: no source of ours has it, and it stays.
OF_LIBRARY = "Of a library."

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[sd]|\{\w*\}")


@dataclass
class Found:
    """A string of the sources: where it stands first, its plural, notes for translators."""

    where: str
    plural: str = ""
    comment: str = ""


def catalogue_paths():
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


# -- Collecting ------------------------------------------------------------------------


def source_files():
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*")):
            in_templates = "templates" in path.relative_to(ROOT).parts
            if path.suffix == ".py" and "migrations" not in path.parts:
                yield path, False
            elif in_templates and path.suffix in TEMPLATE_SUFFIXES:
                yield path, True


def as_python(path):
    """A template with all but its translatable strings blanked out, which reads as Python.

    Indentation goes: it says nothing in a template, and Python would trip over it.
    """
    from django.utils.translation.template import templatize

    text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    return "\n".join(line.strip() for line in text.splitlines())


def strings_of(path, is_template):
    """The translatable strings of one file: (context, text), Found."""
    from babel.messages.extract import extract

    source = as_python(path) if is_template else path.read_text(encoding="utf-8")
    extracted = extract(
        "python", BytesIO(source.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"}
    )
    for line, message, comments, context in extracted:
        text, plural = message if isinstance(message, tuple) else (message, "")
        where = f"{path.relative_to(ROOT)}:{line}"
        yield (context, text), Found(where, plural, "\n".join(comments))


def collect():
    """All translatable strings of the sources: {(context, text): Found}."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False)
    strings = {}
    for path, is_template in source_files():
        for key, found in strings_of(path, is_template):
            known = strings.setdefault(key, found)
            known.plural = known.plural or found.plural
            known.comment = known.comment or found.comment
    return strings


# -- Merging ---------------------------------------------------------------------------


def open_catalogue(path):
    if path.exists():
        return polib.pofile(str(path), wrapwidth=WIDTH)
    catalogue = polib.POFile(wrapwidth=WIDTH)
    language = path.parents[1].name
    catalogue.metadata = {
        "Project-Id-Version": "MethodHub",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": HEADERS[language],
    }
    return catalogue


def take_in(entry, found):
    """Bring an entry in step with the sources; what is translated stays translated."""
    entry.obsolete = False
    entry.comment = found.comment
    if found.plural and not entry.msgid_plural:
        # A form at hand is the first of several; the check names those that are missing.
        entry.msgstr_plural = {0: entry.msgstr}
        entry.msgstr = ""
    entry.msgid_plural = found.plural or entry.msgid_plural
    is_format = PLACEHOLDER.search(entry.msgid + entry.msgid_plural) and "%" in entry.msgid
    if is_format and "python-format" not in entry.flags:
        entry.flags.append("python-format")


def merge(path, strings):
    """Write the strings of the sources into one catalogue.

    Nothing translated is thrown away: a string that the sources no longer have is kept, out of
    use, and comes back with its translation when the string does. Nothing is guessed either.
    """
    catalogue = open_catalogue(path)
    entries = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    for key, found in strings.items():
        if key not in entries:
            entries[key] = polib.POEntry(msgctxt=key[0], msgid=key[1])
            catalogue.append(entries[key])
        take_in(entries[key], found)
    for key in entries.keys() - strings.keys():
        entry = entries[key]
        if entry.tcomment == OF_LIBRARY:
            continue
        entry.obsolete = True
        if not entry.msgstr and not any(entry.msgstr_plural.values()):
            catalogue.remove(entry)
    catalogue.sort(key=lambda entry: (entry.msgctxt or "", entry.msgid))
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    print(f"{path.relative_to(ROOT)}: {len(strings)} strings")


# -- Checking --------------------------------------------------------------------------


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text))


def faults_of(entry, found, forms):
    """What is wrong with one translation; ``forms`` is how many plurals the language has."""
    if entry is None or entry.obsolete:
        yield "no translation"
    elif entry.fuzzy:
        yield "marked as fuzzy"
    elif found.plural:
        texts = [entry.msgstr_plural.get(number, "") for number in range(forms)]
        if entry.msgid_plural != found.plural or not all(texts):
            yield f"needs {forms} plural forms"
        elif any(placeholders(text) != placeholders(found.plural) for text in texts):
            yield "other placeholders than in the source"
    elif not entry.msgstr:
        yield "no translation"
    elif placeholders(entry.msgstr) != placeholders(entry.msgid):
        yield "other placeholders than in the source"


def check(strings):
    """Print each fault of the catalogue that must be complete; tell how many there are."""
    catalogue = open_catalogue(LOCALE / COMPLETE / "LC_MESSAGES" / "django.po")
    forms = int(re.search(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])[1])
    entries = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    faults = 0
    for key, found in sorted(strings.items(), key=lambda item: item[1].where):
        for fault in faults_of(entries.get(key), found, forms):
            print(f"{found.where}: {fault}: {key[1]!r}")
            faults += 1
    print(f"{COMPLETE}: {len(strings)} strings, {faults} faults")
    return faults


# -- Compiling -------------------------------------------------------------------------


def compile_catalogue(path):
    """Write the .mo beside its .po, in one step: a running site may be reading the old one."""
    compiled = path.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime > path.stat().st_mtime:
        return
    fresh = path.with_suffix(f".{os.getpid()}.tmp")
    fresh.write_bytes(polib.pofile(str(path)).to_binary())
    fresh.replace(compiled)
    print(f"* Translations: {compiled.relative_to(ROOT)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["merge", "check", "compile"])
    command = parser.parse_args().command
    if command == "compile":
        for path in catalogue_paths():
            compile_catalogue(path)
        return
    strings = collect()
    if command == "check":
        sys.exit(bool(check(strings)))
    for path in catalogue_paths():
        merge(path, strings)


if __name__ == "__main__":
    main()
