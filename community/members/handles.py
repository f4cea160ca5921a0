"""User names: what stands in the address of a person's page, and never changes by itself."""

import re
import secrets

from django.core.exceptions import ValidationError
from django.db.models import Value
from django.db.models.functions import Lower, Replace
from django.utils.translation import gettext as _

from .enums import PersonRole
from .models import User

MAX_LENGTH = 30
SUFFIXES = 99
# A list of thousands of pupils uses up the short names.
MANY_DIGITS = 6

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
# What the eye takes for each other, in this order.
LOOK_ALIKES = [("0", "o"), ("1", "l"), ("i", "l"), ("_", "-"), (".", "-"), ("rn", "m"), ("vv", "w")]
PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?")
TOMBSTONE = re.compile(r"former-\d+$")


def _skeleton(handle):
    """``handle`` as the eye takes it in."""
    handle = handle.lower()
    for sign, alike in LOOK_ALIKES:
        handle = handle.replace(sign, alike)
    return handle


SKELETONS = {_skeleton(name) for name in RESERVED}


def transliterate(text):
    """``text`` in small Latin letters, digits and single hyphens."""
    latin = "".join(LETTERS.get(letter, letter) for letter in text.lower())
    return re.sub(r"[^a-z0-9]+", "-", latin).strip("-")


def is_reserved(handle):
    """Whether ``handle`` is an address of the site, or the name of an account that is gone."""
    return handle.lower() in RESERVED or bool(TOMBSTONE.match(handle.lower()))


def validate_handle(handle, person=None):
    """Raise ``ValidationError`` for a user name that may be given to nobody, or looks like that
    of somebody else than ``person``. Names that the site gives itself are made of other words."""
    if not PLAIN.fullmatch(handle):
        raise ValidationError(
            _("Latin letters, digits, hyphens and dots only: others may look like them.")
        )
    if is_reserved(handle) or _skeleton(handle) in SKELETONS:
        raise ValidationError(_("This name is kept for the site itself. Choose another one."))
    others = User.objects.exclude(pk=person.pk if person else None)
    seen = Lower("username")
    for sign, alike in LOOK_ALIKES:
        seen = Replace(seen, Value(sign), Value(alike))
    if others.annotate(seen=seen).filter(seen=_skeleton(handle)).exists():
        raise ValidationError(_("Somebody has a name that looks the same. Choose another one."))


def make_handle(first_name, last_name, role=""):
    """A free user name: ``n-ryabinina`` from a name, ``u48213`` for a pupil, whose address
    must tell nothing of her."""
    if role != PersonRole.PUPIL and (base := _base(first_name, last_name)):
        return _first_free(base)
    return _neutral()


def make_handles(people):
    """Free user names for many at once, asked with one query. ``people`` are tuples of a first
    name, a last name and a role."""
    taken = {name.lower() for name in User.objects.values_list("username", flat=True)}
    handles = []
    for first_name, last_name, role in people:
        base = "" if role == PersonRole.PUPIL else _base(first_name, last_name)
        handle = next((name for name in _candidates(base) if name not in taken), None)
        while handle is None or handle in taken:
            handle = f"u{secrets.randbelow(10**MANY_DIGITS):0{MANY_DIGITS}d}"
        taken.add(handle)
        handles.append(handle)
    return handles


def _base(first_name, last_name):
    initial, surname = transliterate(first_name)[:1], transliterate(last_name)
    base = "-".join(filter(None, [initial, surname]))[:MAX_LENGTH].strip("-")
    return base if len(base) > 1 else ""


def _candidates(base):
    """Names that begin with ``base``, in the order of preference."""
    if not base:
        return []
    names = [base, *(f"{base}-{number}" for number in range(2, SUFFIXES + 1))]
    return [name for name in names if not is_reserved(name)]


def _first_free(base):
    same_start = User.objects.filter(username__istartswith=base)
    taken = {name.lower() for name in same_start.values_list("username", flat=True)}
    return next((name for name in _candidates(base) if name not in taken), None) or _neutral()


def _neutral():
    """A name of digits; a longer one when the short ones get scarce."""
    digits = 5
    while True:
        handle = f"u{secrets.randbelow(10**digits):0{digits}d}"
        if not User.objects.filter(username__iexact=handle).exists():
            return handle
        digits += 1
