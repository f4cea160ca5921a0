"""How the sections address an audience: on a page one reads "For parents", in a form's
list of choices too, while the bare choices of :class:`home.enums.Audience` only name it."""

from django.utils.translation import pgettext_lazy

from home.enums import Audience

AUDIENCE_LABELS = {
    Audience.ALL: pgettext_lazy("to whom", "Everyone"),
    Audience.PARENTS: pgettext_lazy("to whom", "Parents"),
    Audience.TEACHERS: pgettext_lazy("to whom", "Teachers"),
    Audience.PUPILS: pgettext_lazy("to whom", "Pupils"),
}

# For filters. "Everyone" is no choice: what is for everyone concerns each audience anyway.
AUDIENCE_FILTER_CHOICES = [
    ("", pgettext_lazy("to whom", "Anyone")),
    *[(value, label) for value, label in AUDIENCE_LABELS.items() if value != Audience.ALL],
]


def audience_label(audience):
    """The words that address ``audience``; empty for a value that is none."""
    return AUDIENCE_LABELS.get(audience, "")


def audiences_reached(audience):
    """Values of things that concern ``audience``: its own and those for everyone."""
    return {audience, Audience.ALL}
