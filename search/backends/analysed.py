"""Puts the analyser between Wagtail's database backends and what they index and are asked."""

from django.db.models import Manager
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from modelsearch.query import And, Boost, Not, Or, Phrase, PlainText

from search.analysis import query_stems, query_words, stems, words


def as_text(value):
    """All words of a field's value: a text, a number, or a list of such."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return " ".join(as_text(item) for item in value.values())
    if isinstance(value, list | tuple | set):
        return " ".join(as_text(item) for item in value)
    return str(value)


class _Analysed:
    """A field of the index whose value has been read and analysed already."""

    def __init__(self, field_name, text, **kwargs):
        super().__init__(field_name, **kwargs)
        self.text = text

    def get_value(self, obj):
        return self.text


class AnalysedSearchField(_Analysed, SearchField):
    pass


class AnalysedAutocompleteField(_Analysed, AutocompleteField):
    pass


def analysed_fields(obj, fields):
    """The ``fields`` of ``obj`` with their texts as the analyser sees them."""
    for field in fields:
        if isinstance(field, SearchField):
            text = " ".join(stems(as_text(field.get_value(obj))))
            yield AnalysedSearchField(field.field_name, text, boost=field.boost)
        elif isinstance(field, AutocompleteField):
            yield AnalysedAutocompleteField(
                field.field_name, " ".join(words(as_text(field.get_value(obj))))
            )
        elif isinstance(field, RelatedFields):
            related = field.get_value(obj)
            if callable(related) and not isinstance(related, Manager):
                related = related()
            if related is None:
                continue
            for item in related.all() if isinstance(related, Manager) else [related]:
                yield from analysed_fields(item, field.fields)


class AnalysedObject:
    """What the index is given in place of an object."""

    def __init__(self, obj):
        self.pk = obj.pk
        self._fields = list(analysed_fields(obj, obj.get_search_fields()))

    def get_search_fields(self):
        return self._fields


class AnalysedIndexMixin:
    """An index that holds analysed texts."""

    def add_items(self, model, objs):
        super().add_items(model, [AnalysedObject(obj) for obj in objs])


def analysed_query(query, analyse):
    """``query`` with its texts analysed; ``None`` when nothing of it is left to ask."""
    if isinstance(query, str):
        return " ".join(analyse(query)) or None
    if isinstance(query, PlainText):
        text = " ".join(analyse(query.query_string))
        return PlainText(text, operator=query.operator, boost=query.boost) if text else None
    if isinstance(query, Phrase):
        text = " ".join(analyse(query.query_string))
        return Phrase(text) if text else None
    if isinstance(query, Boost):
        inner = analysed_query(query.subquery, analyse)
        return Boost(inner, query.boost) if inner else None
    if isinstance(query, Not):
        inner = analysed_query(query.subquery, analyse)
        return Not(inner) if inner else None
    if isinstance(query, And | Or):
        inner = [analysed_query(part, analyse) for part in query.subqueries]
        inner = [part for part in inner if part]
        return type(query)(inner) if inner else None
    return query


class AnalysedBackendMixin:
    """A backend that analyses what it is asked as it analysed what it indexed."""

    def search(self, query, *args, **kwargs):
        return super().search(analysed_query(query, query_stems) or "", *args, **kwargs)

    def autocomplete(self, query, *args, **kwargs):
        return super().autocomplete(analysed_query(query, query_words) or "", *args, **kwargs)
