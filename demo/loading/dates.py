"""The demo's dates count from the day it is loaded, so that it never looks old."""

import datetime

from django.utils import timezone


def days_from_now(days, hour=10):
    """A moment ``days`` from today (negative: ago), at ``hour`` in the site's time zone.

    What was to be earlier today has happened already, however early the demo is loaded.
    """
    now = timezone.localtime()
    moment = (now + datetime.timedelta(days=days)).replace(
        hour=hour, minute=(7 * abs(days)) % 60, second=0, microsecond=0
    )
    return min(moment, now) if days <= 0 else moment
