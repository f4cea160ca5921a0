"""Which boards, discussions and posts: each question is asked here, once."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, When
from django.db.models.lookups import IsNull
from taggit.models import Tag

from subjects.models import HubPage
from subjects.querysets import HubOwnedQuerySetMixin

from .enums import LEAVES_TRACE, DiscussionKind, PostState
from .targets import get_targets, target_of


class BoardQuerySet(HubOwnedQuerySetMixin, models.QuerySet):
    def visible_to(self, user):
        """Boards of hubs that ``user`` may enter, and of the whole site."""
        return self.visible_in_hubs(user)

    def for_list(self):
        """With what a row of the forum shows."""
        return self.select_related("hub", "last_discussion__last_post__author")


_COMMENTS = Q(kind=DiscussionKind.COMMENTS)


def _in_hubs(hubs):
    """Condition: it belongs to one of ``hubs``, or to the whole site."""
    return Q(hub=None) | Q(hub__in=hubs)


class DiscussionQuerySet(HubOwnedQuerySetMixin, models.QuerySet):
    def topics(self):
        return self.filter(kind=DiscussionKind.TOPIC)

    def chats(self):
        return self.filter(kind=DiscussionKind.CHAT)

    def comments(self):
        return self.filter(kind=DiscussionKind.COMMENTS)

    def about(self, target):
        """The comments under ``target``."""
        kind = ContentType.objects.get_for_model(target_of(target).model)
        return self.comments().filter(content_type=kind, target_id=target.pk)

    def visible_to(self, user):
        """Discussions that ``user`` may read: in hubs that she may enter, under things that
        she may read, and whose first post is up."""
        return self.filter(self._readable_by(user))

    def hidden_in(self, hubs, user):
        """Those that ``user`` may not read though she may enter their hub, which is one of
        ``hubs`` (keys; ``None`` for what belongs to the whole site)."""
        known = set(hubs) - {None}
        cases = [When(is_visible=False, then=True), When(~_COMMENTS, then=False)]
        for target in get_targets():
            kind = ContentType.objects.get_for_model(target.model)
            # Looked up one by one: what is commented on is little beside what is not.
            shown = target.visible_in(known, user).order_by().filter(pk=OuterRef("target_id"))
            is_gone = IsNull(Subquery(shown.values("pk")[:1]), True)
            cases.append(When(content_type=kind, then=is_gone))
        is_hidden = Case(*cases, default=True, output_field=models.BooleanField())
        # The first condition says nothing new: it is what the indexes know.
        few = self.filter(Q(is_visible=False) | _COMMENTS, _in_hubs(known))
        return few.alias(is_hidden=is_hidden).filter(is_hidden=True)

    @staticmethod
    def _readable_by(user):
        hubs = HubPage.objects.enterable_by(user).order_by().values("pk")
        readable = ~_COMMENTS
        for target in get_targets():
            kind = ContentType.objects.get_for_model(target.model)
            keys = target.visible_to(user).order_by().values("pk")
            readable |= Q(content_type=kind, target_id__in=keys)
        return _in_hubs(hubs) & Q(readable, is_visible=True)

    def published(self):
        """Discussions that everybody may read."""
        from django.contrib.auth.models import AnonymousUser

        return self.visible_to(AnonymousUser())

    def tagged(self, slug):
        """Discussions with the tag of that slug."""
        return self.filter(tags__in=Tag.objects.filter(slug=slug)).distinct()

    def newest_first(self):
        return self.order_by("-active_at", "-pk")

    def as_listed(self):
        """As boards list them: pinned ones above the others."""
        return self.order_by("-is_pinned", "-active_at", "-pk")

    def for_list(self):
        """With what a row of a list shows."""
        return self.select_related("hub", "board", "author", "last_post__author")


class PostQuerySet(models.QuerySet):
    def published(self):
        """Posts that are up; whether their discussion may be read is asked of it."""
        return self.filter(state=PostState.PUBLISHED)

    def held(self):
        return self.filter(state=PostState.HELD)

    def visible_to(self, user):
        """Posts whose words ``user`` may read, wherever they stand: published ones, and her
        own that wait. The rule for feeds, profiles and files."""
        published = self._in_talks_of(user)
        if not user.is_authenticated:
            return self.filter(published)
        return self.filter(published | Q(author=user, state=PostState.HELD))

    def published_for(self, user):
        """Those of ``visible_to`` that are published. Without her own beside them, a database
        looks only at the talks of the posts that were asked for."""
        return self.filter(self._in_talks_of(user))

    def _in_talks_of(self, user):
        from .models import Discussion

        talks = Discussion.objects.visible_to(user).order_by().values("pk")
        return Q(state=PostState.PUBLISHED, discussion__in=talks)

    def shown_in(self, discussion, user, is_moderator):
        """What ``user`` sees of one discussion that she may read, traces of what is gone
        included. Moderators see what waits as well."""
        states = {PostState.PUBLISHED, *LEAVES_TRACE}
        shown = Q(state__in=states | ({PostState.HELD} if is_moderator else set()))
        if user.is_authenticated and not is_moderator:
            shown |= Q(state=PostState.HELD, author=user)
        return self.filter(shown, discussion=discussion)

    def for_list(self):
        """With what stands beside a post."""
        return self.select_related("author__photo", "reply_to__author").prefetch_related(
            "attachments__stored"
        )
