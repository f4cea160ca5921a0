"""People of the community."""

from django.contrib.auth.models import AbstractUser, Permission, UserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.text.keys import search_key
from home.text.typography import get_initials

from .. import visibility
from ..enums import LET_IN, MAY_SIGN_IN, PersonRole, UserStatus
from ..querysets import PersonQuerySet
from .found import FoundPerson


class MemberManager(UserManager.from_queryset(PersonQuerySet)):
    """Creates people with or without an e-mail address."""

    def _create_user_object(self, username, email, password, **extra_fields):
        user = super()._create_user_object(username, email, password, **extra_fields)
        user.email = user.email or None
        return user


class User(FoundPerson, AbstractUser):
    """A person: signs in by e-mail or by user name (pupils may have no e-mail).

    The user name is also the handle in the address of the person's page. What others see
    is the public name, never the full one; visitors see it only with the person's consent.
    """

    email = models.EmailField(_("e-mail"), null=True, blank=True)
    middle_name = models.CharField(_("patronymic"), max_length=150, blank=True)
    public_name = models.CharField(
        _("public name"),
        max_length=200,
        blank=True,
        help_text=_("What others see. Empty: surname and initials."),
    )
    position = models.CharField(_("position"), max_length=200, blank=True)
    photo = models.ForeignKey(
        "home.SiteImage",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    role = models.CharField(
        _("role"), max_length=12, choices=PersonRole.choices, default=PersonRole.TEACHER
    )
    organisation = models.ForeignKey(
        "members.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
    )
    other_organisation = models.CharField(
        _("organisation that is not in the list"), max_length=200, blank=True
    )
    school_class = models.CharField(
        _("class"), max_length=10, blank=True, help_text=_("For pupils: 7Б, for example.")
    )
    taught_subjects = models.CharField(
        _("subjects"), max_length=300, blank=True, help_text=_("What the person teaches.")
    )
    about = models.TextField(_("about oneself"), max_length=3000, blank=True)
    name_is_public = models.BooleanField(
        _("name is public"),
        default=False,
        editable=False,
        help_text=_("Kept in step with the consent to show the name to everybody."),
    )
    profile_is_hidden = models.BooleanField(
        _("photo and words about oneself are hidden by a moderator"), default=False, editable=False
    )
    visibility = models.JSONField(_("who sees what"), default=dict, blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=12, choices=UserStatus.choices, default=UserStatus.ACTIVE
    )
    suspended_until = models.DateTimeField(
        _("suspended until"), null=True, blank=True, help_text=_("Empty: for good.")
    )
    suspension_reason = models.TextField(_("reason of the suspension"), blank=True)
    password_is_temporary = models.BooleanField(
        _("password is temporary"),
        default=False,
        help_text=_("The person chooses her own at the next sign-in."),
    )
    last_seen_on = models.DateField(_("last seen"), null=True, blank=True, editable=False)
    search_key = models.TextField(editable=False, default="", blank=True)
    # What other members may find the person by: no e-mail, and no name that she does not show.
    name_key = models.TextField(editable=False, default="", blank=True)

    objects = MemberManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["last_name", "first_name", "username"]
        indexes = [
            models.Index(fields=["status", "role"], name="members_user_status"),
            models.Index(fields=["last_name", "first_name", "username"], name="members_user_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="members_user_email_unique",
                violation_error_message=_("Somebody with this e-mail is already registered."),
            )
        ]

    def clean(self):
        super().clean()
        self.email = self.email or None

    def save(self, *args, **kwargs):
        self.prepare()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_key", "name_key"}
        super().save(*args, **kwargs)

    def prepare(self):
        """Fill in what follows from the rest; whoever creates many at once calls it too."""
        # A NULL is "no e-mail": present ones are unique, whatever letters they are typed in.
        self.email = (self.email or "").strip().lower() or None
        self.search_key = search_key(
            self.last_name, self.first_name, self.middle_name, self.public_name,
            self.username, self.email,
        )  # fmt: skip
        names = [self.last_name, self.first_name, self.middle_name]
        if self.public_name:
            # «М. П. Иванова» stands under И, as those do who chose no name of their own.
            names = self.public_name.split()
            if names[-1:] == [self.last_name]:
                names = [names[-1], *names[:-1]]
        self.name_key = search_key(*names)

    def get_absolute_url(self):
        """The person's page."""
        return reverse("members:profile", args=[self.username])

    @property
    def is_pupil(self):
        """Whether the rules for children hold: name and class only, closed to visitors."""
        return self.role == PersonRole.PUPIL

    @property
    def has_left(self):
        """Whether the account was deleted and only its words are here."""
        return self.status == UserStatus.LEFT

    @property
    def is_suspended(self):
        """Whether the person is kept out now; a suspension for a time ends by itself."""
        if self.status != UserStatus.SUSPENDED:
            return False
        return self.suspended_until is None or self.suspended_until > timezone.now()

    @property
    def is_member(self):
        """Whether the person is let in and may take part now."""
        if not self.is_active or self.is_suspended:
            return False
        return self.status in LET_IN

    @property
    def may_sign_in(self):
        """Whether the person may be signed in now; one who waits may, to see how it stands."""
        if not self.is_active or self.is_suspended:
            return False
        return self.status in MAY_SIGN_IN or self.status == UserStatus.SUSPENDED

    @property
    def organisation_name(self):
        """The organisation in short, from the register or as the person wrote it."""
        return self.organisation.name if self.organisation else self.other_organisation

    @cached_property
    def is_staff_member(self):
        """Whether the person may enter the admin. The head of every page asks, so it is one
        query, where asking for the permission loads all that the person has in two."""
        if not self.is_active or self.is_superuser:
            return self.is_active
        if "enters_admin" in vars(self):
            # Asked together with the person (``backends``).
            return self.enters_admin
        held = Q(group__user=self) | Q(user=self)
        access = Permission.objects.filter(codename="access_admin")
        return access.filter(held, content_type__app_label="wagtailadmin").exists()

    def get_full_name(self):
        """Surname, first name and patronymic, as Russian documents write them."""
        return " ".join(filter(None, [self.last_name, self.first_name, self.middle_name]))

    def get_community_name(self):
        """The name that members see: her own choice, or initials and surname."""
        if self.public_name:
            return self.public_name
        if self.has_left:
            return gettext("Former member")
        if not self.last_name:
            return self.first_name or self.username
        names = filter(None, [self.first_name, self.middle_name])
        initials = "".join(f"{name[0]}.\u00a0" for name in names)
        return f"{initials}{self.last_name}"

    def get_public_name(self):
        """The name that everybody sees: without the person's consent, no name at all."""
        if self.name_is_public or self.has_left:
            return self.get_community_name()
        return gettext("Member of the community")

    def name_for(self, viewer):
        """The name as ``viewer`` (a user, maybe anonymous) may see it."""
        if visibility.can_see_name(viewer, self):
            return self.get_community_name()
        return self.get_public_name()

    def initials_for(self, viewer):
        """Letters for the avatar; none where ``viewer`` does not see the name."""
        if not visibility.can_see_name(viewer, self):
            return ""
        return get_initials(self.get_community_name())

    def photo_for(self, viewer):
        """The face, where ``viewer`` may see it; else ``None``."""
        if self.photo_id is None or not visibility.can_see(viewer, self, "photo"):
            return None
        return self.photo

    def position_for(self, viewer):
        """The position, where ``viewer`` may see it; of a pupil, the class for members."""
        if self.is_pupil:
            return self.class_for(viewer)
        return self.position if visibility.can_see(viewer, self, "position") else ""

    def organisation_for(self, viewer):
        """The organisation in short, where ``viewer`` may see it."""
        return self.organisation_name if visibility.can_see(viewer, self, "organisation") else ""

    def summary_for(self, viewer):
        """Who this is in one line: the position or at least the role, and the organisation."""
        if self.has_left:
            return ""
        role = "" if self.role == PersonRole.OTHER else self.get_role_display()
        what = self.position_for(viewer) or role
        return ", ".join(filter(None, [what, self.organisation_for(viewer)]))

    def class_for(self, viewer):
        """A pupil's class, for members of the community and the pupil."""
        sees = visibility.is_insider(viewer) or visibility.is_self(viewer, self)
        if not (self.is_pupil and self.school_class and sees):
            return ""
        return gettext("class %(name)s") % {"name": self.school_class}

    def page_for(self, viewer):
        """The address of the person's page, where ``viewer`` may open it; else nothing."""
        return self.get_absolute_url() if visibility.can_open(viewer, self) else ""

    def __str__(self):
        return self.get_full_name() or self.username
