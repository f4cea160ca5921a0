"""The words for people, their roles and the states that they go through."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UserStatus(models.TextChoices):
    """Where a person stands with the community."""

    INVITED = "invited", _("invited, has not come yet")
    PENDING = "pending", _("waiting for approval")
    ACTIVE = "active", _("active")
    SUSPENDED = "suspended", _("suspended")
    LEFT = "left", _("has left")


# May sign in: a person who waits sees how her application stands.
MAY_SIGN_IN = {UserStatus.PENDING, UserStatus.ACTIVE}
# Were let in to the community; a suspension keeps them out of the site, not of its people.
LET_IN = {UserStatus.ACTIVE, UserStatus.SUSPENDED}


class PersonRole(models.TextChoices):
    """Who a person is in the district's schools (requirements B10, S3 7)."""

    TEACHER = "teacher", _("teacher")
    MANAGER = "manager", _("school manager")
    METHODIST = "methodist", _("methodist")
    PARENT = "parent", _("parent")
    PUPIL = "pupil", _("pupil")
    OTHER = "other", _("other")


# What one may call oneself when registering; staff give the rest.
SELF_CHOSEN_ROLES = [
    PersonRole.TEACHER,
    PersonRole.MANAGER,
    PersonRole.PARENT,
    PersonRole.PUPIL,
    PersonRole.OTHER,
]


class OrganisationKind(models.TextChoices):
    SCHOOL = "school", _("school")
    KINDERGARTEN = "kindergarten", _("kindergarten")
    SUPPLEMENTARY = "supplementary", _("supplementary education")
    COLLEGE = "college", _("college")
    CENTRE = "centre", _("methodical centre, authority")
    OTHER = "other", _("other organisation")


class SchoolLabel(models.TextChoices):
    """What a school is in the network (requirements A8); for staff, never shown to others."""

    ORDINARY = "ordinary", _("ordinary school")
    LEADER = "leader", _("leader school")
    LOW_RESULTS = "low_results", _("school with low results")


class MembershipRole(models.TextChoices):
    """What a member does in a hub (requirements B10)."""

    MEMBER = "member", _("member")
    TUTOR = "tutor", _("tutor")
    EXPERT = "expert", _("expert")
    MODERATOR = "moderator", _("moderator")
    HEAD = "head", _("head")


# These roles moderate: who has one is in the hub's group of moderators.
MODERATING_ROLES = {MembershipRole.MODERATOR, MembershipRole.HEAD}


class MembershipStatus(models.TextChoices):
    """Where a membership stands."""

    REQUESTED = "requested", _("requested")
    ACTIVE = "active", _("member")
    REFUSED = "refused", _("refused")
    LEFT = "left", pgettext_lazy("a hub", "has left")
    EXCLUDED = "excluded", _("excluded")


ENDED_MEMBERSHIPS = {
    MembershipStatus.REFUSED,
    MembershipStatus.LEFT,
    MembershipStatus.EXCLUDED,
}


class RegistrationMode(models.TextChoices):
    """How the site takes newcomers; the regulations differ (requirements B11)."""

    OPEN = "open", _("open: whoever confirms the e-mail is in")
    APPROVAL = "approval", _("by approval")
    INVITATION = "invitation", _("by invitation only")


class RegistrationStatus(models.TextChoices):
    """Where an application to the site stands."""

    UNCONFIRMED = "unconfirmed", _("e-mail not confirmed")
    WAITING = "waiting", _("waiting for a decision")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", pgettext_lazy("application", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "withdrawn")


class ConsentKind(models.TextChoices):
    """What a person agrees to, each by itself (requirements B11, C19)."""

    RULES = "rules", _("rules of the community")
    PERSONAL_DATA = "personal_data", _("processing of personal data")
    PARENTAL = "parental", _("consent of a parent for a pupil")
    PUBLIC_NAME = "public_name", _("name shown to everybody")


class ConsentSource(models.TextChoices):
    """Where a consent was given."""

    REGISTRATION = "registration", _("at registration")
    INVITATION = "invitation", _("by an invitation code")
    SIGN_IN = "sign_in", _("at sign-in, for a new version")
    ACCOUNT = "account", _("in the account's settings")


class Visibility(models.TextChoices):
    """Who sees a part of a person's page; the person chooses."""

    EVERYBODY = "everybody", _("everybody")
    MEMBERS = "members", _("members of the community")
    NOBODY = "nobody", _("nobody")


class PortfolioKind(models.TextChoices):
    """Parts of an electronic portfolio (requirements F41)."""

    EDUCATION = "education", _("education")
    COURSE = "course", _("courses and training")
    ATTESTATION = "attestation", _("attestation")
    PUBLICATION = "publication", _("publications")
    AWARD = "award", _("awards")
    EXPERIENCE = "experience", _("work and public activity")


class ExportStatus(models.TextChoices):
    """Where a copy of a person's data stands."""

    QUEUED = "queued", _("being prepared")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")
    EXPIRED = "expired", _("expired")


class InvitationState(models.TextChoices):
    """What has become of a code; told by its dates, stored nowhere."""

    UNUSED = "unused", _("not used yet")
    USED = "used", _("used")
    EXPIRED = "expired", _("out of date")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ImportStatus(models.TextChoices):
    """Where a list of people stands."""

    PREVIEW = "preview", _("being looked at")
    DONE = "done", _("taken in")
    CANCELLED = "cancelled", _("dropped")
