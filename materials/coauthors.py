"""Making a work together (requirements F39): the owner asks, the other one answers.

Each function checks, changes, logs and tells; a repeated act changes nothing. Whoever has
accepted may edit the draft and send it; only the owner invites and deletes.
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from subjects.signals import activity

from . import locks, submission
from .enums import CoAuthorStatus
from .models import CoAuthor, Material
from .permissions import can_contribute_anywhere, check_is_owner
from .signing import sign_newest, unsign

MAX_COAUTHORS = 20


def invitable(viewer, material, text):
    """People whom ``viewer`` may find by ``text`` to ask them: as the list of members shows
    them; children and those who have been asked already are left out."""
    people = get_user_model()._default_manager.choosable().in_directory(viewer)
    asked = material.coauthors.exclude(status=CoAuthorStatus.DECLINED).values("user")
    found = people.found_by_members(text).exclude(pk__in=asked).exclude(pk=material.owner_id)
    return found.order_by("name_key", "pk").select_related("organisation")


@transaction.atomic
def invite(material, user, actor):
    """Ask ``user`` to make the work together. Returns whether she is asked anew. Raises
    ``PermissionDenied`` unless ``actor`` began the work, ``ValidationError`` when ``user``
    cannot be asked."""
    material = _locked(material)
    check_is_owner(actor, material)
    _check_invitable(material, user)
    coauthor, is_new = CoAuthor.objects.get_or_create(
        material=material, user=user, defaults={"invited_by": actor}
    )
    if not is_new and coauthor.status != CoAuthorStatus.DECLINED:
        return False
    if not is_new:
        coauthor.status, coauthor.invited_by = CoAuthorStatus.INVITED, actor
        coauthor.answered_at = None
        coauthor.save()
    _log(material, "invite", actor, user)
    _tell(coauthor, "coauthor_invited", actor)
    return True


def _check_invitable(material, user):
    if user.pk == material.owner_id:
        raise ValidationError(_("This is your own work: you are its author already."))
    is_listed = get_user_model()._default_manager.choosable().filter(pk=user.pk).exists()
    if not is_listed:
        raise ValidationError(_("This person cannot be invited."))
    if not can_contribute_anywhere(user):
        raise ValidationError(
            _("This person is in no hub yet, and so cannot share works. Ask her to join one first.")
        )
    others = material.coauthors.exclude(status=CoAuthorStatus.DECLINED).exclude(user=user)
    if others.count() >= MAX_COAUTHORS:
        raise ValidationError(
            _("A work has at most %(number)s co-authors.") % {"number": MAX_COAUTHORS}
        )


@transaction.atomic
def accept(material, user):
    """``user`` makes the work together from now on: she may edit and send it, and is named
    under its next version. Returns whether she had not accepted before. Raises
    ``PermissionDenied`` unless she was invited."""
    material = _locked(material)
    coauthor = _invitation(material, user)
    if coauthor.status == CoAuthorStatus.ACCEPTED:
        return False
    if coauthor.status != CoAuthorStatus.INVITED:
        raise PermissionDenied(_("The invitation is not there any more."))
    if not can_contribute_anywhere(user):
        raise PermissionDenied(_("Join a hub first: then you can share works."))
    _answer(coauthor, CoAuthorStatus.ACCEPTED, "accept")
    # What readers see, what a moderator reads and what somebody edits is let alone: there the
    # name comes with the next version.
    if not (_is_settled(material) or material.is_locked_for(user)):
        sign_newest(material, user)
    return True


@transaction.atomic
def decline(material, user):
    """``user`` does not want to. Returns whether she had not said so before."""
    coauthor = _invitation(_locked(material), user)
    if coauthor.status == CoAuthorStatus.DECLINED:
        return False
    if coauthor.status == CoAuthorStatus.ACCEPTED:
        raise PermissionDenied(_("You are a co-author already. You may leave the work."))
    _answer(coauthor, CoAuthorStatus.DECLINED, "decline")
    return True


@transaction.atomic
def remove(material, user, actor):
    """Take ``user`` out of the co-authors, or the invitation back. Returns whether she was
    there. Raises ``PermissionDenied`` unless ``actor`` began the work."""
    material = _locked(material)
    check_is_owner(actor, material)
    return _take_out(material, user, actor, "remove")


@transaction.atomic
def leave(material, user):
    """``user`` does not make the work together any more. Returns whether she did."""
    return _take_out(_locked(material), user, user, "leave")


def _take_out(material, user, actor, verb):
    coauthor = material.coauthors.filter(user=user).first()
    if coauthor is None or (verb == "leave" and coauthor.status != CoAuthorStatus.ACCEPTED):
        return False
    if coauthor.status == CoAuthorStatus.ACCEPTED:
        if submission.state_of(material) in submission.UNDER_REVIEW:
            raise PermissionDenied(
                _("A moderator is looking at the work. To change it, take it back first.")
            )
        locks.check_free(material, actor)
        unsign(material, user, actor)
        locks.release(material, user)
    coauthor.delete()
    _log(material, verb, actor, user)
    if verb == "leave":
        _tell(coauthor, "coauthor_left", actor)
    return True


def _locked(material):
    """``material`` as it is now, held until the transaction ends."""
    return Material.objects.select_for_update().get(pk=material.pk)


def _invitation(material, user):
    coauthor = material.coauthors.filter(user=user).first()
    if coauthor is None:
        raise PermissionDenied(_("The invitation is not there any more."))
    return coauthor


def _is_settled(material):
    state = submission.state_of(material)
    if state in submission.UNDER_REVIEW:
        return True
    return material.live and not material.has_unpublished_changes


def _answer(coauthor, status, verb):
    coauthor.status, coauthor.answered_at = status, timezone.now()
    coauthor.save(update_fields=["status", "answered_at"])
    _log(coauthor.material, verb, coauthor.user, coauthor.user)
    _tell(coauthor, "coauthor_answered", coauthor.user)


def _log(material, verb, actor, user):
    log(material, f"materials.coauthor_{verb}", user=actor, data={"person": user.pk})


def _tell(coauthor, verb, actor):
    hub = coauthor.material.get_latest_revision_as_object().hub
    activity.send(sender=CoAuthor, actor=actor, verb=verb, target=coauthor, hub=hub)
