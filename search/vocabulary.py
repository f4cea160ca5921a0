"""Words of what everybody may read, for corrections of what was mistyped.

Only public things are counted, so no word of a closed hub is among them. What was public when it
was counted may have been closed since: whoever suggests a word must first see that it finds
something for the reader (``engine.search(...).count``).
"""

from collections import Counter

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from .models import EntryText, PublicWord
from .ranking import entries_of
from .sources import get_sources

AT_ONCE = 500


def get_public_words():
    """``{word: number of public things that have it}``, as it is kept."""
    return dict(PublicWord.objects.values_list("word", "number"))


def is_known(word):
    """Whether the public knows ``word`` (in small letters, with е for ё)."""
    return PublicWord.objects.filter(pk=word).exists()


def count_public_words():
    """Count all of them anew, and keep that."""
    numbers = Counter()
    for source in get_sources():
        queryset = source.get_queryset(AnonymousUser())
        keys = list(queryset.order_by().values_list("pk", flat=True))
        for start in range(0, len(keys), AT_ONCE):
            entries = entries_of(queryset.model, keys[start : start + AT_ONCE])
            texts = EntryText.objects.filter(pk__in=entries).values_list("words", flat=True)
            for words in texts:
                numbers.update(words.split())
    with transaction.atomic():
        kept = get_public_words()
        PublicWord.objects.filter(pk__in=[word for word in kept if word not in numbers]).delete()
        PublicWord.objects.bulk_create(
            (PublicWord(word=word, number=number) for word, number in numbers.items()
             if kept.get(word) != number),
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["word"],
            update_fields=["number"],
        )  # fmt: skip


def learn_words(kind, key, words):
    """The ``words`` of one thing that was written, if everybody may read it. How many others
    have them is counted at the next ``count_public_words``."""
    for source in get_sources():
        if kind not in source.get_kinds():
            continue
        if source.get_queryset(AnonymousUser()).filter(pk=key).exists():
            PublicWord.objects.bulk_create(
                (PublicWord(word=word, number=1) for word in words), ignore_conflicts=True
            )
            return
