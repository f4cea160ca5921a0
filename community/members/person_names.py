"""Names and addresses as people type them, and as the site keeps them."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

NAME = re.compile(r"[^\W\d_]+(?:[ .’'-]+[^\W\d_]+)*\.?")
WORD = re.compile(r"[^\W\d_]+")
CYRILLIC = re.compile("[а-яё]+", re.IGNORECASE)


def clean_person_name(text):
    """``text`` without needless spaces and capitals. Raises ``ValidationError`` for what is no
    name of a person: digits, signs."""
    name = " ".join(text.split())
    if name and not NAME.fullmatch(name):
        raise ValidationError(_("Only letters, a hyphen or a space may stand here."))
    if len(name) > 1 and (name.isupper() or name.islower()):
        name = WORD.sub(lambda word: word.group().capitalize(), name)
    return name


def clean_email_address(text):
    """``text`` as an e-mail address. Raises ``ValidationError`` that says what is wrong."""
    address = text.strip().strip("<>;,.").lower()
    if found := CYRILLIC.search(address):
        raise ValidationError(
            _("There are Russian letters in the address: “%(letters)s”. Switch the keyboard.")
            % {"letters": found.group()}
        )
    if " " in address:
        raise ValidationError(_("There is a space inside the address. Remove it."))
    if "@" not in address:
        raise ValidationError(_("There is no @ in the address. It looks like this: nina@mail.ru"))
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(
            _("This does not look like an e-mail address. It looks like this: nina@mail.ru")
        ) from None
    return address
