"""Posts, as moderation knows them."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.moderation.enums import Act, HoldReason
from community.moderation.kinds import ModeratedKind

from .actions import post_states, posts
from .enums import LEAVES_TRACE, PostState
from .models import Post, PostVersion

# What a moderator reads before and after the post in question.
AROUND = 3


class PostKind(ModeratedKind):
    """A post. One that its author has deleted is gone: nothing is decided on it any more."""

    model = Post
    name = "post"
    acts = (Act.APPROVE, Act.HIDE, Act.REMOVE, Act.EDIT, Act.SANCTION, Act.RESTORE)
    template = "discussions/moderated_post.html"

    @property
    def label(self):
        return capfirst(Post._meta.verbose_name)

    @property
    def plural_label(self):
        return capfirst(Post._meta.verbose_name_plural)

    def visible_to(self, user):
        return Post.objects.visible_to(user)

    def get_author(self, target):
        return target.author

    def _present(self):
        """Posts of which there is something to decide, with what their titles and hubs need."""
        present = Post.objects.exclude(state=PostState.DELETED)
        return present.select_related("author", "discussion__hub")

    def find(self, pk):
        return self._present().filter(pk=pk).first()

    def lock(self, pk):
        found = self.find(pk)
        if found is None:
            return None
        locked = post_states.lock(found)
        return None if locked.state == PostState.DELETED else locked

    def for_queue(self, keys):
        return self._present().in_bulk(keys)

    def get_title(self, target):
        words = target.plain_text
        return words if len(words) <= 80 else f"{words[:79].rstrip()}…"

    def get_text(self, target):
        return target.source

    def get_context(self, target):
        others = Post.objects.filter(discussion=target.discussion).exclude(state__in=LEAVES_TRACE)
        others = others.select_related("author")
        before = list(others.filter(pk__lt=target.pk).order_by("-pk")[:AROUND])
        return {
            "before": reversed(before),
            "after": others.filter(pk__gt=target.pk).order_by("pk")[:AROUND],
            "attachments": target.attachments.select_related("stored"),
            "versions": target.versions.select_related("replaced_by"),
        }

    def get_earlier_text(self, target, moderator):
        versions = PostVersion.objects.filter(post=target, replaced_by=moderator)
        return versions.order_by("-pk").values_list("source", flat=True).first()

    def is_up(self, target):
        return target.is_published

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


def author_facts(author):
    """How much ``author`` has written, for moderators."""
    written = Post.objects.filter(author=author)
    taken = written.filter(state__in=[PostState.HIDDEN, PostState.REMOVED]).count()
    facts = [(_("posts"), written.filter(state=PostState.PUBLISHED).count())]
    return [*facts, (_("taken away"), taken)] if taken else facts
