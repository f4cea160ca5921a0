"""What a conversion tells the author of: each note is a code with a number of times."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

EQUATION = "equation"
PICTURE_KIND = "picture_kind"
PICTURE_LOST = "picture_lost"
CHART = "chart"
OBJECT = "object"
HEADER = "header"
COMMENT = "comment"
BAD_LINK = "bad_link"
LOOK = "look"
HEADINGS_JOINED = "headings_joined"
TRACKED = "tracked"
LOST = "lost"


def _words(code, number):
    n = {"n": number}
    if code == EQUATION:
        return (
            ngettext(
                "%(n)s formula became a line of text: look whether it reads well.",
                "%(n)s formulas became lines of text: look whether they read well.",
                number,
            )
            % n
        )
    if code == LOST:
        return (
            ngettext(
                "Words of %(n)s paragraph could not be carried over; they are in the attached "
                "document.",
                "Words of %(n)s paragraphs could not be carried over; they are in the attached "
                "document.",
                number,
            )
            % n
        )
    if code == PICTURE_KIND:
        return (
            ngettext(
                "%(n)s drawing of an old kind (WMF, EMF) cannot be shown on the web; it is in the "
                "attached document.",
                "%(n)s drawings of an old kind (WMF, EMF) cannot be shown on the web; they are in "
                "the attached document.",
                number,
            )
            % n
        )
    if code == PICTURE_LOST:
        return (
            ngettext(
                "%(n)s picture is damaged or too large and was left out.",
                "%(n)s pictures are damaged or too large and were left out.",
                number,
            )
            % n
        )
    if code == CHART:
        return (
            ngettext(
                "%(n)s chart or diagram stays only in the attached document.",
                "%(n)s charts or diagrams stay only in the attached document.",
                number,
            )
            % n
        )
    if code == OBJECT:
        return (
            ngettext(
                "%(n)s embedded object stays only in the attached document.",
                "%(n)s embedded objects stay only in the attached document.",
                number,
            )
            % n
        )
    if code == COMMENT:
        return (
            ngettext(
                "%(n)s remark in the margin was left out.",
                "%(n)s remarks in the margin were left out.",
                number,
            )
            % n
        )
    if code == BAD_LINK:
        return (
            ngettext(
                "%(n)s link leads nowhere on the web; its words stayed.",
                "%(n)s links lead nowhere on the web; their words stayed.",
                number,
            )
            % n
        )
    return {
        HEADER: _("Heads and feet of the pages were left out."),
        LOOK: _("Colours, fonts and alignment follow the site."),
        TRACKED: _("Corrections that nobody has accepted yet are shown as if they were accepted."),
        HEADINGS_JOINED: _("There are very many headings: the small ones stand within the text."),
    }[code]


def describe(notes):
    """``{code: number}`` as sentences for the author, the gravest first."""
    order = [LOST, EQUATION, PICTURE_LOST, PICTURE_KIND, CHART, OBJECT, BAD_LINK, COMMENT,
             TRACKED, HEADER, HEADINGS_JOINED, LOOK]  # fmt: skip
    return [_words(code, notes[code]) for code in order if notes.get(code)]


def count(notes, code, number=1):
    """Add ``number`` to the notes of ``code`` in the Counter ``notes``."""
    if number:
        notes[code] += number
    return notes


def new_notes():
    return Counter()
