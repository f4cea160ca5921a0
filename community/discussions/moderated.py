"""Posts, as moderation knows them."""

from community.moderation.enums import Act, HoldReason
from community.moderation.kinds import ModeratedKind

from .actions import posts
from .models import Post


class PostKind(ModeratedKind):
    model = Post
    name = "post"
    acts = (Act.APPROVE, Act.HIDE, Act.REMOVE, Act.EDIT, Act.RESTORE)
    template = "discussions/moderated_post.html"

    @property
    def label(self):
        return Post._meta.verbose_name

    def visible_to(self, user):
        return Post.objects.visible_to(user)

    def get_author(self, target):
        return target.author

    def get_title(self, target):
        words = target.plain_text
        return words if len(words) <= 80 else f"{words[:79].rstrip()}…"

    def get_text(self, target):
        return target.source

    def hold(self, target):
        return posts.hold_post(target, [HoldReason.COMPLAINTS.value])

    def carry_out(self, act, target, moderator, reason, text=None):
        if act == Act.APPROVE:
            return posts.publish_post(target, moderator)
        if act == Act.HIDE:
            return posts.hide_post(target, moderator, reason)
        if act == Act.REMOVE:
            return posts.remove_post(target, moderator, reason)
        if act == Act.EDIT:
            return posts.redact_post(target, moderator, text or "", reason)
        return posts.restore_post(target, moderator)
