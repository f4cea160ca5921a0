"""A published material is taken off the site, and put back as it was: what moderators decide on
complaints."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from subjects.permissions import check_can_moderate

from .indexing import reindex
from .models import Material

TAKE_DOWN, PUT_BACK = "materials.take_down", "materials.put_back"

LOG_LABELS = {TAKE_DOWN: _("Take off the site"), PUT_BACK: _("Put back on the site")}


def lock(pk):
    """The material with that key, held until the transaction ends; ``None`` when it is gone."""
    return Material.objects.select_for_update().filter(pk=pk).first()


@transaction.atomic
def take_down(material, user, reason):
    """Take ``material`` off the site. Returns whether it was there. Raises ``PermissionDenied``
    unless ``user`` moderates the hub."""
    fresh = lock(material.pk)
    check_can_moderate(user, fresh.hub)
    if not fresh.live:
        return False
    published = fresh.live_revision
    UnpublishAction(fresh, user=user, log_action=False).execute(skip_permission_checks=True)
    # Which version readers had, so that no unfinished one comes back in its place.
    log(fresh, TAKE_DOWN, user=user, revision=published, data={"comment": reason})
    material.refresh_from_db()
    return True


@transaction.atomic
def put_back(material, user):
    """Show ``material`` again as readers had it when it was taken down; newer versions of its
    author wait for a moderator as before. Returns whether it was not there."""
    fresh = lock(material.pk)
    check_can_moderate(user, fresh.hub)
    if fresh.live:
        return False
    entry = ModelLogEntry.objects.for_instance(fresh).filter(action=TAKE_DOWN).first()
    fresh.live, fresh.live_revision = True, entry.revision if entry else None
    fresh.has_unpublished_changes = fresh.latest_revision_id != fresh.live_revision_id
    fresh.save()
    reindex(fresh)
    log(fresh, PUT_BACK, user=user, revision=fresh.live_revision)
    material.refresh_from_db()
    return True
