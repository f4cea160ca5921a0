"""The demo on another database than the embedded one, where tests/e2e/test_demo.py looks at it."""

import pytest
from django.core.management import call_command
from django.db import connection

from community.discussions.models import Post
from demo.files import make_file
from demo.loading import documents, pictures, works
from demo.loading import materials as bank
from demo.texts import texts
from materials.models import Material

pytestmark = pytest.mark.django_db


def one_of_each_format():
    """Function that makes one file of each format, and gives that again and again: the files do
    not depend on the database, and to make all of them takes most of the time."""
    made = {}

    def make(fmt, content, **options):
        if fmt not in made:
            made[fmt] = make_file(fmt, content, **options)
        return made[fmt]

    return make


def test_all_of_it_can_be_loaded(monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("the browser tests load it there")
    make = one_of_each_format()
    for module in (documents, bank, works):
        monkeypatch.setattr(module, "make_file", make)
    diploma = pictures.draw_diploma(texts("achievements")[0])
    monkeypatch.setattr(pictures, "draw_diploma", lambda _award: diploma)
    call_command("demo", verbosity=0)
    assert Material.objects.count() >= 80
    assert Post.objects.count() >= len(texts("discussions")["topics"])
