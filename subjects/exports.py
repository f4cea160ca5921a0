"""Tables that Excel opens as they are meant."""

from datetime import datetime

from django.utils.timezone import is_aware, localtime, make_naive
from django.utils.translation import gettext

# Excel takes a cell that begins so for a formula, whoever wrote it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


def as_cell(value):
    """``value`` as the reader of a table means it: yes or no, the hour of the clock on the wall,
    and words that are never run as a formula."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime) and is_aware(value):
        return make_naive(localtime(value)).replace(microsecond=0)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


class SafeExportMixin:
    """Mixin for views with Wagtail's spreadsheet export: Russian letters survive in Excel,
    and what people typed is never run as a formula."""

    def to_row_dict(self, item):
        row = super().to_row_dict(item)
        return {name: as_cell(value) for name, value in row.items()}

    def stream_csv(self, queryset):
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)
