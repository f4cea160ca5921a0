"""The texts that people agree to: which are in force now, and whom they concern.

Every page names them at its foot and every request of a member asks about them, so the few
lines that this takes are kept in the cache until a text is published.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.urls import reverse
from django.utils.text import capfirst

from .enums import ConsentKind, PersonRole
from .models import ConsentText
from .models.consents import IN_FORCE_KEY

# A worker that missed the news of a new version learns of it after so many seconds.
CACHE_SECONDS = 300

# Without these nobody takes part; the rest is free to give (requirements B11, C19).
ALWAYS_REQUIRED = (ConsentKind.RULES, ConsentKind.PERSONAL_DATA)
# What readers without an account look for too.
IN_FOOTER = (ConsentKind.RULES, ConsentKind.PERSONAL_DATA)


@dataclass(frozen=True)
class TextInForce:
    """The version of a text that is asked for now."""

    pk: int
    kind: str
    version: int
    title: str

    @property
    def url(self):
        return reverse("members:text", args=[self.kind])


def texts_in_force():
    """``{kind: TextInForce}`` of the kinds that have a published version."""
    found = cache.get(IN_FORCE_KEY)
    if found is None:
        rows = ConsentText.objects.published().order_by("kind", "version")
        newest = {row[1]: row for row in rows.values_list("pk", "kind", "version", "title")}
        found = list(newest.values())
        cache.set(IN_FORCE_KEY, found, CACHE_SECONDS)
    return {row[1]: TextInForce(*row) for row in found}


def required_kinds(role):
    """What a person of ``role`` must agree to before taking part."""
    kinds = list(ALWAYS_REQUIRED)
    return [*kinds, ConsentKind.PARENTAL] if role == PersonRole.PUPIL else kinds


def offered_kinds(role):
    """What a person of ``role`` is asked about at all. The name of a child is shown to no
    stranger, so a pupil is not asked for that."""
    if role == PersonRole.PUPIL:
        return required_kinds(role)
    return [*required_kinds(role), ConsentKind.PUBLIC_NAME]


def footer_links():
    """Links to the texts for the foot of every page; no query once they are known."""
    texts = texts_in_force()
    return [
        (capfirst(ConsentKind(kind).label), texts[kind].url) for kind in IN_FOOTER if kind in texts
    ]
