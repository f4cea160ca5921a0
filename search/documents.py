"""What the index is given of a thing.

A feature names its fields in ``search_fields`` as Wagtail has them. In which column of the index
a field goes, its name says, or ``column``: ``index.SearchField("who", column="title")``.
"""

from dataclasses import dataclass, field

from django.db.models import Manager
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from .analysis import STOP_WORDS, terms_of, tokens

# From the most telling on; PostgreSQL has four weights for them.
COLUMNS = {"title": "A", "tags": "B", "summary": "B", "body": "C", "files": "D"}
# A mark that every entry has; on PostgreSQL, one more for its content type.
ALL, KIND = "=", "@"
COLUMN_OF_NAME = {
    "title": "title",
    "tags": "tags",
    "summary": "summary",
    "lead": "summary",
    "introduction": "summary",
    "annotation": "summary",
    "files": "files",
}
# So much of a thing is indexed: a longer text is no better found, and PostgreSQL takes a megabyte.
MAX_WORDS = {"title": 300, "tags": 200, "summary": 1_000, "body": 15_000, "files": 30_000}
MAX_BYTES = 700_000
MAX_POSITION = 16_383
BEGINNINGS = 60


def kind_mark(content_type_id):
    """The mark of all entries of a content type."""
    return f"{KIND}{content_type_id}"


def as_text(value):
    """All words of a field's value: a text, a number, or a list of such."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return "\n".join(as_text(item) for item in value.values())
    if isinstance(value, list | tuple | set):
        return "\n".join(as_text(item) for item in value)
    return str(value)


def column_of(search_field, inherited=None):
    """The column of the index that a ``SearchField`` or ``RelatedFields`` goes to."""
    own = getattr(search_field, "kwargs", {}).get("column")
    return own or inherited or COLUMN_OF_NAME.get(search_field.field_name, "body")


@dataclass
class Document:
    """Texts of a thing by column, and beginnings of words for suggestions."""

    texts: dict = field(default_factory=lambda: {name: [] for name in COLUMNS})
    beginnings: list = field(default_factory=list)

    def columns(self):
        """``(columns of terms, marks, words as written)``, each a text."""
        left = MAX_BYTES
        columns = {}
        for name in COLUMNS:
            terms = [
                term for text in self.texts[name] for term in _both(terms_of(text, MAX_WORDS[name]))
            ][: MAX_WORDS[name] * 2]
            columns[name], left = _bounded(terms, left)
        marks = [ALL, *(f"={term}" for term in columns["title"].split())]
        begun = dict.fromkeys(token.word for text in [*self.beginnings] for token in tokens(text))
        marks += [f"_{word}" for word in list(begun)[:BEGINNINGS]]
        return columns, " ".join(marks), " ".join(sorted(self._written()))

    def _written(self):
        """All words as they are written, each once."""
        found = set()
        for texts in self.texts.values():
            for text in texts:
                found.update(token.word for token in tokens(text))
        return {word for word in found - STOP_WORDS if len(word) > 2 and not word.isdigit()}


def _both(terms):
    return [*terms.main, *terms.extra]


def _bounded(terms, left):
    """As many of ``terms`` as ``left`` bytes have room for."""
    size = sum(map(len, terms)) * 2
    if size <= left:
        return " ".join(terms), left - size
    kept = []
    for term in terms:
        left -= 2 * len(term)
        if left < 0:
            break
        kept.append(term)
    return " ".join(kept), 0


def document_of(thing):
    """The ``Document`` of an indexed ``thing``."""
    document = Document()
    _read(thing, thing.get_search_fields(), document, None)
    return document


def _read(thing, fields, document, inherited):
    for one in fields:
        if isinstance(one, SearchField):
            document.texts[column_of(one, inherited)].append(as_text(one.get_value(thing)))
        elif isinstance(one, AutocompleteField):
            document.beginnings.append(as_text(one.get_value(thing)))
        elif isinstance(one, RelatedFields):
            column = inherited or getattr(one, "column", None)
            column = column or COLUMN_OF_NAME.get(one.field_name)
            for related in _related(one.get_value(thing)):
                _read(related, one.fields, document, column)


def _related(value):
    if value is None:
        return []
    if isinstance(value, Manager):
        return value.all()
    return [value() if callable(value) else value]


def vector_of(columns, marks):
    """The text of a ``tsvector`` with what SQLite's full-text table has in its columns."""
    places, start = {}, 1
    for name, weight in [*((name, COLUMNS[name]) for name in COLUMNS), ("marks", "D")]:
        terms = (marks if name == "marks" else columns[name]).split()
        for position, term in enumerate(terms, start=start):
            found = places.setdefault(term, [])
            if len(found) < 200:
                found.append(f"{min(position, MAX_POSITION)}{weight}")
        # A phrase does not reach from one column into the next.
        start += len(terms) + 1
    return " ".join(f"'{term}':{','.join(found)}" for term, found in places.items())
