"""Texts that the demo's people agreed to when they joined, and their consents."""

from community.members.enums import ConsentKind, ConsentSource, UserStatus
from community.members.models import Consent, ConsentText, User
from community.members.texts import required_kinds
from demo.factories.members import ConsentTextFactory
from demo.texts import texts

from .dates import days_from_now

PUBLISHED = -120
GIVEN = -100


def load_consents():
    """First versions in force, and the consents of everybody who has none yet."""
    for entry in texts("consents"):
        if not ConsentText.objects.filter(kind=entry["kind"]).exists():
            ConsentTextFactory(**entry, version=1, published_at=days_from_now(PUBLISHED))
    first = {text.kind: text for text in ConsentText.objects.filter(version=1)}
    people = User.objects.exclude(status=UserStatus.INVITED).filter(consents__isnull=True)
    Consent.objects.bulk_create(
        Consent(
            user=person,
            text=first[kind],
            source=ConsentSource.REGISTRATION,
            given_at=days_from_now(GIVEN + number % 60, hour=9 + number % 9),
        )
        for number, person in enumerate(people.order_by("pk"))
        for kind in kinds_of(person)
    )


def kinds_of(person):
    """What a person of the demo agreed to: all that she must, and the name if it is shown."""
    kinds = required_kinds(person.role)
    return [*kinds, ConsentKind.PUBLIC_NAME] if person.name_is_public else kinds
