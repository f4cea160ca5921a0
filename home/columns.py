"""Columns of the admin's lists that Wagtail does not have."""

from django.contrib.humanize.templatetags.humanize import naturalday
from wagtail.admin.ui.tables import Column


class DayColumn(Column):
    """A day without a time: «today», «yesterday», or its date. (Wagtail's ``DateColumn`` tells
    the hours since its midnight.)"""

    def get_value(self, instance):
        return naturalday(super().get_value(instance))
