"""Which people, memberships and texts: each question is asked here, once."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from home.text.keys import bare_words, search_key
from subjects.permissions import moderates_anything

from . import visibility
from .enums import (
    LET_IN,
    MODERATING_ROLES,
    MembershipRole,
    MembershipStatus,
    PersonRole,
    UserStatus,
    Visibility,
)

MOST_LOOKED_THROUGH = 200


def _not_hidden(part):
    """Condition: the person did not choose that nobody sees ``part``. Who never chose has no
    such key, and to the database that is neither equal nor unequal to anything."""
    key = f"visibility__{part}"
    return Q(**{f"{key}__isnull": True}) | ~Q(**{key: Visibility.NOBODY})


class PersonQuerySet(models.QuerySet):
    def members(self):
        """People who are let in and may take part now (``User.is_member``)."""
        over = Q(status=UserStatus.SUSPENDED, suspended_until__lte=timezone.now())
        return self.filter(Q(status=UserStatus.ACTIVE) | over, is_active=True)

    def choosable(self):
        """People whom staff may show on a page: members, and no children."""
        return self.members().exclude(role=PersonRole.PUPIL)

    def named_like(self, text):
        """People whose names, user name or e-mail hold every word of ``text``."""
        found = self
        for word in search_key(text).split():
            found = found.filter(search_key__contains=word)
        return found

    def in_directory(self, viewer):
        """People whom ``viewer``, a member, finds in the list of the community. Children are
        nobody's to look through: only those who keep a hub find pupils here."""
        found = self.members()
        return found if moderates_anything(viewer) else found.exclude(role=PersonRole.PUPIL)

    def let_in(self):
        """People of the community, also those who are suspended now: who may ever be found."""
        return self.filter(is_active=True, status__in=LET_IN)

    def public(self):
        """People whose page everybody may open (``visibility.is_public``)."""
        return self.let_in().filter(name_is_public=True).exclude(role=PersonRole.PUPIL)

    def found_by(self, viewer):
        """People whom ``viewer``, maybe a visitor, finds by the search of the site."""
        return self.in_directory(viewer) if visibility.is_insider(viewer) else self.public()

    def found_by_members(self, text):
        """People whose shown name, or organisation unless they hide it, has every word."""
        found = self
        shown = _not_hidden("organisation")
        for word in search_key(text).split():
            by_organisation = Q(organisation__search_key__contains=word) & shown
            found = found.filter(Q(name_key__contains=word) | by_organisation)
        return found

    def shown_in_hub(self, hub):
        """People of ``hub`` who do not hide which hubs they belong to."""
        return self.filter(
            _not_hidden("memberships"),
            memberships__hub=hub,
            memberships__status=MembershipStatus.ACTIVE,
        )


class OrganisationQuerySet(models.QuerySet):
    def listed(self):
        """Organisations that are offered to newcomers."""
        return self.filter(is_listed=True)

    def named_like(self, text):
        """Organisations whose names or place hold every word of ``text``, whatever stands
        between the words: «Школа №2, город Заречный» is «Школа № 2» there."""
        found = self
        for word in bare_words(text):
            found = found.filter(search_key__contains=word)
        return found

    def offered_for(self, text, limit=10):
        """The first of those listed that are named like ``text``; where it stands as a whole
        word comes before where it is a part of one: № 5 before № 15."""
        words = set(bare_words(text))
        found = list(self.listed().named_like(text)[:MOST_LOOKED_THROUGH])
        found.sort(key=lambda row: len(words - set(bare_words(row.search_key))))
        return found[:limit]


class MembershipQuerySet(models.QuerySet):
    def active(self):
        """Memberships that hold now."""
        return self.filter(status=MembershipStatus.ACTIVE)

    def requested(self):
        """Requests that wait for a moderator, of people who are let in to the site."""
        return self.filter(
            status=MembershipStatus.REQUESTED,
            user__in=self._people().members().order_by().values("pk"),
        )

    def of_people(self):
        """Memberships of people who may take part now: not of suspended ones."""
        return self.filter(user__in=self._people().members().order_by().values("pk"))

    def shown_to_visitors(self):
        """Of grown-ups whose names are public and who did not choose otherwise."""
        chosen = Q(visibility__memberships=Visibility.MEMBERS)
        chosen |= Q(visibility__memberships=Visibility.NOBODY)
        people = self._people().members().filter(name_is_public=True)
        people = people.exclude(role=PersonRole.PUPIL)
        hidden = self._people().filter(chosen).order_by().values("pk")
        return self.filter(user__in=people.order_by().values("pk")).exclude(user__in=hidden)

    def shown_to_members(self, with_pupils):
        """Of people who do not hide from members which hubs they belong to."""
        hidden = self._people().filter(visibility__memberships=Visibility.NOBODY)
        found = self.of_people().exclude(user__in=hidden.order_by().values("pk"))
        return found if with_pupils else found.exclude(user__role=PersonRole.PUPIL)

    def leading(self):
        """Memberships of those who do something for the hub; shown with what they do."""
        return self.exclude(role=MembershipRole.MEMBER)

    def with_faces(self):
        """With the person as she is shown, in a fixed number of queries."""
        return self.select_related("user__photo", "user__organisation").prefetch_related(
            "user__photo__renditions"
        )

    def by_name(self):
        """By the name that is shown, or the order would tell a surname that is not."""
        return self.order_by("user__name_key", "pk")

    def moderating(self):
        """Memberships whose role moderates."""
        return self.filter(role__in=MODERATING_ROLES)

    def tutors(self):
        """Memberships of those who teach colleagues."""
        return self.filter(role=MembershipRole.TUTOR)

    def _people(self):
        return self.model._meta.get_field("user").related_model._default_manager


class ConsentTextQuerySet(models.QuerySet):
    def published(self):
        """Versions in force or once in force."""
        return self.filter(published_at__isnull=False)

    def current(self, kind):
        """The version of ``kind`` in force, or ``None`` when there is none."""
        return self.published().filter(kind=kind).order_by("-version").first()


class ConsentQuerySet(models.QuerySet):
    def held(self):
        """Consents that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class PortfolioQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Entries that ``viewer`` (maybe anonymous) may see: all of her own; of others what
        they show to her. A pupil's are for the pupil alone; visitors see nothing of those who
        did not agree to show their names."""
        shown = Q(visibility=Visibility.EVERYBODY, person__name_is_public=True)
        if viewer.is_authenticated and viewer.is_member:
            shown = Q(visibility__in=[Visibility.EVERYBODY, Visibility.MEMBERS])
        shown &= ~Q(person__role=PersonRole.PUPIL)
        if viewer.is_authenticated:
            shown |= Q(person=viewer)
        return self.filter(shown)
