"""Tells what happens to materials, and remembers those that are deleted."""

from django.contrib.auth import get_user_model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.signals import (
    published,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from search.facts import follow_facts
from subjects.models import HubPage
from subjects.signals import activity

from . import pictures, recording, submission
from .enums import Outcome
from .indexing import reindex
from .models import GoneMaterial, Material
from .signatures import follow_name


def tell_published(sender, instance, revision, **kwargs):
    """A material was published, or published anew. One that is only scheduled is not told."""
    if not instance.live or instance.hub is None:
        return
    is_first = instance.first_published_at == instance.last_published_at
    activity.send(
        sender=Material,
        actor=revision.user,
        verb="published" if is_first else "updated",
        target=instance,
        hub=instance.hub,
    )


def index_published(sender, instance, **kwargs):
    """What readers find is what was published, with its tags, authors and files."""
    reindex(instance)


def count_by_grades(sender, instance, action, **kwargs):
    """The grades are written after the row that the search has counted."""
    if action in {"post_add", "post_remove", "post_clear"} and isinstance(instance, Material):
        follow_facts(instance)


def remember_deleted(sender, instance, **kwargs):
    """The address of a material that was public answers "gone", not "never been here"."""
    if instance.first_published_at is None:
        return
    hub = HubPage.objects.filter(pk=instance.hub_id).first()
    GoneMaterial.objects.get_or_create(material_id=instance.pk, defaults={"hub": hub})


def delete_pictures(sender, instance, **kwargs):
    """What came out of its documents goes with a material."""
    pictures.delete_of_deleted(instance.pk)


def show_published(sender, instance, **kwargs):
    """What was published once, by whatever way, is the hub's business."""
    if instance.is_private:
        recording.show_to_moderators(instance)


def return_from_deleted_hub(sender, instance, **kwargs):
    submission.return_all_from(instance)


def record_sent(sender, instance, user, **kwargs):
    if isinstance(instance.workflow_state.content_object, Material):
        recording.record_sent(instance, user)


def record_approved(sender, instance, user, **kwargs):
    if isinstance(instance.content_object, Material):
        recording.record_outcome(instance, user, Outcome.APPROVED)


def record_returned(sender, instance, user, **kwargs):
    if isinstance(instance.content_object, Material):
        recording.record_outcome(instance, user, Outcome.RETURNED)


def record_cancelled(sender, instance, user, **kwargs):
    if isinstance(instance.content_object, Material):
        outcome = recording.outcome_of_cancelled(instance)
        if outcome is not None:
            recording.record_outcome(instance, user, outcome)


def connect():
    task_submitted.connect(record_sent)
    workflow_approved.connect(record_approved)
    workflow_rejected.connect(record_returned)
    workflow_cancelled.connect(record_cancelled)
    published.connect(tell_published, sender=Material)
    published.connect(index_published, sender=Material)
    published.connect(show_published, sender=Material)
    m2m_changed.connect(count_by_grades, sender=Material.grades.through)
    pre_delete.connect(return_from_deleted_hub, sender=HubPage)
    post_delete.connect(remember_deleted, sender=Material)
    post_delete.connect(delete_pictures, sender=Material)
    post_save.connect(follow_name, sender=get_user_model())
