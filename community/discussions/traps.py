"""What a program that fills in forms gives itself away by: a field that people do not see, and
sending a form sooner than anybody can write."""

import time

from django.conf import settings
from django.core import signing

SALT = "discussions.form"


def stamp():
    """When a form was shown, signed, for a hidden field of it."""
    return signing.dumps(int(time.time()), salt=SALT)


def is_caught(stamped, bait):
    """Whether the form was filled in by a program: ``bait`` is what stands in the unseen field,
    ``stamped`` the time that the form brings back. An old form is nobody's fault."""
    if bait:
        return True
    try:
        shown_at = signing.loads(stamped or "", salt=SALT)
    except signing.BadSignature:
        return True
    return time.time() - shown_at < settings.SOONEST_FORM_SECONDS
