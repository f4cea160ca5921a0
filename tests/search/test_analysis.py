"""What the search takes words to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import MAX_QUERY_WORDS, query_stems, stems, words


@pytest.mark.parametrize(
    ("forms", "shared"),
    [
        ("дробь дроби дробей дробями", 1),
        ("Ёлка ёлки елку", 1),
        ("урок уроки уроков", 1),
        ("worksheet worksheets", 1),
        ("Пушкин пушка", 2),
    ],
)
def test_forms_of_a_word_share_a_stem(forms, shared):
    assert len(set(stems(forms))) == shared


def test_words_are_cut_at_everything_that_is_no_letter_or_digit():
    assert words("5-й класс: «Дроби»/проценты; ОГЭ-2026") == [
        *["5", "й", "класс", "дроби", "проценты"],
        *["огэ", "2026"],
    ]


def test_stop_words_say_nothing():
    assert query_stems("и в на для") == []
    assert query_stems("!!! ??? 😀 «»") == []


@given(st.text(max_size=3000))
def test_no_query_is_too_much(query):
    found = query_stems(query)
    assert len(found) <= MAX_QUERY_WORDS
    assert all(word and not word.isspace() for word in found)
