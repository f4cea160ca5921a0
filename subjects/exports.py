"""Tables that Excel opens as they are meant."""

# Excel takes a cell that begins so for a formula, whoever wrote it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


class SafeExportMixin:
    """Mixin for views with Wagtail's spreadsheet export: Russian letters survive in Excel,
    and what people typed is never run as a formula."""

    def to_row_dict(self, item):
        row = super().to_row_dict(item)
        return {name: self._as_text(value) for name, value in row.items()}

    @staticmethod
    def _as_text(value):
        if isinstance(value, str) and value.startswith(FORMULA_STARTS):
            return f"'{value}"
        return value

    def stream_csv(self, queryset):
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)
