"""Which column of a table means what, by its heading in Russian or English."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.text.keys import search_key

# What a heading is looked for among: a title and empty rows may stand above it.
HEADING_WITHIN = 15

COLUMNS = {
    "last_name": gettext_lazy("Surname"),
    "first_name": gettext_lazy("First name"),
    "middle_name": gettext_lazy("Patronymic"),
    "full_name": gettext_lazy("Full name"),
    "email": gettext_lazy("E-mail"),
    "role": gettext_lazy("Role"),
    "organisation": gettext_lazy("Organisation"),
    "school_class": gettext_lazy("Class"),
    "position": gettext_lazy("Position"),
    "hubs": gettext_lazy("Hubs"),
}
# Words as people write them, not as the site shows them.
HEADINGS = {
    "last_name": "фамилия; surname; last name; family name",
    "first_name": "имя; name; first name; given name",
    "middle_name": "отчество; patronymic; middle name",
    "full_name": "фио; ф и о; полное имя; фамилия имя отчество; full name; сотрудник; участник; "
    "педагог; ученик; учащийся",
    "email": "e mail; email; mail; почта; электронная почта; эл почта; адрес электронной почты; "
    "электронный адрес",
    "role": "роль; role; кто это; категория",
    "organisation": "организация; школа; оо; образовательная организация; место работы; "
    "учреждение; organisation; organization; school",
    "school_class": "класс; class; grade",
    "position": "должность; position; job title; post",
    "hubs": "хабы; хаб; сообщества; сообщество; hubs; hub; communities; community",
}
MEANINGS = {word.strip(): column for column, words in HEADINGS.items() for word in words.split(";")}
NAME_COLUMNS = {"last_name", "first_name", "full_name"}


def meaning(heading):
    """The column that ``heading`` names, or ``None``: «E-mail/Почта», «Класс (для учеников)»."""
    for part in [heading, *re.split(r"[/(,|]", heading)]:
        words = " ".join(re.sub(r"[\W_]+", " ", search_key(part)).split())
        if words in MEANINGS:
            return MEANINGS[words]
    return None


def read_people(lines):
    """``(rows, columns, ignored)`` of a table: rows are pairs of a number and
    ``{column: text}``, ``ignored`` the headings that nothing is known about.

    Raises ``ValidationError`` when no row of headings names the people.
    """
    for index, line in enumerate(lines[:HEADING_WITHIN]):
        meanings = [meaning(cell) if cell else None for cell in line.cells]
        known = {column for column in meanings if column}
        if (known & NAME_COLUMNS and len(known) > 1) or known == {"full_name"}:
            return _read_rows(lines[index + 1 :], line, meanings)
    raise ValidationError(
        _("There is no row of headings. The first row names the columns: %(columns)s.")
        % {"columns": ", ".join(str(label) for label in COLUMNS.values())},
        code="no_headings",
    )


def _read_rows(lines, head, meanings):
    places = {}
    for place, column in enumerate(meanings):
        if column and column in places:
            raise ValidationError(
                _("Two columns mean the same: “%(first)s” and “%(second)s”. Leave one of them.")
                % {"first": head.cells[places[column]], "second": head.cells[place]},
                code="same_columns",
            )
        if column:
            places[column] = place
    ignored = [
        cell for cell, column in zip(head.cells, meanings, strict=True) if cell and not column
    ]
    rows = []
    for line in lines:
        values = {
            column: line.cells[place]
            for column, place in places.items()
            if place < len(line.cells) and line.cells[place]
        }
        # A row with words beside the known columns alone is a note, a sum or a signature.
        if values:
            rows.append((line.number, values))
    if not rows:
        raise ValidationError(_("There are headings, but nobody below them."), code="empty")
    return rows, list(places), ignored
