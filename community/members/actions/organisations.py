"""Keeping the register of organisations: people are never lost with a row of it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from subjects.permissions import is_site_editor
from subjects.signals import activity

from ..indexing import reindex_people
from ..log import log
from ..models import InvitationSheet, Organisation, User


def check_can_keep_organisations(user):
    """Raises ``PermissionDenied`` unless ``user`` keeps the register: site editors do."""
    if not is_site_editor(user):
        raise PermissionDenied(_("The register of organisations is kept by the site's editors."))


def _lock(*keys):
    """The rows with ``keys``, locked in one order so that two merges never wait for each other."""
    rows = Organisation.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    found = {row.pk: row for row in rows}
    if set(keys) - set(found):
        raise ValidationError(_("This organisation is not in the register any more."))
    return [found[key] for key in keys]


@transaction.atomic
def merge(organisation, into, actor):
    """Move the people of ``organisation`` to ``into`` and remove the row that is left empty.
    Returns whether anything changed: a row merged into itself is left as it is."""
    check_can_keep_organisations(actor)
    if organisation.pk == into.pk:
        return False
    organisation, into = _lock(organisation.pk, into.pk)
    moved = User.objects.filter(organisation=organisation).update(organisation=into)
    InvitationSheet.objects.filter(organisation=organisation).update(organisation=into)
    log("members.merge_organisation", into, actor, merged=organisation.pk, people=moved)
    activity.send(
        sender=Organisation, actor=actor, verb="organisation_merged", target=into, hub=None
    )
    organisation.delete()
    reindex_people(User.objects.filter(organisation=into))
    return True


@transaction.atomic
def unlist(organisation, actor):
    """Offer the organisation to newcomers no more; its people stay with it."""
    check_can_keep_organisations(actor)
    [organisation] = _lock(organisation.pk)
    if not organisation.is_listed:
        return False
    organisation.is_listed = False
    organisation.save(update_fields=["is_listed"])
    log("members.unlist_organisation", organisation, actor)
    activity.send(
        sender=Organisation,
        actor=actor,
        verb="organisation_unlisted",
        target=organisation,
        hub=None,
    )
    return True


def refusal_to_delete(organisation):
    """Why the organisation may not be deleted, in words; empty when it may."""
    number = User.objects.filter(organisation=organisation).count()
    if not number:
        return ""
    message = ngettext(
        "%(count)s person belongs to “%(name)s”: it cannot be deleted. Merge it with another one, "
        "or let it be offered to newcomers no more.",
        "%(count)s people belong to “%(name)s”: it cannot be deleted. Merge it with another one, "
        "or let it be offered to newcomers no more.",
        number,
    )
    return message % {"count": number, "name": organisation}


@transaction.atomic
def delete(organisation, actor):
    """Remove a row to which nobody belongs."""
    check_can_keep_organisations(actor)
    [organisation] = _lock(organisation.pk)
    if message := refusal_to_delete(organisation):
        raise ValidationError(message)
    log("members.delete_organisation", organisation, actor)
    activity.send(
        sender=Organisation,
        actor=actor,
        verb="organisation_deleted",
        target=organisation,
        hub=None,
    )
    organisation.delete()
    return True
