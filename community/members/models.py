"""People of the community."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .enums import UserStatus


class MemberManager(UserManager):
    """Creates people with or without an e-mail address."""

    def _create_user_object(self, username, email, password, **extra_fields):
        user = super()._create_user_object(username, email, password, **extra_fields)
        user.email = user.email or None
        return user


class User(AbstractUser):
    """A person: signs in by e-mail or by user name (pupils may have no e-mail).

    The user name is also the handle in the address of the person's page. What others see
    is the public name, never the full one.
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
    status = models.CharField(
        _("status"), max_length=12, choices=UserStatus.choices, default=UserStatus.ACTIVE
    )

    objects = MemberManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["last_name", "first_name", "username"]
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

    def get_full_name(self):
        """Surname, first name and patronymic, as Russian documents write them."""
        return " ".join(filter(None, [self.last_name, self.first_name, self.middle_name]))

    def get_public_name(self):
        """The name that others see: her own choice, or initials and surname."""
        if self.public_name:
            return self.public_name
        if not self.last_name:
            return self.first_name or self.username
        names = filter(None, [self.first_name, self.middle_name])
        initials = "".join(f"{name[0]}.\u00a0" for name in names)
        return f"{initials}{self.last_name}"

    def get_initials(self):
        """One or two capital letters for the avatar of a person without a photo."""
        names = [self.first_name, self.last_name] if self.last_name else [self.get_public_name()]
        return "".join(name[0].upper() for name in names if name)

    def __str__(self):
        return self.get_full_name() or self.username
