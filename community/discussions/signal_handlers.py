"""What discussions do when something happens elsewhere."""

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.utils import translation
from django.utils.translation import gettext as _

from community.moderation.signal_handlers import settle_deleted
from subjects.signals import hub_provisioned

from . import forgetting, notices
from .models import Board, DiscussionSettings, Post
from .special_boards import make_special_boards
from .switches import forget_switches
from .versions import change_tag


def give_board(sender, hub, provision, **kwargs):
    """Every hub has a board of its own, which is called as the hub is."""
    with translation.override(settings.LANGUAGE_CODE):
        description = _("Talk of the hub's members: questions, experience, news.")
    board, is_new = Board.objects.get_or_create(
        hub=hub, is_main=True, defaults={"title": hub.title[:120], "description": description}
    )
    if not is_new and board.title != hub.title[:120]:
        board.title = hub.title[:120]
        board.save(update_fields=["title"])


def give_special_boards(sender, **kwargs):
    """With its first hub, and whenever it is set right, a site has the boards that it has once."""
    make_special_boards()


def tell_readers(sender, instance, **kwargs):
    """Whoever has a discussion open hears that something in it has changed."""
    change_tag(instance.discussion_id)


def connect():
    hub_provisioned.connect(give_board, dispatch_uid="discussions.give_board")
    hub_provisioned.connect(give_special_boards, dispatch_uid="discussions.give_special_boards")
    notices.connect()
    forgetting.connect()
    # Posts go as rows with their hub alone.
    post_delete.connect(settle_deleted, sender=Post, dispatch_uid="discussions.settle_deleted")
    post_save.connect(tell_readers, sender=Post, dispatch_uid="discussions.post_saved")
    post_delete.connect(tell_readers, sender=Post, dispatch_uid="discussions.post_deleted")
    post_save.connect(
        forget_switches, sender=DiscussionSettings, dispatch_uid="discussions.switches_saved"
    )
    post_delete.connect(
        forget_switches, sender=DiscussionSettings, dispatch_uid="discussions.switches_deleted"
    )
