"""Who may write where, and the words for whoever may not.

Whom moderators have barred from a hub reads there, follows what she reads, takes back what is her
own (a post, thanks), complains and appeals; in the talk itself she does nothing: she does not
write, mend, give thanks, choose an answer, hold a chat or moderate.
"""

from django.core.exceptions import PermissionDenied
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from community.members.permissions import active_hub_ids
from community.moderation.standing import check_not_barred
from subjects import permissions as hubs
from subjects.enums import WritingPolicy

from .enums import DiscussionKind
from .models import Discussion, Post
from .targets import has_comments, target_of


def can_moderate(user, discussion):
    """Whether ``user`` moderates what is said in ``discussion``."""
    return hubs.can_moderate(user, discussion.hub)


def check_can_moderate(user, discussion):
    """Raises ``PermissionDenied`` unless ``user`` moderates ``discussion``, and may act there."""
    if not can_moderate(user, discussion):
        raise PermissionDenied(_("You do not moderate this discussion."))
    check_not_barred(user, discussion.hub)


def check_may_write(user, *, discussion=None, board=None, target=None, is_editing=False):
    """Raises ``PermissionDenied``, with words for the reader, unless ``user`` may write in
    ``discussion``, begin a topic in ``board`` or comment on ``target``; that she may read it
    is asked elsewhere (``visible_to``). ``is_editing``: she mends what she has written there."""
    check_takes_part(user)
    if discussion is not None:
        _check_discussion(user, discussion, is_editing)
    elif board is not None:
        _check_place(user, board.hub)
        _check_board(user, board)
    else:
        _check_target(user, target)


def may_enter(user, discussion):
    """Whether ``user`` may enter where ``discussion`` stands; a topic of her own may wait there."""
    if can_moderate(user, discussion):
        return True
    if discussion.kind == DiscussionKind.TOPIC:
        places = Discussion.objects.visible_in_hubs(user)
    else:
        places = Discussion.objects.visible_to(user)
    return places.filter(pk=discussion.pk).exists()


def sees_post(user, discussion, post):
    """Whether ``user`` sees that ``post`` of ``discussion`` is there, be it by its trace."""
    shown = Post.objects.shown_in(discussion, user, can_moderate(user, discussion))
    return shown.filter(pk=post.pk).exists()


def may_write(user, **place):
    """Whether ``check_may_write`` lets ``user`` write."""
    return not why_not(user, **place)


def why_not(user, **place):
    """Why ``user`` may not write there, in words; nothing when she may."""
    try:
        check_may_write(user, **place)
    except PermissionDenied as error:
        return str(error)
    return ""


def check_takes_part(user):
    """Raises ``PermissionDenied`` unless ``user`` is a member who may take part now."""
    if not user.is_authenticated:
        raise PermissionDenied(_("Sign in to write."))
    if not user.is_member:
        raise PermissionDenied(_("Only members of the community write here."))


def _check_place(user, hub):
    """Sanctions, the archive and the policy of the hub."""
    check_not_barred(user, hub)
    if hub is None:
        return
    if hub.is_wound_up:
        raise PermissionDenied(_("The hub is wound up: it can be read, but nothing is written."))
    if hubs.can_moderate(user, hub) or hub.writing_policy == WritingPolicy.COMMUNITY:
        return
    if hub.writing_policy == WritingPolicy.CLOSED:
        raise PermissionDenied(_("Only moderators write in this hub."))
    if hub.pk not in active_hub_ids(user):
        raise PermissionDenied(_("Only members of the hub write here. Join the hub first."))


def _check_discussion(user, discussion, is_editing):
    _check_place(user, discussion.hub)
    if discussion.kind == DiscussionKind.CHAT:
        _check_chat(discussion.chat)
        return
    if not can_moderate(user, discussion):
        if discussion.is_closed:
            raise PermissionDenied(_("The discussion is closed."))
        # Not even its author, who may only mend what waits: whom she names in another post would
        # be called to what cannot be read.
        is_own = is_editing and discussion.author_id == user.pk
        if not discussion.is_visible and not is_own:
            raise PermissionDenied(_("The topic waits for a moderator."))
    if discussion.kind == DiscussionKind.TOPIC:
        _check_board(user, discussion.board)
    elif discussion.target is None or not has_comments(discussion.target):
        raise PermissionDenied(_("Comments are switched off here."))


def _check_board(user, board):
    if board.is_closed and not hubs.can_moderate(user, board.hub):
        raise PermissionDenied(_("The board is closed: it can be read, but nothing is written."))


def _check_chat(chat):
    if chat.is_cancelled:
        raise PermissionDenied(_("The chat was cancelled."))
    if chat.is_over:
        raise PermissionDenied(_("The chat is over: it can be read, but nothing is written."))
    if not chat.is_running:
        begins = formats.date_format(timezone.localtime(chat.starts_at), "DATETIME_FORMAT")
        raise PermissionDenied(_("The chat begins on %(date)s.") % {"date": begins})


def _check_target(user, target):
    kind = target_of(target)
    if kind is None or not has_comments(target):
        raise PermissionDenied(_("Comments are switched off here."))
    _check_place(user, kind.get_hub(target))
