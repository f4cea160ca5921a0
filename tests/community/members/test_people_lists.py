"""Reading lists of people: names typed by hand, tables from files."""

import io
import zipfile
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from community.members.codes import clean_code, format_code, make_code, make_codes
from community.members.people_lists import tables
from community.members.people_lists.columns import meaning, read_people
from community.members.people_lists.names import parse_lines

HEAD = "Фамилия;Имя;E-mail\n"


def csv_file(content, name="list.csv"):
    content = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, content)


def xlsx_file(rows, name="list.xlsx", prepare=lambda sheet: None):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    prepare(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile(name, stream.getvalue())


def people_of(file):
    return read_people(tables.read_table(file))[0]


@pytest.mark.parametrize(
    "text",
    ["4821 0937 5566", "482109375566", " 4821-0937-5566 ", "4821–0937–5566", "４８２１09375566"],
)
def test_a_code_is_understood_as_people_type_it(text):
    assert clean_code(text) == "482109375566"


@pytest.mark.parametrize("text", ["", "4821", "4821 0937 556a", "1" * 13, "\x00" * 50, "١" * 12])
def test_what_is_no_code_is_none(text):
    assert clean_code(text) == ""


def test_codes_differ_and_are_read_in_groups():
    codes = make_codes(200)
    assert len(set(codes)) == 200
    assert format_code("482109375566") == "4821 0937 5566"
    taken = make_code()
    assert taken not in make_codes(5, lambda found: {taken} & found)


def test_names_are_read_however_they_were_typed():
    people, errors = parse_lines(
        "1. ИВАНОВА мария петровна, Masha@Mail.ru\n\n"
        "  Петров\tП.И.; <p@example.org>\n"
        "- O'Коннор Анна-Мария\n"
        "Алиев Рустам Эльдар оглы\r\n"
    )
    assert not errors
    assert [(p.last_name, p.first_name, p.middle_name, p.email) for p in people] == [
        ("Иванова", "Мария", "Петровна", "masha@mail.ru"),
        ("Петров", "П.", "И.", "p@example.org"),
        ("O'Коннор", "Анна-Мария", "", ""),
        ("Алиев", "Рустам", "Эльдар оглы", ""),
    ]
    assert [person.number for person in people] == [1, 3, 4, 5]


def test_wrong_lines_are_named_by_their_numbers():
    _people, errors = parse_lines(
        "Сидоров\nИванов Иван\nvera@mail.ru\nПетров Пётр вера@mail.ru\n"
        "Ким1 Олег\nКим Олег a@b.ru c@d.ru\nИВАНОВ иван\n" + "я" * 200 + " Иван"
    )
    assert [number for number, _words in errors] == [1, 3, 4, 5, 6, 7, 8]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_any_text_is_people_or_errors(text):
    people, errors = parse_lines(text)
    filled = [number for number, _words in errors] + [person.number for person in people]
    assert all(1 <= number <= len(text.splitlines()) for number in filled)
    for person in people:
        assert person.last_name and person.first_name
        assert "\x00" not in "".join([person.last_name, person.first_name, person.email])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_is_read_in_the_encodings_and_with_the_signs_of_schools(encoding, sign):
    text = f"Фамилия{sign}Имя{sign}Почта\r\nОльховая{sign}Вера{sign}vera@mail.ru\r\n"
    [(number, values)] = people_of(csv_file(text.encode(encoding)))
    assert number == 2
    assert values == {"last_name": "Ольховая", "first_name": "Вера", "email": "vera@mail.ru"}


def test_columns_stand_in_any_order_below_a_title():
    rows = [
        ["Список учителей", None, None],
        [],
        ["Класс (для учеников)", "E-mail / Почта", "Ф.И.О.", "Телефон", None],
        [7, "vera@mail.ru", "Ольховая Вера", 123, "сам"],
        [None, None, None, 5, None],
    ]
    read, columns, ignored = read_people(tables.read_table(xlsx_file(rows)))
    assert columns == ["school_class", "email", "full_name"]
    assert ignored == ["Телефон"]
    assert read == [
        (4, {"school_class": "7", "email": "vera@mail.ru", "full_name": "Ольховая Вера"})
    ]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("ФАМИЛИЯ*", "last_name"),
        ("First name", "first_name"),
        ("E-Mail", "email"),
        ("Организация/Школа", "organisation"),
        ("Хабы/Сообщества", "hubs"),
        ("Рост", None),
    ],
)
def test_headings_are_understood_in_two_languages(heading, column):
    assert meaning(heading) == column


@pytest.mark.parametrize(
    "rows",
    [[["Иванов", "Иван"]], [["Фамилия", "Имя"]], [["Имя"], ["Иван"]], [["Фамилия", "Имя", "Имя"]]],
)
def test_a_table_without_good_headings_is_refused(rows):
    with pytest.raises(ValidationError):
        people_of(xlsx_file(rows))


def test_cells_are_read_as_people_see_them():
    def prepare(sheet):
        sheet["A2"] = "=CONCATENATE(1,2)"
        sheet["B2"] = "О\u200bльга\n Ивановна"
        sheet["C2"] = date(2026, 9, 1)
        sheet.merge_cells("D1:E1")

    rows = [["Фамилия", "Имя", "Класс", "Должность"], []]
    [(_number, values)] = people_of(xlsx_file(rows, prepare=prepare))
    # The formula was never counted, so it is empty; nothing of it is read as text.
    assert values == {"first_name": "Ольга Ивановна", "school_class": "01.09.2026"}


def test_long_cells_are_cut_and_still_too_long():
    [(_number, values)] = people_of(xlsx_file([["Фамилия", "Имя"], ["я" * 10_000, "Иван"]]))
    assert len(values["last_name"]) == tables.CELL_LENGTH


def test_more_rows_than_allowed_are_refused(monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 30)
    rows = [["Фамилия", "Имя"], *[["Иванов", "Иван"]] * 60]
    with pytest.raises(ValidationError) as refusal:
        tables.read_table(xlsx_file(rows))
    assert refusal.value.code == "too_many_rows"


def test_rows_far_below_are_not_looked_for_for_ever(monkeypatch):
    monkeypatch.setattr(tables, "MAX_LINES", 100)
    with pytest.raises(ValidationError):
        tables.read_table(xlsx_file([], prepare=lambda sheet: sheet.cell(900_000, 1, "Иванов")))


def test_a_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "MAX_UNPACKED", 100_000)
    file = xlsx_file([["Фамилия", "Имя"], *[["Иванов", "Иван"]] * 2_000])
    with pytest.raises(ValidationError) as refusal:
        tables.read_table(file)
    assert refusal.value.code == "archive_bomb"


def test_what_is_no_table_is_refused():
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            "<x>application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml</x>",
        )
        archive.writestr("xl/workbook.xml", "<not xml")
    for file in [
        SimpleUploadedFile("list.xlsx", broken.getvalue()),
        SimpleUploadedFile("list.xlsx", b"MZ program"),
        SimpleUploadedFile("list.csv", b"\x89PNG\r\n\x1a\n0000"),
        SimpleUploadedFile("list.xls", b"Surname;Name"),
        SimpleUploadedFile("list.csv", b""),
        csv_file("\n\n;;\n"),
    ]:
        with pytest.raises(ValidationError):
            tables.read_table(file)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.binary(max_size=400))
def test_any_csv_is_rows_or_a_refusal(content):
    try:
        rows = people_of(csv_file(HEAD.encode() + content))
    except ValidationError:
        return
    for _number, values in rows:
        assert set(values) <= {"last_name", "first_name", "email"}
        assert all(value and "\x00" not in value for value in values.values())
