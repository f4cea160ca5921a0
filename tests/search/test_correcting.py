"""What was mistyped, as it was meant; anything at all may be typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import is_in_dictionary
from search.correcting import Speller, other_layouts

WORDS = (
    "урок математика математике презентация презентации дроби дробь контрольная работа план урока "
    "физкультура сочинение программа учебник егэ фгос python scratch школа школе задача алгебра "
    "русский язык диктант чтение класс расписание внеурочная деятельность домашнее задание сердце "
    "собрание экскурсия геометрия химия олимпиада"
)


@pytest.fixture(scope="module")
def speller():
    return Speller(dict.fromkeys(WORDS.split(), 10), is_in_dictionary)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # The other layout, of a part too.
        ("ehjr", "урок"),
        ("EHJR", "урок"),
        ("урjr", "урок"),
        ("lhj,b", "дроби"),
        ("ghjuhfvvf", "программа"),
        ("знерщт", "python"),
        ("ыскфеср", "scratch"),
        ("ehjr vfntvfnbrb", "урок математики"),
        # In the other layout, and with a mistake.
        ("vfnbvfnbrf", "математика"),
        # As it sounds.
        ("матиматика", "математика"),
        ("сачинение", "сочинение"),
        ("презентацыя", "презентация"),
        ("серце", "сердце"),
        ("хемия", "химия"),
        # A rare first name is no other word.
        ("алгебра олимпиада алимпиада", "алгебра олимпиада олимпиада"),
        # Doubled, left out, put in, swapped, beside on the keyboard.
        ("програма", "программа"),
        ("алггебра", "алгебра"),
        ("мтаематика", "математика"),
        ("уорк", "урок"),
        ("учебгик", "учебник"),
        # Spaces.
        ("планурока", "план урока"),
        ("физ культура", "физкультура"),
        # Only what is wrong.
        ('"русский езык" -диктнат 5', '"русский язык" -диктант 5'),
    ],
)
def test_what_was_meant(speller, typed, meant):
    assert speller.correct(typed) == meant


def test_another_form_than_any_known_is_of_the_same_word(speller):
    assert speller.correct("презентацыями") in {"презентация", "презентации"}


@pytest.mark.parametrize(
    "typed",
    ["урок", "Математика", "уроками", "кот", "егэ 2026", "5кл", "", "  ", "и", "домашнее задание",
     "ЁЛКА", "scratch", "http://example.org/", "-", '"'],
)  # fmt: skip
def test_what_is_right_stays(speller, typed):
    assert speller.correct(typed) == ""


def test_a_rare_word_that_looks_like_a_frequent_one_is_a_mistake_of_its_author():
    speller = Speller({"математика": 100, "матиматика": 1}, is_in_dictionary)
    assert speller.correct("матиматика") == "математика"
    assert Speller({"математика": 3, "матиматика": 1}).correct("матиматика") == ""


def test_a_space_is_not_taken_out_of_two_known_words():
    speller = Speller({"физ": 2, "культура": 5, "физкультура": 9})
    assert speller.correct("физ культура") == ""


def test_nothing_is_corrected_by_an_empty_vocabulary():
    assert Speller({}).correct("матиматика ehjr") == ""


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=500))
def test_anything_may_be_typed(speller, typed):
    meant = speller.correct(typed)
    assert len(meant) <= 2 * len(typed) + 40
    assert not meant or meant != typed


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя qwertyuiop[];',.", max_size=120))
def test_what_looks_like_words_may_be_typed(speller, typed):
    speller.correct(typed)
    other_layouts(typed)


def test_what_is_very_long_is_answered_by_its_beginning(speller):
    assert len(speller.correct("матиматика " * 5000)) <= 500
