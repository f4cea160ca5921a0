"""Writing the index."""

from django.db import connection, transaction
from django.utils import timezone
from modelsearch.backends.base import BaseIndex
from modelsearch.utils import get_content_type_pk, get_descendants_content_types_pks

from .documents import COLUMNS, document_of, kind_mark, vector_of
from .facts import places_of
from .models import Entry, EntryText, entry_key
from .vocabulary import count_public_words, learn_words

AT_ONCE = 200
# PostgreSQL puts the longest values of a row apart when all are longer than 2,000 bytes.
PADDING = " " * 2_000


def root_of(model):
    """The model from which ``model`` descends: keys are unique below it."""
    parents = model._meta.get_parent_list()
    return parents[-1] if parents else model


class EntryIndex(BaseIndex):
    """Everything that can be searched, in one table. What is written costs the same however
    much there is: nothing is known of the whole."""

    def __init__(self, backend):
        super().__init__(backend)
        self.written = 0

    def add_items(self, model, items):
        if not model.get_search_fields():
            return
        items = list(items)
        for start in range(0, len(items), AT_ONCE):
            self._write(model, items[start : start + AT_ONCE])

    def _write(self, model, items):
        kind, now = get_content_type_pk(model), timezone.now()
        is_postgresql = connection.vendor == "postgresql"
        entries, texts = [], []
        for item, place in zip(items, places_of(items), strict=True):
            columns, marks, words = document_of(item).columns()
            key = entry_key(kind, item.pk)
            entries.append(
                Entry(
                    id=key,
                    content_type_id=kind,
                    object_id=item.pk,
                    indexed_at=now,
                    vector=vector_of(columns, f"{marks} {kind_mark(kind)}")
                    if is_postgresql
                    else None,
                    padding=PADDING if is_postgresql else "",
                    **place,
                )
            )
            texts.append(EntryText(entry_id=key, marks=marks, words=words, **columns))
        with transaction.atomic():
            Entry.objects.bulk_create(
                entries,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=["indexed_at", "vector", "padding", "cell", "container"],
            )
            EntryText.objects.bulk_create(
                texts,
                update_conflicts=True,
                unique_fields=["entry"],
                update_fields=[*COLUMNS, "marks", "words"],
            )
        self.written += len(items)
        if len(items) == 1:
            learn_words(kind, items[0].pk, words.split())

    def delete_item(self, item):
        """Take a thing out, under whichever of its types it is."""
        kinds = get_descendants_content_types_pks(root_of(type(item)))
        remove([entry_key(kind, item.pk) for kind in kinds])

    def remove_older(self, moment):
        """Take out what was not written since ``moment``."""
        old = Entry.objects.filter(indexed_at__lt=moment).order_by("pk")
        while keys := list(old.values_list("pk", flat=True)[:1000]):
            remove(keys)

    def reset(self):
        with transaction.atomic():
            EntryText.objects.all()._raw_delete(using="default")
            Entry.objects.all()._raw_delete(using="default")


def remove(keys):
    """Take the entries with these keys out of the index."""
    with transaction.atomic():
        EntryText.objects.filter(pk__in=keys)._raw_delete(using="default")
        Entry.objects.filter(pk__in=keys)._raw_delete(using="default")


class EntryRebuilder:
    """Writes everything anew over what there is: meanwhile all is found as before. Only in the
    end goes what is no more."""

    def __init__(self, index):
        self.index = index

    def start(self):
        self.started = timezone.now()
        return self.index

    def finish(self):
        if self.index.written:
            self.index.remove_older(self.started)
            count_public_words()
