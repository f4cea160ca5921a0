"""What is counted of queries, and what never is."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from search.models import AskedQuery
from search.querylog import is_private, record

pytestmark = pytest.mark.django_db


def test_the_same_query_is_one_row_a_day():
    record("Дроби, 5 класс", 3)
    record("дроби 5 класс", 0)
    record("ДРОБИ  5 КЛАСС!", 2)
    row = AskedQuery.objects.get()
    assert (row.query, row.times, row.times_in_vain) == ("дроби 5 класс", 3, 1)
    assert row.day == timezone.localdate()


def test_the_table_has_no_place_for_a_person():
    names = {field.name for field in AskedQuery._meta.get_fields()}
    assert names == {"id", "day", "query", "times", "times_in_vain"}


@pytest.mark.parametrize(
    "query",
    [
        "ivanova@mail.ru",
        "+7 912 345-67-89",
        "89123456789",
        "паспорт 4510 123456",
        "Иванов Иван",
        "иванов иван 7 класс",
        "петрова мария ивановна",
        "мария петрова адрес",
        "ул Ленина 5 кв 12",
        "проспект мира дом 3",
        "112-233-445 95",
    ],
)
def test_what_may_be_about_somebody_is_not_counted(query):
    assert is_private(query)
    record(query, 0)
    assert not AskedQuery.objects.exists()


@pytest.mark.parametrize(
    "query",
    ["дроби 5 класс", "егэ 2026", "александр пушкин", "лев толстой война и мир", "план урока"],
)
def test_ordinary_queries_are_counted(query):
    assert not is_private(query)


@pytest.mark.parametrize("query", ["", "  ", "!!!", "😀"])
def test_what_says_nothing_is_not_counted(query):
    record(query, 0)
    assert not AskedQuery.objects.exists()


def test_a_long_one_fits():
    record("слово " * 100, 0)
    assert len(AskedQuery.objects.get().query) <= 200


def test_old_numbers_are_forgotten(capsys):
    day = timezone.localdate()
    AskedQuery.objects.create(day=day - timedelta(days=366), query="старое", times=1)
    AskedQuery.objects.create(day=day - timedelta(days=364), query="новое", times=1)
    call_command("tidy_search")
    assert [row.query for row in AskedQuery.objects.all()] == ["новое"]
    assert "1" in capsys.readouterr().out
