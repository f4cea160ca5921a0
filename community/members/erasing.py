"""Taking a person's data away: which rows are hers, and what is left of those that stay.

Whatever hangs on a person by ``CASCADE`` is hers alone and goes, also what a feature will add
one day; what is ``SET_NULL`` (works, decisions) stays and is signed by the empty account.
"""

from collections import defaultdict

from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import ModelLogEntry, ReferenceIndex, UploadedFile

from home.text.keys import search_key

from .enums import PersonRole, UserStatus
from .indexing import forget_person
from .models import Consent, User

# Rows that stay with the empty account: they name nobody, and prove that the site was right
# to do what it did.
KEPT = {Consent}
KEYS_AT_ONCE = 500
EMPTY_NAME = "former-{}"


def personal_models():
    """Models whose rows belong to a person, with the field that says whose they are."""
    for relation in User._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        if relation.on_delete is models.CASCADE and not relation.related_model._meta.auto_created:
            yield relation.related_model, relation.field.name


def personal_rows(person):
    """``(model, QuerySet)`` of all that is hers alone."""
    for model, field in personal_models():
        yield model, model._base_manager.filter(**{field: person})


def forget_labels(person, label):
    """Call everything about the person ``label`` in the log, which keeps the names of things
    as they were; returns nothing, asks as many questions as there are models."""
    keys = defaultdict(set)
    keys[User].add(person.pk)
    for model, rows in personal_rows(person):
        keys[model].update(rows.values_list("pk", flat=True))
    for model, found in keys.items():
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        entries = ModelLogEntry.objects.filter(content_type=kind)
        texts = [str(key) for key in found]
        for start in range(0, len(texts), KEYS_AT_ONCE):
            part = texts[start : start + KEYS_AT_ONCE]
            entries.filter(object_id__in=part).update(label=label)
    # Rows that were deleted before: the log says whom they were about.
    ModelLogEntry.objects.filter(data__person=person.pk).update(label=label)


def take_files(rows):
    """Files of ``rows``: pairs of a storage and a path."""
    names = [field.name for field in rows.model._meta.concrete_fields if is_file(field)]
    if not names:
        return []
    return [
        (getattr(row, name).storage, getattr(row, name).name)
        for row in rows.only("pk", *names)
        for name in names
        if getattr(row, name)
    ]


def is_file(field):
    return isinstance(field, models.FileField)


def delete_rows(person):
    """Delete all that is hers alone; its files go when that is stored for good."""
    for model, rows in personal_rows(person):
        if model in KEPT:
            continue
        delete_files_later(take_files(rows))
        rows.delete()
    UploadedFile.objects.filter(uploaded_by_user=person).delete()


def delete_files_later(files):
    for storage, path in files:
        transaction.on_commit(lambda storage=storage, path=path: storage.delete(path))


def delete_photo(person):
    """Delete the portrait, unless a page shows the same picture for another reason."""
    photo = person.photo
    if photo is None:
        return
    person.photo = None
    User.objects.filter(pk=person.pk).update(photo=None)
    people = ContentType.objects.get_for_model(User)
    elsewhere = ReferenceIndex.get_references_to(photo).exclude(
        base_content_type=people, object_id=str(person.pk)
    )
    if not elsewhere.exists() and not User.objects.filter(photo=photo).exists():
        photo.delete()


def empty(person, public_name):
    """What is left of an account: a row without anything of the person, signed
    ``public_name`` (or nothing)."""
    person.groups.clear()
    person.user_permissions.clear()
    values = dict.fromkeys(_texts(), "") | {
        "username": EMPTY_NAME.format(person.pk),
        "public_name": public_name,
        "email": None,
        "password": make_password(None),
        "role": PersonRole.OTHER,
        "organisation": None,
        "visibility": {},
        "last_seen_on": None,
        "last_login": None,
        "suspended_until": None,
        "is_active": False,
        "is_staff": False,
        "is_superuser": False,
        "name_is_public": False,
        "profile_is_hidden": False,
        "password_is_temporary": False,
        "status": UserStatus.LEFT,
    }
    for name, value in values.items():
        setattr(person, name, value)
    # Past ``save``: each feature has signed anew what is hers, all at once.
    User.objects.filter(pk=person.pk).update(**values)
    ReferenceIndex.remove_for_object(person)
    forget_person(person)


def _texts():
    """Fields of the account in which there are words of or about the person, also those that
    are added one day."""
    for field in User._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField) and not field.choices:
            yield field.name


def remove(person, label):
    """Delete somebody who never came: no word of hers is here that could stay."""
    forget_labels(person, label)
    for _model, rows in personal_rows(person):
        delete_files_later(take_files(rows))
    delete_photo(person)
    person.delete()


def names_of(person):
    """What the person is called in texts that the site has made, longest first."""
    names = {
        person.get_full_name(),
        person.get_community_name(),
        person.public_name,
        person.last_name,
        person.email or "",
        person.username,
    }
    return sorted((name for name in names if len(search_key(name)) > 1), key=len, reverse=True)
