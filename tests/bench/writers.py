"""``python -m tests.bench.writers [--clients 16] [--seconds 30]``: people who write into one
topic all at once, through its form, on the database of DATABASE_URL, which must be empty.

Ends with an error when a post was refused or lost, or a number is not what the rows say.
"""

import argparse
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from .setting_up import begin


class Writer:
    """Somebody who sends the form of a topic again and again."""

    def __init__(self, person, topic, ends_at):
        self.person, self.topic, self.ends_at = person, topic, ends_at
        self.sent, self.faults, self.spent = [], [], []

    def run(self):
        from django.conf import settings
        from django.db import connection
        from django.test import Client
        from django.urls import reverse

        from community.discussions import traps

        client = Client(raise_request_exception=False)
        client.force_login(self.person)
        url = reverse("discussions:reply", args=[self.topic.pk])
        shown_at = traps.stamp()
        time.sleep(settings.SOONEST_FORM_SECONDS + 1)
        number = 0
        while time.monotonic() < self.ends_at:
            number += 1
            words = f"{self.person.username}: мысль {number}"
            data = {"source": words, "form_key": f"{self.person.pk}-{number}", "shown_at": shown_at}
            begun = time.perf_counter()
            response = client.post(url, data)
            self.spent.append(time.perf_counter() - begun)
            if response.status_code == 302:
                self.sent.append(words)
            else:
                self.faults.append(response.status_code)
        connection.close()


def make_topic(number):
    """A topic of an open hub, and people who may write in it without being looked at first."""
    from wagtail.models import Site

    from community.discussions.actions.posts import begin_topic
    from community.discussions.models import Board, DiscussionSettings
    from community.moderation.models import ModerationSettings
    from demo.factories.members import UserFactory
    from demo.factories.subjects import HubPageFactory

    site = Site.objects.get(is_default_site=True)
    ModerationSettings.objects.update_or_create(site=site, defaults={"newcomer_posts": 0})
    DiscussionSettings.objects.update_or_create(
        # More than the form takes: here nobody is to be stopped.
        site=site,
        defaults={"posts_per_ten_minutes": 30_000},
    )
    board = Board.objects.get(hub=HubPageFactory(), is_main=True)
    people = [UserFactory() for _ in range(number)]
    return begin_topic(people[0], board, "Все сразу", "Пишем.").discussion, people


def check(topic, writers):
    """What is wrong after all have written, in words."""
    from community.discussions import counters

    sent = [words for writer in writers for words in writer.sent]
    kept = set(topic.posts.published().values_list("source", flat=True))
    topic.refresh_from_db()
    wrong = [f"refused: {writer.faults[:3]}" for writer in writers if writer.faults]
    if lost := [words for words in sent if words not in kept]:
        wrong.append(f"lost: {len(lost)}")
    if topic.post_count != len(kept) or len(kept) != len(sent) + 1:
        wrong.append(f"counted {topic.post_count}, kept {len(kept)}, sent {len(sent)}")
    if counters.recount(topic):
        wrong.append("a number was not what the rows say")
    return wrong


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.writers")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=int, default=30)
    options = parser.parse_args()
    begin()
    from django.db import connection

    topic, people = make_topic(options.clients)
    ends_at = time.monotonic() + options.seconds + 3
    writers = [Writer(person, topic, ends_at) for person in people]
    threading.stack_size(512 * 1024)
    with ThreadPoolExecutor(options.clients) as pool:
        list(pool.map(Writer.run, writers))
    spent = sorted(seconds for writer in writers for seconds in writer.spent)
    sent = sum(len(writer.sent) for writer in writers)
    print(
        f"{connection.vendor}: {options.clients} clients, {sent} posts in {options.seconds} s, "
        f"median {spent[len(spent) // 2] * 1000:.0f} ms, "
        f"p95 {spent[len(spent) * 95 // 100] * 1000:.0f} ms"
    )
    wrong = check(topic, writers)
    print("; ".join(wrong) or "no error, no post lost, all numbers exact")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
