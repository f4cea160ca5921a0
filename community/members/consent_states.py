"""How a person's consents stand, as her page shows them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .enums import ConsentKind
from .models import Consent
from .texts import TextInForce, offered_kinds, required_kinds, texts_in_force

# What the page of withdrawal promises; ``actions.consents`` carries it out.
WHAT_FOLLOWS = {
    ConsentKind.RULES: [
        _("You leave all your hubs at once, and requests to join others are taken back."),
        _("When you come next, you are asked about the rules again. Until you accept them, you "
          "cannot take part."),
        _("What you have published stays."),
    ],
    ConsentKind.PERSONAL_DATA: [
        _("Without this consent we may not keep your data, so your account will be deleted."),
        _("You have 14 days to change your mind: sign in and press one button."),
        _("After that your name, e-mail, photo, portfolio and memberships are deleted for good. "
          "What you have published stays, signed “Former member”."),
    ],
    ConsentKind.PARENTAL: [
        _("You leave all your hubs at once, and requests to join others are taken back."),
        _("Until a parent agrees again, you cannot take part."),
    ],
    ConsentKind.PUBLIC_NAME: [
        _("Visitors no longer see your name and photo: your works are signed “Member of the "
          "community”."),
        _("Members of the community see your name as before."),
    ],
}  # fmt: skip


@dataclass
class ConsentState:
    """One kind of consent: the text in force (if any) and what the person holds."""

    kind: str
    label: str
    text: TextInForce | None
    consent: Consent | None
    is_required: bool

    @property
    def is_held(self):
        """Whether the person agreed to the very version in force."""
        return self.consent is not None and (
            self.text is None or self.consent.text_id == self.text.pk
        )

    @property
    def is_outdated(self):
        """Whether she agreed to a version before this one."""
        return self.consent is not None and not self.is_held


def get_states(person):
    """``ConsentState`` of each kind that concerns ``person``."""
    in_force = texts_in_force()
    held = {}
    for consent in person.consents.held().select_related("text").order_by("text__version"):
        held[consent.text.kind] = consent
    offered, required = offered_kinds(person.role), required_kinds(person.role)
    return [
        ConsentState(
            kind, ConsentKind(kind).label, in_force.get(kind), held.get(kind), kind in required
        )
        for kind in ConsentKind.values
        if kind in held or (kind in offered and kind in in_force)
    ]
