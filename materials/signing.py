"""Whose names stand in a version of a work: those who made it together."""

from .models import MaterialAuthor


def sign(version):
    """Name those who have accepted and are not named in ``version``. Returns whether somebody
    was. The owner and the order of the names stay as they are."""
    rows = list(version.authors.all())
    named = {row.user_id for row in rows}
    accepted = version.coauthors.accepted().exclude(user__in=named - {None})
    new = [coauthor.user for coauthor in accepted.select_related("user")]
    if not new:
        return False
    people = [row for row in rows if row.user_id]
    names = [row for row in rows if not row.user_id]
    _keep(version, [*people, *(MaterialAuthor(user=user) for user in new), *names])
    return True


def sign_newest(material, actor):
    """The same with the newest version, which is kept anew. Returns whether it was."""
    version = material.get_latest_revision_as_object()
    if not sign(version):
        return False
    _save(material, version, actor)
    return True


def unsign(material, user, actor):
    """Take ``user`` out of the newest version. Returns whether she was named there."""
    version = material.get_latest_revision_as_object()
    rows = list(version.authors.all())
    kept = [row for row in rows if row.user_id != user.pk]
    if len(kept) == len(rows):
        return False
    _keep(version, kept)
    _save(material, version, actor)
    return True


def _keep(version, rows):
    for order, row in enumerate(rows):
        row.sort_order = order
    version.authors = rows


def _save(material, version, actor):
    if not material.live:
        version.save()
    version.save_revision(user=actor, clean=False)
