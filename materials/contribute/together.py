"""With whom a work is made, as its authors see it."""

from ..enums import CoAuthorStatus
from ..permissions import can_contribute_anywhere, is_owner


def coauthors_context(user, material):
    """What the list of those who make a work together needs."""
    rows = list(material.coauthors.select_related("user__photo", "user__organisation"))
    owns = is_owner(user, material)
    return {
        "coauthors": rows,
        "owner": material.owner,
        "is_owner": owns,
        "is_coauthor": any(
            row.user_id == user.pk and row.status == CoAuthorStatus.ACCEPTED for row in rows
        ),
        "may_invite": owns and can_contribute_anywhere(user),
    }
