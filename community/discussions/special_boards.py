"""The two boards that every site has once: for talk of the rules, and of the moderators' acts,
which has no place in other topics (S0 3.6). The page of the rules leads to them."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from community.members.enums import ConsentKind
from community.members.models import ConsentText
from home.plugins import Part

from .enums import BoardPurpose
from .models import Board

PURPOSES = [BoardPurpose.RULES, BoardPurpose.MODERATION]


def _words():
    """Titles and descriptions, in the language of the site."""
    with translation.override(settings.LANGUAGE_CODE):
        return {
            BoardPurpose.RULES: (
                _("Rules of the community"),
                _("What to add to the rules and what to change in them."),
            ),
            BoardPurpose.MODERATION: (
                _("Acts of the moderators"),
                _("Only here are the moderators' decisions talked about. Appeals are heard apart."),
            ),
        }


def make_special_boards():
    """Make those of the two boards that the site has not; called again it does nothing."""
    present = set(Board.objects.filter(purpose__in=PURPOSES).values_list("purpose", flat=True))
    for order, purpose in enumerate(PURPOSES, start=900):
        if purpose not in present:
            title, description = _words()[purpose]
            Board.objects.get_or_create(
                purpose=purpose,
                defaults={"title": title, "description": description, "order": order},
            )


def boards_part(thing, request):
    """Where the rules are talked about, below their text."""
    if not isinstance(thing, ConsentText) or thing.kind != ConsentKind.RULES:
        return None
    boards = list(Board.objects.filter(purpose__in=PURPOSES))
    return Part("boards-of-rules", "discussions/rules_boards.html", {"boards": boards})
