"""The guard of personal data (S0 3.6): what looks like somebody's telephone, address or a list
of pupils in a work and in its files is shown to the author before it is sent."""

import hashlib
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from home.text.personal_data import find_personal_data
from home.uploads.extraction import place_label

from .enums import FileTextStatus
from .models import FileText

CONTEXT = 50
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
    body and its files, as far as they have been read."""
    yield _("Title"), "", version.title
    yield _("Summary"), "", version.summary
    for block in version.body or []:
        yield (
            _("Text"),
            "",
            strip_tags(" ".join(map(str, block.block.get_searchable_content(block.value)))),
        )
    stored = [row.stored_id for row in version.files.all() if row.stored_id]
    texts = FileText.objects.filter(stored__in=stored, status=FileTextStatus.READY)
    for text in texts.select_related("stored"):
        for place, words in text.parts:
            yield text.stored.name, place_label(place), words


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
