"""Checks of what people type into forms, common to all apps."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext_lazy as _

SCHEMES = ["http", "https"]
HOST = re.compile(r"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$")
PHONE = re.compile(r"^tel:\+?[0-9()-]{3,30}$", re.IGNORECASE)
# Browsers drop these from an address before they read its scheme.
INVISIBLE = re.compile(r"[\x00-\x20\x7f\u00a0\u2000-\u200f\u2028-\u202f\u2060\ufeff]")

_check_url = URLValidator(schemes=SCHEMES)
_check_email = EmailValidator()


def validate_web_address(value):
    """An address of a page on the web: ``https://…`` or ``http://…``."""
    _refuse_spaces(value)
    parts = urlsplit_or_none(value)
    if parts is None or parts.scheme.lower() not in SCHEMES:
        raise ValidationError(
            _("Enter an address that begins with https:// or http://."), code="address"
        )
    try:
        _check_url(value)
    except ValidationError as error:
        raise ValidationError(_("The address is not written right."), code="address") from error


def validate_link(value):
    """Where a link may lead: the web, a mail box, a telephone, a place of this site.

    Everything else is refused, ``javascript:`` above all.
    """
    _refuse_spaces(value)
    scheme = value.partition(":")[0].lower()
    if value.startswith(("#", "?")) or is_path(value):
        return
    if scheme in SCHEMES:
        validate_web_address(value)
    elif scheme == "mailto":
        _validate_mail_link(value)
    elif scheme != "tel":
        raise ValidationError(
            _(
                "Enter an address that begins with https://, mailto:, tel: or / "
                "(a page of this site)."
            ),
            code="address",
        )
    elif not PHONE.match(value):
        raise ValidationError(_("The telephone number is not written right."), code="address")


def is_path(value):
    """Whether ``value`` is an address within this site (``//host`` and ``/\\host`` are not)."""
    return value.startswith("/") and not value.startswith(("//", "/\\"))


def _validate_mail_link(value):
    address = value.partition(":")[2].partition("?")[0]
    try:
        _check_email(address)
    except ValidationError as error:
        raise ValidationError(
            _("The e-mail address is not written right."), code="address"
        ) from error


def validate_host(value):
    """The name of a site, as ``learningapps.org``: no scheme, no path, no port."""
    if not HOST.match(to_ascii_host(value)):
        raise ValidationError(
            _("“%(value)s” is not the name of a site. Write it like learningapps.org."),
            code="host",
            params={"value": value},
        )


def to_ascii_host(value):
    """A host's name in the form that browsers compare: small letters, Cyrillic in punycode."""
    value = value.strip().rstrip(".").lower()
    try:
        return value.encode("idna").decode() if not value.isascii() else value
    except UnicodeError:
        return value


def urlsplit_or_none(value):
    """``value`` parted as an address, ``None`` when it is none."""
    try:
        parts = urlsplit(value)
        # Reading the port is what finds a wrong one.
        return parts if parts.port is None or parts.port else None
    except ValueError:
        return None


def _refuse_spaces(value):
    if INVISIBLE.search(value):
        raise ValidationError(
            _("The address contains spaces or invisible characters. Copy it anew."), code="address"
        )
