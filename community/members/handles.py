"""User names: what stands in the address of a person's page, and never changes by itself."""

import re
import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .enums import PersonRole
from .models import User

MAX_LENGTH = 30
SUFFIXES = 99

LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    # Tatar, Bashkir, Ukrainian and Belarusian letters that names of the country have.
    "ә": "a", "ө": "o", "ү": "u", "җ": "zh", "ң": "n", "һ": "h", "ғ": "g", "ҡ": "k", "ҙ": "z",
    "ҫ": "s", "і": "i", "ї": "i", "є": "e", "ґ": "g", "ў": "u",
}  # fmt: skip

# Addresses of the site below /members/, and names that would be taken for somebody official.
RESERVED = {
    "admin", "administrator", "all", "anonymous", "api", "edit", "editor", "export", "former",
    "help", "import", "invitation", "join", "leave", "login", "logout", "me", "member", "members",
    "methodhub", "moderator", "new", "none", "null", "root", "search", "signup", "staff",
    "support", "system", "teacher", "undefined", "user", "withdraw",
}  # fmt: skip
TOMBSTONE = re.compile(r"former-\d+$")


def transliterate(text):
    """``text`` in small Latin letters, digits and single hyphens."""
    latin = "".join(LETTERS.get(letter, letter) for letter in text.lower())
    return re.sub(r"[^a-z0-9]+", "-", latin).strip("-")


def is_reserved(handle):
    """Whether ``handle`` is an address of the site, or the name of an account that is gone."""
    return handle.lower() in RESERVED or bool(TOMBSTONE.match(handle.lower()))


def validate_handle(handle):
    """Raise ``ValidationError`` for a user name that may be given to nobody."""
    if is_reserved(handle):
        raise ValidationError(_("This name is kept for the site itself. Choose another one."))


def make_handle(first_name, last_name, role=""):
    """A free user name: ``n-ryabinina`` from a name, ``u48213`` for a pupil, whose address
    must tell nothing of her."""
    if role != PersonRole.PUPIL:
        initial, surname = transliterate(first_name)[:1], transliterate(last_name)
        base = "-".join(filter(None, [initial, surname]))[:MAX_LENGTH].strip("-")
        if len(base) > 1:
            return _first_free(base)
    return _neutral()


def _first_free(base):
    candidates = [base, *(f"{base}-{number}" for number in range(2, SUFFIXES + 1))]
    same_start = User.objects.filter(username__istartswith=base)
    taken = {name.lower() for name in same_start.values_list("username", flat=True)}
    free = (name for name in candidates if name not in taken and not is_reserved(name))
    return next(free, None) or _neutral()


def _neutral():
    """A name of digits; a longer one when the short ones get scarce."""
    digits = 5
    while True:
        handle = f"u{secrets.randbelow(10**digits):0{digits}d}"
        if not User.objects.filter(username__iexact=handle).exists():
            return handle
        digits += 1
