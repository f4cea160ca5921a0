"""What moderation does when something happens elsewhere."""

from django.contrib.auth import get_user_model
from django.db.models.signals import post_delete

from materials.models import Material
from subjects.signals import activity

from .actions.cases import settle
from .actions.sanctions import follow_reinstatement


def settle_deleted(sender, instance, **kwargs):
    """A thing is deleted: its case has nothing to decide any more. Features connect it to
    ``post_delete`` of the models of their kinds."""
    settle(instance)


def end_site_sanction(sender, actor, verb, target, hub, **kwargs):
    """Staff have given an account back by the list of people."""
    if verb == "account_reinstated":
        follow_reinstatement(target, actor)


def connect():
    activity.connect(end_site_sanction, dispatch_uid="moderation.end_site_sanction")
    for model in (Material, get_user_model()):
        post_delete.connect(settle_deleted, sender=model, dispatch_uid=f"moderation.{model}")
