"""Places of a file in words."""

from django.utils.translation import gettext as _


def place_label(place):
    """``page:3`` as a reader would say it; an empty text for a file that has no parts."""
    kind, _colon, name = place.partition(":")
    if kind == "page":
        return _("page %(number)s") % {"number": name}
    if kind == "slide":
        return _("slide %(number)s") % {"number": name}
    if kind == "sheet":
        return _("sheet “%(name)s”") % {"name": name}
    return ""
