"""Keeping the index of the search in step with people."""

from django.db.models.signals import post_delete, post_save
from modelsearch import index, signal_handlers
from modelsearch.backends import get_search_backends

from .enums import LET_IN
from .models import Organisation, User

# From what follows whether a person is in the index, and with which words.
INDEXED_FIELDS = {
    "last_name", "first_name", "middle_name", "public_name", "position", "organisation",
    "organisation_id", "other_organisation", "taught_subjects", "about", "visibility",
    "profile_is_hidden", "name_is_public", "role", "status", "is_active",
}  # fmt: skip
AT_ONCE = 200


def follow_person(sender, instance, created=False, raw=False, update_fields=None, **kwargs):
    """A person was saved. What is saved at each sign-in is nothing to the index."""
    if raw or (update_fields is not None and INDEXED_FIELDS.isdisjoint(update_fields)):
        return
    if instance.is_active and instance.status in LET_IN:
        signal_handlers.post_save_signal_handler(instance)
    elif not created:
        forget_person(instance)


def forget_person(person):
    """Take ``person`` out of the index."""
    index.remove_object(person)


def forget_deleted(sender, instance, **kwargs):
    forget_person(instance)


def reindex_people(people):
    """Index ``people`` anew: after what was written past ``save``."""
    keys = list(people.order_by().values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        found = list(User.get_indexed_objects().filter(pk__in=keys[start : start + AT_ONCE]))
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(User, found)


def follow_organisation(sender, instance, created=False, raw=False, update_fields=None, **kwargs):
    """An organisation may be called otherwise: its people are found by its name."""
    if raw or created or (update_fields is not None and "name" not in update_fields):
        return
    reindex_people(instance.people.all())


def connect():
    post_save.connect(follow_person, sender=User)
    post_delete.connect(forget_deleted, sender=User)
    post_save.connect(follow_organisation, sender=Organisation)
