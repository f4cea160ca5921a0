"""The demo's dates count from the day it is loaded, so that it never looks old."""

import datetime

from django.utils import timezone


def days_from_now(days, hour=10):
    """A moment ``days`` from today (negative: ago), at ``hour`` in the site's time zone."""
    moment = timezone.localtime() + datetime.timedelta(days=days)
    return moment.replace(hour=hour, minute=(7 * abs(days)) % 60, second=0, microsecond=0)
