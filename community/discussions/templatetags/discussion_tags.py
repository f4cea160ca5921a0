"""Tags of the pages of discussions."""

from django import template
from django.utils import formats, timezone

register = template.Library()


@register.filter
def moment(value):
    """``{{ post.created_at|moment }}``: day and time, the year only where it is another one. No
    "today": a page may be kept for a while."""
    local = timezone.localtime(value)
    words = "j E, H:i" if local.year == timezone.localdate().year else "j E Y, H:i"
    return formats.date_format(local, words)
