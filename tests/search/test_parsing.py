"""What is asked of the index for what a reader typed."""

import pytest

from search.analysis import fold, lemmas, stems
from search.compilers import postgres, sqlite
from search.models import Synonym
from search.parsing import parse, parse_beginnings
from search.relaxing import relaxed
from search.synonyms import forget_synonyms
from search.tree import NOTHING, And, Not, Or


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5-й класс", "5 класса"),
        ("5кл", "5 класс"),
        ("10%", "10 процентов"),
        ("ЕГЭ-2026", "егэ 2026"),
        ("шкoла", "школы"),  # With a Latin o.
        ("за\u0301мок", "замки"),
        ("ко\u00adопера\u00adция", "кооперации"),
        ("ёлка", "елками"),
        ("ребёнок", "дети"),
        ("worksheets", "worksheet"),
    ],
)
def test_ways_to_write_the_same(one, other):
    assert stems(one) == stems(other)


def test_a_word_of_two_readings_asks_for_both():
    assert set(lemmas(fold("банки"))) == {"банк", "банка"}


@pytest.mark.parametrize(
    ("query", "fts5", "tsquery"),
    [
        ("дробей", '"дробь"', "((('дробь')))"),
        (
            "дробь -проценты",
            '(("дробь") NOT "процент")',
            "((('дробь'))&(!((('процент')))))",
        ),
        ('"сумма дробей"', '"сумма дробь"', "((('сумма')<->('дробь')))"),
        ("дробь или сумма", '("дробь" OR "сумма")', "(((('дробь')))|((('сумма'))))"),
    ],
)
def test_the_syntax_of_each_database(query, fts5, tsquery):
    tree = parse(query, synonyms=False)
    assert sqlite.compile_tree(tree) == fts5
    assert postgres.compile_tree(tree).count("'") == tsquery.count("'")


def test_nothing_to_look_for():
    for query in ["", "и в на", "-дробь", '""', "или", "???"]:
        assert parse(query, synonyms=False) == NOTHING, query
    assert parse_beginnings("") == NOTHING


def test_words_of_a_question_are_left_out_if_others_are_left():
    assert parse("где найти дроби", synonyms=False) == parse("найти дроби", synonyms=False)
    assert parse("где", synonyms=False) != NOTHING


def test_minus_and_or_make_a_tree_of_two_floors():
    tree = parse("урок дроби -тест или сказка", synonyms=False)
    assert isinstance(tree, Or)
    first, second = tree.parts
    assert isinstance(first, And) and isinstance(first.parts[-1], Not)
    assert second.label == "сказка"


@pytest.mark.django_db
def test_synonyms_act_at_once_and_both_ways(django_capture_on_commit_callbacks):
    assert len(parse("КТП").options) > 1
    assert len(parse("календарно-тематическое планирование").options) > 1
    assert len(parse("дрыгалка").options) == 1
    with django_capture_on_commit_callbacks(execute=True):
        line = Synonym.objects.create(words="дрыгалка, утренняя зарядка")
    assert parse("дрыгалка").options[1] == (("утренний",), ("зарядка",))
    assert len(parse("утренняя зарядка").options) == 2
    with django_capture_on_commit_callbacks(execute=True):
        line.delete()
    assert len(parse("дрыгалка").options) == 1
    forget_synonyms()


def test_what_is_relaxed_asks_for_ever_less():
    tree = parse("слон жираф зебра лев", synonyms=False)
    steps = list(relaxed(tree))
    assert [len(step.parts) for step in steps] == [4, 6]
    assert [len(step.parts) for step in relaxed(parse("слон жираф", synonyms=False))] == [2]
    [alone] = relaxed(parse("слон 5", synonyms=False))
    assert alone.label == "слон"
    for nothing_less in ["слон", '"слон жираф"', "слон -жираф", "5 б", "5 б -слон"]:
        assert list(relaxed(parse(nothing_less, synonyms=False))) == []
