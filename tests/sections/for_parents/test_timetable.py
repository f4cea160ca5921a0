"""The timetable: entries in any order become a week."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from sections.for_parents.blocks import TimetableBlock, TimetableEntryBlock
from sections.for_parents.timetable import kind_links, make_week


def entry(title="Шахматы", days=(1,), start="15:00", end="16:00", kind="club", **fields):
    return {
        "type": "entry",
        "value": {
            "kind": kind,
            "title": title,
            "days": [str(day) for day in days],
            "start": start,
            "end": end,
            "place": "",
            "leader": "",
            "for_whom": "",
            **fields,
        },
    }


def timetable(*entries):
    return TimetableBlock().to_python(list(entries))


def summary(week):
    return {str(day.label): [entry["title"] for entry in day.entries] for day in week}


def test_entries_are_sorted_by_day_and_time():
    week = make_week(
        timetable(
            entry("Футбол", days=[3], start="17:00", end="18:00"),
            entry("Хор", days=[1], start="16:00", end="17:00"),
            entry("Шахматы", days=[3, 1], start="15:00", end="16:00"),
        )
    )
    assert summary(week) == {"Понедельник": ["Шахматы", "Хор"], "Среда": ["Шахматы", "Футбол"]}
    assert list(summary(week)) == ["Понедельник", "Среда"]


def test_one_kind_only():
    entries = timetable(entry("Хор"), entry("Футбол", kind="section"))
    assert summary(make_week(entries, "section")) == {"Понедельник": ["Футбол"]}
    assert make_week(entries, "lesson") == []


def test_a_choice_of_kinds_only_where_there_are_several():
    assert kind_links(timetable(entry()), None) == []
    links = kind_links(timetable(entry(), entry(kind="section")), "section")
    assert [(str(link.label), link.is_chosen) for link in links] == [
        ("Всё", False),
        ("Кружки", False),
        ("Секции", True),
    ]


def test_it_ends_before_it_starts():
    block = TimetableEntryBlock()
    value = block.to_python(entry(start="16:00", end="15:00")["value"])
    with pytest.raises(ValidationError) as caught:
        block.clean(value)
    assert set(caught.value.block_errors) == {"end"}


def test_an_entry_without_days():
    block = TimetableEntryBlock()
    with pytest.raises(ValidationError) as caught:
        block.clean(block.to_python(entry(days=[])["value"]))
    assert set(caught.value.block_errors) == {"days"}


def test_times_come_back_as_times():
    value = timetable(entry(start="09:05"))[0].value
    assert value["start"] == time(9, 5)
    assert value.days_label == "Понедельник"
    assert value.kind_label == "кружок"


def test_the_block_shows_itself():
    block = TimetableEntryBlock()
    html = block.render(block.to_python(entry(place="Школа № 3", days=[1, 4])["value"]))
    for words in ["Шахматы", "15:00", "Школа", "Понедельник, Четверг"]:
        assert words in html
