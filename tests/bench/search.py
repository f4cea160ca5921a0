"""``python -m tests.bench.search [--materials 100000] [--posts 300000]``: how quick the search is
with so many things, on the database of DATABASE_URL, which must be empty.

Texts are stretches of the demo content put together by chance, so words are as frequent in them
as they are in the language.
"""

import argparse
import math
import random
import statistics
import time
from collections import Counter
from pathlib import Path

from .setting_up import begin

ROOT = Path(__file__).resolve().parents[2]
SMALL = 1_000
AT_ONCE = 2_000
STRETCH = 9
TIMES = 9
# The database copies what was made until it is as much as asked for, but not oftener.
MOST_DOUBLED = 7


class Texts:
    """Words of the demo content, in pieces."""

    def __init__(self):
        from search.analysis import tokens

        self.random = random.Random(6)
        source = "\n".join(
            path.read_text(encoding="utf-8")
            for path in sorted((ROOT / "demo/content").rglob("*.yaml"))
        )
        self.words = [token.word for token in tokens(source) if not token.word.isascii()]

    def text(self, words):
        pieces = []
        while len(pieces) < words:
            start = self.random.randrange(len(self.words) - STRETCH)
            pieces += self.words[start : start + STRETCH]
        return " ".join(pieces[:words])


class SearchFiller:
    """Materials and posts, and their index."""

    def __init__(self):
        from .filling import Filler

        self.filler, self.texts = Filler(), Texts()
        self.topics = []

    def grow_to(self, materials, posts):
        from materials.models import Material

        before = Material.objects.count()
        make = self.filler._material

        def with_words(number):
            material = make(number)
            material.title = self.texts.text(6).capitalize()
            material.summary = self.texts.text(25)
            material.body = [
                {"type": "text", "value": f"<p>{self.texts.text(100)}</p>", "id": str(number)}
            ]
            return material

        self.filler._material = with_words
        start = before
        while start < materials:
            number = min(AT_ONCE, materials - start)
            made = Material.objects.bulk_create(
                with_words(start + place) for place in range(number)
            )
            self.filler._add_words(made)
            self.index(Material, [material.pk for material in made])
            start += number
        self._add_posts(posts)

    def _add_posts(self, posts):
        from community.discussions.models import Board, Discussion, Post

        boards = list(Board.objects.filter(hub__isnull=False, is_main=True).select_related("hub"))
        number = posts - Post.objects.count()
        while number > 0:
            topics = Discussion.objects.bulk_create(
                Discussion(
                    kind="topic", board=board, hub=board.hub, title=self.texts.text(6),
                    is_visible=True, author=self.filler.author,
                )
                for board in random.choices(boards, k=AT_ONCE // 20)
            )  # fmt: skip
            made = Post.objects.bulk_create(
                self._post(topics[place // 20]) for place in range(min(AT_ONCE, number))
            )
            firsts = {}
            for post in made:
                firsts.setdefault(post.discussion_id, post)
            for topic in topics:
                topic.first_post = topic.last_post = firsts.get(topic.pk)
            Discussion.objects.bulk_update(topics, ["first_post", "last_post"])
            self.index(Post, [post.pk for post in made])
            number -= len(made)

    def _post(self, topic):
        from community.discussions.models import Post

        text = self.texts.text(40)
        return Post(discussion=topic, author=self.filler.author, source=text, html=f"<p>{text}</p>")

    def index(self, model, keys):
        from search.backends import SearchBackend

        things = list(model.get_indexed_objects().filter(pk__in=keys))
        SearchBackend({}).add_bulk(model, things)

    def multiply(self, times):
        """Double all of it so often: copies with keys of their own, of index and things."""
        from django.db import connection, transaction
        from django.db.models import Max

        from community.discussions.models import Discussion, Post
        from materials.models import Material
        from search.models import ENTRY_SPAN, Entry, EntryText

        grades = Material.grades.through
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("DROP INDEX search_entry_vector")
            for _pass in range(times):
                things = [Material, Discussion, Post]
                step = max(model.objects.aggregate(last=Max("pk"))["last"] for model in things)
                last = grades.objects.aggregate(last=Max("pk"))["last"]
                shifts = {
                    Material: {"id": step},
                    Discussion: {"id": step, "first_post_id": step, "last_post_id": step},
                    Post: {"id": step, "discussion_id": step},
                    grades: {"id": last, "material_id": step},
                }
                kinds = _kinds([Material, Post])
                where = " OR ".join(
                    f"(id >= {kind * ENTRY_SPAN} AND id < {(kind + 1) * ENTRY_SPAN})"
                    for kind in kinds
                )
                own = f" WHERE {where}"
                # In one transaction: topics and their posts name each other.
                with transaction.atomic():
                    for model, shift in shifts.items():
                        _copy(cursor, model, shift, "")
                    _copy(cursor, Entry, {"id": step, "object_id": step, "container": step}, own)
                    _copy(cursor, EntryText, {"entry_id": step}, own.replace("id", "entry_id"))
            if connection.vendor == "postgresql":
                cursor.execute(
                    "CREATE INDEX search_entry_vector ON search_entry "
                    "USING gin (vector) WITH (fastupdate = off)"
                )

    def queries(self):
        """Words by how frequent they are, of those that say something."""
        from search.analysis import STOP_WORDS

        counts = Counter(
            word for word in self.texts.words if word not in STOP_WORDS and len(word) > 4
        )
        ordered = [word for word, _number in counts.most_common()]
        rare = ordered[len(ordered) // 2 :: len(ordered) // 12][:6]
        middle = ordered[60:300:40]
        common = ordered[:6]
        two = [f"{one} {other}" for one, other in zip(common, middle, strict=False)]
        return {"rare": rare, "middling": middle, "common": common, "two words": two}


def _kinds(models):
    from search.matching import kinds_of

    return kinds_of(models)


def _copy(cursor, model, shift, where):
    """Copies of all rows, with those columns moved by so much."""
    columns = [field.column for field in model._meta.local_concrete_fields]
    values = [f"{name} + {shift[name]}" if name in shift else f'"{name}"' for name in columns]
    # Written anew as it was at first: what is compressed already does not make a row long.
    values = [f"{name} || ''" if name == '"padding"' else name for name in values]
    names = ", ".join(f'"{name}"' for name in columns)
    source = model._meta.db_table
    cursor.execute(
        " ".join(["INSERT INTO", source, f"({names})", "SELECT", ", ".join(values), "FROM", source])
        + where
    )


def spent(act, *args):
    begin = time.perf_counter()
    act(*args)
    return (time.perf_counter() - begin) * 1000


def p95(values):
    return sorted(values)[round(0.95 * (len(values) - 1))]


def measure(filler):
    from django.contrib.auth.models import AnonymousUser

    from search.engine import search, suggest

    user = AnonymousUser()
    line = "{:34} {:>9} {:>8} {:>8} {:>8}"
    print(line.format("", "found", "median", "p95", "worst"))
    everything = []

    def first_page(query, filters):
        results = search(query, user, filters=filters)
        return results.counts, results[:20], results.facets

    for name, queries in filler.queries().items():
        for label, filters in [("", {}), (", one hub", {"hub": str(filler.filler.hubs[3].pk)})]:
            times, found = [], []
            for query in queries:
                found.append(search(query, user, filters=filters).count)
                times += [spent(first_page, query, filters) for _ in range(TIMES)]
            everything += times
            shown = [f"{statistics.median(times):.1f}", f"{p95(times):.1f}", f"{max(times):.1f}"]
            print(line.format(f"{name}{label}", int(statistics.median(found)), *shown), flush=True)
    shown = [f"{statistics.median(everything):.1f}", f"{p95(everything):.1f}"]
    print(line.format("all: counts, page, facets", "", *shown, f"{max(everything):.1f}"))
    times = []
    for word in filler.queries()["middling"] + filler.queries()["common"]:
        for length in (2, 3, 5):
            times += [spent(suggest, word[:length], user) for _ in range(3)]
    print(line.format("suggestions", "", f"{statistics.median(times):.1f}", f"{p95(times):.1f}",
                      f"{max(times):.1f}"))  # fmt: skip


def saving(filler):
    """Milliseconds of writing one material into the index."""
    from materials.models import Material

    keys = list(Material.objects.filter(live=True).values_list("pk", flat=True)[:30])
    return statistics.median(spent(filler.index, Material, [key]) for key in keys)


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search")
    parser.add_argument("--materials", type=int, default=100_000)
    parser.add_argument("--posts", type=int, default=300_000)
    options = parser.parse_args()
    begin()
    from django.db import connection

    filler = SearchFiller()
    filler.grow_to(SMALL, 0)
    small = saving(filler)
    started = time.perf_counter()
    doubled = min(int(math.log2(max(options.materials / SMALL, 1))), MOST_DOUBLED)
    filler.grow_to(options.materials // 2**doubled, options.posts // 2**doubled)
    filler.multiply(doubled)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    minutes = (time.perf_counter() - started) / 60
    from community.discussions.models import Post
    from materials.models import Material

    print(
        f"* {connection.vendor}: {Material.objects.count()} materials, {Post.objects.count()} "
        f"posts, filled in {minutes:.0f} min",
        flush=True,
    )
    measure(filler)
    large = saving(filler)
    print(f"* indexing one material: {small:.1f} ms with {SMALL}, {large:.1f} ms with "
          f"{options.materials}: {large / small:.1f} times")  # fmt: skip


if __name__ == "__main__":
    main()
