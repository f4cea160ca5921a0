import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from home.text.typography import get_initials, typeset

NBSP, NARROW, HYPHEN, JOINER = "\u00a0", "\u202f", "\u2011", "\u2060"


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("Н. П. Рябинина", f"Н.{NARROW}П.{NBSP}Рябинина"),
        ("А.С.Пушкин", f"А.{NARROW}С.{NBSP}Пушкин"),
        ("Рябинина Н. П.", f"Рябинина{NBSP}Н.{NARROW}П."),
        ("Школа №7", f"Школа №{NARROW}7"),
        ("№ 14-од", f"№{NARROW}14{HYPHEN}од"),
        ("для 8-х классов", f"для{NBSP}8{HYPHEN}х{NBSP}классов"),
        ("5–9 классы", f"5–{JOINER}9{NBSP}классы"),
        ("5-9 классы", f"5{HYPHEN}9{NBSP}классы"),
        ("24 ноября", f"24{NBSP}ноября"),
        ("до 22:00 обновляем", f"до{NBSP}22:00 обновляем"),
        ("19 000 рублей", f"19{NBSP}000{NBSP}рублей"),
        ("сказал же", f"сказал{NBSP}же"),
        ("урок - это", f"урок{NBSP}— это"),
        ("10 - 3", "10 - 3"),
        ("школа 5 - лучшая", f"школа 5{NBSP}— лучшая"),
        ("и т.д.", f"и{NBSP}т.{NARROW}д."),
        ("г. Касимов", f"г.{NBSP}Касимов"),
        ('Тест "Кто я"', "Тест «Кто я»"),
        ('Роман "О книге "Нос" в школе"', f"Роман «О{NBSP}книге „Нос“ в{NBSP}школе»"),
        ("2026-11-24", "2026-11-24"),
        ("8-800-100-20-30", "8-800-100-20-30"),
        ("мастер-класс", "мастер-класс"),
        ("", ""),
    ],
)
def test_typeset(plain, expected):
    assert typeset(plain) == expected


@given(st.text(alphabet='аяЯШ №.-—–"«» 59<>\n\u00a0', max_size=60))
def test_typesetting_twice_changes_nothing_more(text):
    once = typeset(text)
    assert typeset(once) == once


def test_tags_of_rich_text_are_left_alone():
    html = '<a href="/в школе/5-9/" title="и он">в школе</a>'
    assert typeset(html) == f'<a href="/в школе/5-9/" title="и он">в{NBSP}школе</a>'


def test_the_filter_keeps_what_is_safe_safe_and_escapes_the_rest():
    template = Template("{% load look_tags %}{{ text|typo }}")
    assert template.render(Context({"text": "<b>в школе"})) == f"&lt;b&gt;в{NBSP}школе"
    rendered = template.render(Context({"text": SafeString("<b>в школе</b>")}))
    assert rendered == f"<b>в{NBSP}школе</b>"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Рябинина Наталья Павловна", "РН"),
        ("Н. П. Рябинина", "НР"),
        (f"Н.{NBSP}П.{NBSP}Рябинина", "НР"),
        ("Команда", "К"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_initials(name, expected):
    assert get_initials(name) == expected
