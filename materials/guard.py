"""The guard of personal data (S0 3.6): what looks like somebody's telephone, address or a list
of pupils in a work and in its files is shown to the author before it is sent."""

import hashlib
import json
import re
from dataclasses import dataclass
from urllib.parse import unquote

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from home.text.personal_data import find_personal_data
from home.uploads.extraction import place_label
from home.uploads.names import split_extension

from .enums import FileTextStatus
from .models import FileText

CONTEXT = 50
# What is behind the words of a link.
CONTACT_LINK = re.compile(r"(?:mailto|tel):([^\"'\\<>?\s]{3,200})")
# More are not shown one by one: the author sees what is the matter.
MAX_FOUND = 100


@dataclass(frozen=True)
class Found:
    """Personal data in a work: ``where`` names the field or the file, ``place`` the page in it,
    ``before`` and ``after`` are the words around."""

    where: str
    place: str
    kind: str
    kind_label: str
    text: str
    before: str
    after: str

    @property
    def key(self):
        """What a confirmation is kept under: the same words need not be confirmed again."""
        return hashlib.sha256(f"{self.kind}\n{self.text}".encode()).hexdigest()[:20]


def find_in(text, where, place=""):
    """``Found`` of each place of ``text``."""
    for finding in find_personal_data(text):
        yield Found(
            where=where,
            place=place,
            kind=finding.kind.value,
            kind_label=str(finding.kind.label),
            text=finding.text,
            before=text[max(0, finding.start - CONTEXT) : finding.start],
            after=text[finding.end : finding.end + CONTEXT],
        )


def texts_of(version):
    """``(where, place, text)`` of all that readers of ``version`` would read: its fields, its
    body and its files with their names, as far as they have been read."""
    yield _("Title"), "", version.title
    yield _("Summary"), "", version.summary
    yield _("Tags"), "", ", ".join(tag.name for tag in version.tags.all())
    body = [_words_of(block) for block in version.body or []]
    for words in body:
        yield _("Text"), "", words
    for address in _contact_links(version):
        if not any(address in words for words in body):
            yield _("Text"), _("link"), address
    for row in version.files.all():
        yield from _names_of(row)
    stored = [row.stored_id for row in version.files.all() if row.stored_id]
    texts = FileText.objects.filter(stored__in=stored, status=FileTextStatus.READY)
    for text in texts.select_related("stored"):
        for place, words in text.parts:
            yield text.stored.name, place_label(place), words


def _words_of(block):
    return strip_tags(" ".join(map(str, block.block.get_searchable_content(block.value))))


def _contact_links(version):
    """Addresses and numbers behind the words of links."""
    if not version.body:
        return []
    source = json.dumps(version.body.get_prep_value(), ensure_ascii=False, default=str)
    return [unquote(address) for address in CONTACT_LINK.findall(source)]


def _names_of(row):
    """A file's title, and the name under which it is saved: words are joined there by what no
    text has between them."""
    if row.title:
        yield _("Title of a file"), "", row.title
    if row.stored is not None:
        stem, _extension = split_extension(row.stored.name)
        yield _("Name of a file"), "", stem.replace("_", " ")


def findings_of(version):
    """What a reader of ``version`` (a material as it is to be published) would learn of people,
    at most ``MAX_FOUND`` places."""
    found = []
    for where, place, text in texts_of(version):
        for finding in find_in(text, where, place):
            found.append(finding)
            if len(found) == MAX_FOUND:
                return found
    return found


def unread_files(version):
    """Files of ``version`` whose text has not been read yet, or could not be."""
    stored = [row.stored_id for row in version.files.all() if row.stored_id]
    waiting = [FileTextStatus.QUEUED, FileTextStatus.FAILED]
    return FileText.objects.filter(stored__in=stored, status__in=waiting).select_related("stored")
