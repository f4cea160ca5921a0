"""What stands otherwise in two versions of the same form, in words."""

from django.utils.translation import gettext as _


def differences(form, kept):
    """``(label, words)`` of the fields whose value in ``kept`` (an unbound form of what is on
    the server) is not what was typed into ``form``."""
    found = []
    for field in kept:
        mine = form[field.name].value()
        theirs = kept.initial.get(field.name)
        if as_words(mine) == as_words(theirs) or field.name in ("warranty", "files"):
            continue
        found.append((field.label, _describe(field, theirs) or _("empty")))
    return found


def _describe(field, value):
    named = {str(key): label for key, label in getattr(field.field, "choices", None) or []}
    keys = value if isinstance(value, list) else [value]
    return ", ".join(str(named.get(str(key), key)) for key in keys if key not in (None, ""))


def as_words(value):
    """A value of a form, comparable whether it was typed or kept."""
    if isinstance(value, list | tuple):
        return sorted(map(str, value))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
