"""Queries that mean ill, or nothing: an answer each time, never a fault."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demo.factories.materials import MaterialFactory
from home.models import StandardPage
from materials.models import Material
from search.compilers import postgres, sqlite
from search.engine import search, suggest
from search.parsing import parse, parse_beginnings
from search.queries import matching_keys

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

HOSTILE = [
    "",
    '"',
    '""',
    '"" OR ""',
    "-",
    "--",
    "-урок",
    "или или или",
    "или",
    "урок или",
    "или урок",
    "урок -урок",
    "урок - - -",
    '-"урок труда" -',
    "* ^ ( ) : { } + ~ @ # $ %",
    "title:урок",
    "{title} : урок",
    "NEAR(урок план, 3)",
    "урок* & план | !дробь <-> школа",
    "'урок':*A",
    "\\ \\' '' \\\\",
    "'; DROP TABLE search_entry; --",
    "\x00\x01\x1f\ufeff\u202e",
    "😀👍🏽" * 300,
    "а" * 10_000,
    "слово " * 3_000,
    "- " * 5_000,
    '"' * 5_000,
    "не и в на",
    "½ ㎞ ² ٣ Ⅷ",
    "a\u0301" * 200,
    "или ".join(["урок "] * 30),
    "%s %d {0} $1 ?",
    "\ud83d",
]


@pytest.fixture
def material():
    return MaterialFactory(title="Урок труда", summary="План урока")


@pytest.mark.parametrize("query", HOSTILE)
def test_each_gets_an_answer(client, material, query):
    user = AnonymousUser()
    results = search(query, user)
    assert results.count == len(results[:100])
    assert isinstance(results.facets, dict)
    suggest(query, user)
    matching_keys(Material, query)
    list(StandardPage.objects.search(query)[:5])
    list(StandardPage.objects.autocomplete(query)[:5])
    if "\ud83d" not in query:
        assert client.get("/search/", {"q": query}).status_code == 200


SIGNS = st.text(
    alphabet=st.one_of(st.sampled_from("\"-*()|&!:<>\\'%{}+^~ или орурок"), st.characters()),
    max_size=500,
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SIGNS)
def test_any_text_gets_an_answer(query):
    user = AnonymousUser()
    assert search(query, user).count >= 0
    suggest(query, user)


@given(st.text(max_size=2000))
def test_any_text_has_a_tree_of_bounded_size(query):
    for tree in (parse(query, synonyms=False), parse_beginnings(query)):
        for compiler in (sqlite, postgres):
            assert len(compiler.compile_tree(tree)) < 60_000
