"""How well the search finds what is meant: ``python -m tests.bench.relevance [files]``.

Each file has lines ``query<TAB>addresses of what should be found``; by default, those of
``tests/search/judged``. The database of DATABASE_URL must be empty: the demo content goes into
it. Printed are, for our search and for the stock backend of the same database, the share of what
should be found among the first ten, how high it stands there (nDCG), how many queries found
nothing at all, and, of queries of one word, how many things were found without that word.
"""

import argparse
import math
import re
from pathlib import Path

from .setting_up import begin

JUDGED = Path(__file__).resolve().parents[1] / "search" / "judged"
FIRST = 10
NUMBERED = re.compile(r"^(/(?:materials|forum|official|materials/collections)/\d+/).*$")


def read_judged(path):
    """Pairs of a query and the addresses that should be found."""
    pairs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            query, _tab, addresses = line.partition("\t")
            pairs.append((query, [short(address) for address in addresses.split()]))
    return pairs


def short(address):
    """An address by which things are compared: without its host and what follows a number."""
    address = re.sub(r"^https?://(?:localhost|127\.0\.0\.1)(?::\d+)?", "", address)
    return NUMBERED.sub(r"\1", address)


def figures_of(pairs, ask):
    """``(recall, nDCG, share of queries without any result)`` of what ``ask`` gives."""
    recall = gain = empty = 0
    for query, expected in pairs:
        found = ask(query)
        places = [place for place, address in enumerate(found[:FIRST]) if address in expected]
        recall += len(places) / len(expected)
        best = sum(1 / math.log2(place + 2) for place in range(min(len(expected), FIRST)))
        gain += sum(1 / math.log2(place + 2) for place in places) / best
        empty += not found
    return recall / len(pairs), gain / len(pairs), empty / len(pairs)


def ask_ours(query):
    """Addresses of the first things that a visitor is shown, corrected as the page corrects."""
    from django.contrib.auth.models import AnonymousUser

    from search.answers import answer

    results = answer(query, AnonymousUser()).results
    return [short(hit.source.get_thing_url(hit.item)) for hit in results[:FIRST]]


class Stock:
    """Wagtail's own backend of this database, over the same things."""

    def __init__(self):
        from wagtail.search.backends import get_search_backend

        self.backend = get_search_backend("stock")

    def fill(self):
        from modelsearch.index import get_indexed_models

        for model in get_indexed_models():
            index = self.backend.get_index_for_model(model)
            things = list(model.get_indexed_objects())
            index.add_items(model, things)

    def ask(self, query):
        from django.contrib.auth.models import AnonymousUser

        from search.sources import get_sources

        found = []
        for source in get_sources():
            queryset = source.get_queryset(AnonymousUser())
            whole = queryset.model._default_manager.all()
            results = self.backend.search(query, whole, operator="and")
            keys = [thing.pk for thing in results[:FIRST]]
            things = {thing.pk: thing for thing in queryset.filter(pk__in=keys)}
            found += [short(source.get_thing_url(things[key])) for key in keys if key in things]
        return found[:FIRST]


def false_hits(pairs):
    """Of queries of one word: how many things a query found that have no form of it, compared
    letter by letter with all forms that the dictionary has of each of its readings; and of how
    many queries. Words that no dictionary has are left out: nobody can say what forms they have."""
    from django.contrib.auth.models import AnonymousUser

    from search.analysis import fold, tokens
    from search.analysis.morphology import forms_of, readings
    from search.engine import search
    from search.models import EntryText
    from search.ranking import entries_of

    wrong = asked = 0
    for query, _expected in pairs:
        word = fold(query)
        forms = {form for lemma, _score in readings(word) for form in forms_of(lemma)}
        if len(list(tokens(query))) != 1 or word not in forms or len(word) < 5:
            continue
        asked += 1
        for one in search(query, AnonymousUser()).found:
            entries = entries_of(one.queryset.model, one.keys)
            for words in EntryText.objects.filter(pk__in=entries).values_list("words", flat=True):
                wrong += forms.isdisjoint(words.split())
    return wrong / max(asked, 1), asked


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.relevance")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--filled", action="store_true", help="the demo content is there already")
    parser.add_argument("--missed", action="store_true", help="print what was not found")
    options = parser.parse_args()
    begin()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    if not options.filled:
        call_command("prepare", verbosity=0)
        call_command("update_index", verbosity=0)
    settings.WAGTAILSEARCH_BACKENDS["stock"] = {
        "BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False,
    }  # fmt: skip
    stock = Stock()
    stock.fill()
    print(f"* {connection.vendor}")
    line = "{:16} {:>7} {:>10} {:>8} {:>8} {:>14} {:>11}"
    print(line.format("", "queries", "recall@10", "nDCG@10", "empty", "stock recall", "stock nDCG"))
    for path in options.files or sorted(JUDGED.glob("*.tsv")):
        pairs = read_judged(path)
        ours, others = figures_of(pairs, ask_ours), figures_of(pairs, stock.ask)
        shown = [*(f"{figure:.3f}" for figure in ours), *(f"{figure:.3f}" for figure in others[:2])]
        print(line.format(path.stem, len(pairs), *shown))
        if path.stem == "inflected":
            wrong, asked = false_hits(pairs)
            print(f"{'':16} {wrong:.3f} false hits a query, of {asked} queries of one word")
        if options.missed:
            for query, expected in pairs:
                missing = set(expected) - set(ask_ours(query))
                if missing:
                    print(f"  {query}: {' '.join(sorted(missing))}")


if __name__ == "__main__":
    main()
