"""What a person changes about herself."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from ..enums import Visibility
from ..log import log
from ..models import User
from ..photo import cut_square, drop_photo, save_photo
from ..visibility import choice_of, get_parts

FIELDS = [
    "last_name", "first_name", "middle_name", "public_name", "position", "organisation",
    "other_organisation", "taught_subjects", "about",
]  # fmt: skip
# A child's page has nothing to fill in: staff keep the name and the class.
PUPIL_FIELDS = []


def editable_fields(person):
    """What ``person`` may change about herself."""
    return PUPIL_FIELDS if person.is_pupil else FIELDS


@transaction.atomic
def update_profile(person, facts, choices, actor):
    """Write ``facts`` (by field) and ``choices`` (who sees a part, by its name). Returns whether
    anything changed; only what did is written and named in the log."""
    _check(person, actor)
    _lock(person)
    allowed = editable_fields(person)
    changed = [
        name for name, value in facts.items() if name in allowed and getattr(person, name) != value
    ]
    for name in changed:
        setattr(person, name, facts[name])
    if _choose(person, choices):
        changed.append("visibility")
    if not changed:
        return False
    person.save(update_fields=changed)
    log("members.edit_profile", person, actor, fields=sorted(changed))
    return True


def _choose(person, choices):
    if person.is_pupil:
        return False
    parts = {part.name: part.default for part in get_parts()}
    told = {
        name: value
        for name, value in choices.items()
        if name in parts
        and value in Visibility.values
        and value != choice_of(person, name, parts[name])
    }
    person.visibility = {**(person.visibility or {}), **told}
    return bool(told)


@transaction.atomic
def set_photo(person, file, crop, actor):
    """Put a photo, cut square by ``crop``, in the place of the one that was there."""
    _check_has_photo(person, actor)
    content = cut_square(file, crop)
    _lock(person)
    old = person.photo
    person.photo = save_photo(content)
    person.save(update_fields=["photo"])
    drop_photo(old)
    log("members.set_photo", person, actor)
    return True


@transaction.atomic
def remove_photo(person, actor):
    """Take the photo away, the file too. Returns whether there was one."""
    _check(person, actor)
    _lock(person)
    old = person.photo
    if old is None:
        return False
    person.photo = None
    person.save(update_fields=["photo"])
    drop_photo(old)
    log("members.remove_photo", person, actor)
    return True


def _lock(person):
    person.refresh_from_db(from_queryset=User.objects.select_for_update())


def _check(person, actor):
    if actor is None or actor.pk != person.pk:
        raise PermissionDenied(_("Everybody changes only her own profile here."))


def _check_has_photo(person, actor):
    _check(person, actor)
    if person.is_pupil:
        raise PermissionDenied(_("Pupils' pages have no photos."))
