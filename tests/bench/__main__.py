"""``python -m tests.bench [--sizes 1000 100000] [--explain]`` on the database of DATABASE_URL,
which must be empty."""

import argparse
import time

from .setting_up import begin
from .tables import explain_all, table


def pages(filler):
    """``(name, address, user)`` of what is measured."""
    from django.urls import reverse

    from materials.models import Material

    from .filling import busiest_hub

    hub = busiest_hub(filler)
    bank = reverse("materials:list")
    newest = Material.objects.filter(live=True, hub=hub).first()
    admin_list = reverse(Material.snippet_viewset.get_url_name("list"))
    tag, author = filler.tags[0].slug, filler.people[0].username
    filters = {
        "no filter": "",
        "page 2": "?page=2",
        "last page": f"?page={deep_page(filler)}",
        "hub": f"?hub={hub.slug}",
        "kind": "?kind=lesson_plan",
        "grade": "?grade=5",
        "licence": "?licence=cc_by",
        "tag": f"?tag={tag}",
        "author": f"?author={author}",
        "files": "?files=1",
        "popular": "?sort=popular",
        "title": "?sort=title",
        "four at once": f"?hub={hub.slug}&grade=5&files=1&sort=popular",
    }
    yield from ((f"/materials/ {name}", f"{bank}{query}", None) for name, query in filters.items())
    yield "/materials/ signed in", bank, filler.author
    yield "topic", reverse("materials:tag", args=[tag]), None
    yield "hub", hub.url, None
    yield "hub's materials", f"{hub.url}materials/", None
    yield "home", "/", None
    yield "material", newest.get_absolute_url(), None
    yield "/me/materials/", reverse("materials:my_works"), filler.author
    yield "/me/", reverse("members:me"), filler.author
    yield "share: step 1", reverse("materials:new"), filler.author
    yield "feed", reverse("materials:feed"), None
    yield "admin: first page", reverse("wagtailadmin_home"), filler.moderator
    yield "admin: materials", admin_list, filler.moderator
    yield "admin: materials, editor", admin_list, filler.editor
    yield "admin: page 45", f"{admin_list}?p=45", filler.editor
    yield "admin: waiting", reverse("wagtailadmin_reports:workflow_tasks"), filler.moderator


def deep_page(filler):
    """The last page of the bank."""
    from materials.models import Material
    from materials.views.lists import PAGE_SIZE

    return max(Material.objects.published().count() // PAGE_SIZE, 1)


def measure_all(filler, times):
    from .measuring import measure

    figures = {}
    for name, url, user in pages(filler):
        figures[name] = measure(name, url, user, times)
    return figures


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 100_000])
    parser.add_argument("--times", type=int, default=12)
    parser.add_argument("--explain", action="store_true", help="plans of the slow queries")
    options = parser.parse_args()

    begin()
    from django.db import connection

    from .filling import Filler

    filler, results = Filler(), []
    for size in options.sizes:
        started = time.perf_counter()
        filler.grow_to(size)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        print(f"* {size} materials, filled in {time.perf_counter() - started:.0f} s", flush=True)
        results.append(measure_all(filler, options.times))
        table(results[0], results[-1], options.sizes)
    if options.explain:
        explain_all(results[-1])


if __name__ == "__main__":
    main()
