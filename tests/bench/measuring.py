"""Asks for a page again and again, and for what the database did meanwhile."""

import statistics
import time
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

TIMES = 12
SLOW_QUERY = 0.03


@dataclass
class Figures:
    """What one page took."""

    name: str
    queries: int
    milliseconds: list
    cold: float  # With an empty cache, as once in a minute.
    slow: list = field(default_factory=list)

    @property
    def median(self):
        return statistics.median(self.milliseconds)

    @property
    def p95(self):
        return sorted(self.milliseconds)[round(0.95 * (len(self.milliseconds) - 1))]


def measure(name, url, user=None, times=TIMES):
    """``Figures`` of ``url``, as ``user`` asks for it."""
    client = Client()
    if user is not None:
        client.force_login(user)
    client.get(url)
    cache.clear()
    begin = time.perf_counter()
    response = client.get(url)
    cold = (time.perf_counter() - begin) * 1000
    if response.status_code != 200:
        raise AssertionError(f"{name}: {url} answers {response.status_code}")
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    asked = list(captured.captured_queries)  # The next request forgets them.
    slow = [query for query in asked if float(query["time"]) > SLOW_QUERY]
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        client.get(url)
        spent.append((time.perf_counter() - begin) * 1000)
    return Figures(name, len(asked), spent, cold, slow)


def explain(sql):
    """How the database went about it."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}")
        return "\n".join(row[0] for row in cursor.fetchall())
