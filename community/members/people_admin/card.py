"""What the card of a person tells, and to whom: site editors see all of it, a moderator what
concerns her hubs (the name, the organisation, the application, memberships there)."""

from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from ..addresses import is_email_confirmed
from ..models import AccountDeletion, Consent, Invitation, Membership, Registration
from ..rights import CONCERNS_MODERATORS, hubs_shared_with, keeps_people
from ..sessions import count_sessions
from .words import status_words

NEWEST = 50


class PersonCard:
    """The card of ``person`` for ``viewer``."""

    def __init__(self, person, viewer):
        self.person = person
        self.viewer = viewer
        self.sees_all = keeps_people(viewer)

    def get_context(self):
        context = {
            "card": self,
            "names": self.get_names(),
            "organisation": self.get_organisation(),
            "memberships": self.get_memberships(),
            "registration": self.get_registration(),
        }
        if self.sees_all:
            context |= {
                "account": self.get_account(),
                "consents": self.get_consents(),
                "invitation": Invitation.objects.filter(user=self.person).first(),
                "deletion": AccountDeletion.objects.filter(user=self.person).first(),
                "log_about": self.get_log_about()[:NEWEST],
                "log_by": self.get_log_by()[:NEWEST],
                "history_url": reverse("wagtailusers_users:history", args=[self.person.pk]),
            }
        return context

    def get_names(self):
        person = self.person
        rows = [
            (_("Full name"), person.get_full_name()),
            (_("Members see"), person.get_community_name()),
            (_("E-mail"), person.email or _("none")),
        ]
        if self.sees_all:
            rows[2:2] = [
                (_("Visitors see"), person.get_public_name()),
                (_("User name"), person.username),
            ]
        return rows

    def get_organisation(self):
        person = self.person
        rows = [
            (_("Role"), person.get_role_display()),
            (_("Organisation"), self._organisation_words()),
            (_("Class"), person.school_class),
            (_("Position"), person.position),
            (_("Subjects"), person.taught_subjects),
        ]
        if self.sees_all and person.organisation:
            label = person.organisation.get_label_display()
            rows.insert(2, (_("Role of the school in the network"), label))
        return [row for row in rows if row[1]]

    def _organisation_words(self):
        if self.person.organisation:
            return str(self.person.organisation)
        if self.person.other_organisation:
            return _("%(name)s (not in the register)") % {"name": self.person.other_organisation}
        return ""

    def get_account(self):
        person = self.person
        rows = [
            (_("Status"), status_words(person)),
            (_("Last suspension: why"), person.suspension_reason),
            (_("E-mail"), self._email_words()),
            (_("Password"), self._password_words()),
            (_("Second factor"), self._second_factor_words()),
            (_("Signed in on devices"), str(count_sessions(person))),
            (_("Registered"), person.date_joined.date()),
            (_("Last seen"), person.last_seen_on or _("never")),
            (_("Rights"), self._rights_words()),
        ]
        return [row for row in rows if row[1]]

    def _email_words(self):
        if not self.person.email:
            return _("none: signs in by user name")
        return _("confirmed") if is_email_confirmed(self.person) else _("not confirmed")

    def _password_words(self):
        if not self.person.has_usable_password():
            return _("not set")
        if self.person.password_is_temporary:
            return _("temporary: will be changed at the next sign-in")
        return _("set by the person")

    def _second_factor_words(self):
        found = Authenticator.objects.filter(user=self.person)
        return _("on") if found.exists() else _("off")

    def _rights_words(self):
        names = [group.name for group in self.person.groups.all()]
        if self.person.is_superuser:
            names.insert(0, _("Administrator of the site"))
        return ", ".join(names)

    def get_memberships(self):
        """All of them, newest first; for a moderator those in her hubs."""
        memberships = self.person.memberships.select_related("hub", "decided_by")
        if self.sees_all:
            return memberships
        return memberships.filter(
            hub__in=hubs_shared_with(self.viewer, self.person), status__in=CONCERNS_MODERATORS
        )

    def get_registration(self):
        return Registration.objects.filter(user=self.person).select_related("decided_by").first()

    def get_consents(self):
        return self.person.consents.select_related("text")

    def get_log_about(self):
        """What was done with the person: with the account, memberships, application."""
        about = Q(content_type=ContentType.objects.get_for_model(type(self.person)))
        about &= Q(object_id=str(self.person.pk))
        for model in [Membership, Registration, Invitation, Consent, AccountDeletion]:
            keys = model.objects.filter(user=self.person).values_list("pk", flat=True)
            about |= Q(
                content_type=ContentType.objects.get_for_model(model),
                object_id__in=[str(key) for key in keys],
            )
        return ModelLogEntry.objects.filter(about).select_related("user")

    def get_log_by(self):
        """What the person did in registers."""
        return ModelLogEntry.objects.filter(user=self.person).select_related("content_type")
