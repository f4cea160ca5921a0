"""Files of posts: who may add them, and who may have them."""

from django.utils.translation import gettext as _

from home.uploads import type_by_extension
from home.uploads.serving import ServedFile
from materials.serving import as_served
from materials.upload_places import UploadPlace, recently

from .enums import PostState
from .limits import MAX_FILES
from .models import Attachment, Post
from .permissions import can_moderate


def may_attach(user):
    """Whether ``user`` may send files for a post: whoever takes part in the site may; where she
    may write, the post itself asks."""
    return user.is_authenticated and user.is_member


def recently_attached(user):
    """Files that ``user`` has sent not long ago and that stand in posts by now."""
    return Attachment.objects.filter(stored__uploaded_by=user, stored__created_at__gte=recently())


def place_of_post(user, draft, held=(), taken=None):
    """The ``UploadPlace`` of a form for posts; ``held`` are files that it has, ``taken`` the
    keys of those ``recently_attached``, if they are known."""
    if taken is None:
        taken = recently_attached(user).values_list("stored_id", flat=True)
    return UploadPlace(
        draft=draft,
        most=MAX_FILES,
        many=_("A post holds up to %(limit)s files. Leave out some, or pack them as ZIP.")
        % {"limit": MAX_FILES},
        held=len(held),
        taken={*(stored.pk for stored in held), *taken},
    )


def find_attachment(user, post_pk, pk):
    """The ``Attachment`` of that number, if ``user`` may read its post, else ``None``. Moderators
    see the files of what waits and of what was taken away; of what its author has deleted, nobody
    does."""
    rows = Attachment.objects.select_related("stored", "post__discussion__hub")
    rows = rows.exclude(post__state=PostState.DELETED)
    found = rows.filter(pk=pk, post=post_pk).first()
    if found is None:
        return None
    if can_moderate(user, found.post.discussion):
        return found
    return found if Post.objects.visible_to(user).filter(pk=post_pk).exists() else None


def is_picture(stored):
    """Whether ``stored`` is shown in the page."""
    kind = type_by_extension(stored.extension)
    return kind is not None and kind.family == "image"


def as_shown(stored):
    """What is sent of a file of a post: a picture for the page, anything else to keep."""
    served = as_served(stored)
    return ServedFile(**{**vars(served), "is_shown": is_picture(stored)})
