"""``python -m tests.bench.talk [--sizes 10000 1000000] [--explain]``: how quick the pages of
discussions are with so many posts, on the PostgreSQL of DATABASE_URL, which must be empty."""

import argparse
import time

from .setting_up import begin
from .tables import explain_all, table

POSTS_OF_A_TOPIC = 40
# One talk that never ends holds a tenth of everything.
GIANT = 10
LOREM = (
    "Коллеги, делюсь опытом: начинаю с вопроса, на который нельзя ответить по памяти. Дети спорят, "
    "чертят, меряют, и правило выводят сами. На следующем уроке возвращаемся к нему уже как к "
    "знакомому. Что вы об этом думаете?"
)

ADD_POSTS = """
INSERT INTO discussions_post (
    discussion_id, author_id, author_name, source, html, rendering_version, state, hold_reasons,
    public_reason, thanks_count, form_key, created_at
)
SELECT
    CASE WHEN number %% %(giant)s = 0 THEN %(first_topic)s
         ELSE %(first_topic)s + (random() * (%(topics)s - 1))::int END,
    %(first_person)s + (random() * (%(people)s - 1))::int, 'А. Б. Учитель', %(text)s,
    '<p>' || %(text)s || '</p>', 1,
    CASE WHEN number %% 500 = 0 THEN 'hidden' WHEN number %% 777 = 0 THEN 'held'
         ELSE 'published' END,
    '[]', '', number %% 4, '', now() - (%(number)s - number) * interval '3 seconds'
FROM generate_series(1, %(number)s) AS number
"""
SET_NUMBERS = """
UPDATE discussions_discussion AS talk SET
    post_count = sums.number, first_post_id = sums.first, last_post_id = sums.last,
    active_at = sums.active_at, is_visible = true
FROM (
    SELECT discussion_id, count(*) AS number, min(id) AS first, max(id) AS last,
           max(created_at) AS active_at
    FROM discussions_post WHERE state = 'published' GROUP BY discussion_id
) AS sums
WHERE talk.id = sums.discussion_id
"""


class TalkFiller:
    """Topics on the boards of a dozen hubs, and what people say in them."""

    def __init__(self):
        from community.discussions.models import Board

        from .filling import Filler

        self.filler = Filler()
        self.filler.grow_to(200)
        common = Board.objects.create(title="Учительская")
        self.boards = [common, *Board.objects.filter(hub__isnull=False, is_main=True)]
        self.member = self.filler.author
        self.moderator = self.filler.moderator

    def grow_to(self, size):
        """Add posts, and topics for them, until there are about ``size``."""
        from django.db import connection
        from django.db.models import Max, Min

        from community.discussions import counters
        from community.discussions.models import Board, Discussion, Post

        number = size - Post.objects.count()
        topics = Discussion.objects.bulk_create(
            [self._topic(place) for place in range(number // POSTS_OF_A_TOPIC)], batch_size=2000
        )
        people = [person.pk for person in self.filler.people]
        with connection.cursor() as cursor:
            cursor.execute(
                ADD_POSTS,
                {
                    "giant": GIANT,
                    "first_topic": topics[0].pk,
                    "topics": len(topics),
                    "first_person": min(people),
                    "people": len(people),
                    "text": LOREM,
                    "number": number,
                },
            )
            cursor.execute(SET_NUMBERS)
        for board in Board.objects.all():
            counters.recount_board(board)
        ends = Post.objects.aggregate(Min("pk"), Max("pk"))
        self.giant = Discussion.objects.order_by("-post_count").first()
        self.middle = self.giant.posts.filter(pk__gt=sum(ends.values()) // 2).first()

    def _topic(self, place):
        from community.discussions.enums import DiscussionKind
        from community.discussions.models import Discussion

        # Two boards hold most of it, as it happens.
        board = self.boards[min(int(self.filler.random.expovariate(0.4)), len(self.boards) - 1)]
        return Discussion(
            kind=DiscussionKind.TOPIC,
            board=board,
            hub=board.hub,
            title=f"Как начать тему дробей, разговор {place}",
            author=self.filler.random.choice(self.filler.people),
            is_question=place % 3 == 0,
            is_pinned=place % 5000 == 0,
        )


def pages(filler):
    """``(name, address, user)`` of what is measured."""
    from django.urls import reverse

    from community.discussions.models import Discussion

    member = filler.member
    topic = Discussion.objects.topics().filter(post_count__gte=20).order_by("-active_at")[1]
    hub = filler.boards[1].hub
    board = filler.boards[0].get_absolute_url()
    for who, user in [("visitor", None), ("member", member)]:
        yield f"/forum/, {who}", reverse("discussions:forum"), user
        yield f"board, {who}", board, user
        yield f"topic of 40, {who}", topic.get_absolute_url(), user
        yield f"topic of {filler.giant.post_count}, {who}", filler.giant.get_absolute_url(), user
        yield f"hub's forum, {who}", f"{hub.url}forum/", user
        yield f"hub, {who}", hub.url, user
        yield f"home, {who}", "/", user
    yield "/me/, member", reverse("members:me"), member
    yield "feed", "/feeds/forum/", None
    yield "topic, moderator", topic.get_absolute_url(), filler.moderator


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.talk")
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 1_000_000])
    parser.add_argument("--times", type=int, default=12)
    parser.add_argument("--explain", action="store_true", help="plans of the slow queries")
    options = parser.parse_args()
    begin()
    from django.db import connection

    from .measuring import measure

    filler, results = TalkFiller(), []
    for size in options.sizes:
        started = time.perf_counter()
        filler.grow_to(size)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        print(f"* {size} posts, filled in {time.perf_counter() - started:.0f} s", flush=True)
        found = {}
        for name, url, user in pages(filler):
            found[name] = measure(name, url, user, options.times)
        results.append(found)
        table(results[0], results[-1], options.sizes)
    if options.explain:
        explain_all(results[-1])


if __name__ == "__main__":
    main()
