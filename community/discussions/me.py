"""Discussions on a member's own pages: what she follows, and what was answered to her."""

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from home.plugins import MeSection

from .models import Discussion, Follow, Post
from .unread import with_reading

FOLLOWS = 50
ANSWERS = 20
ON_OVERVIEW = 4


def follows_of(user, limit=FOLLOWS):
    """Discussions that ``user`` follows and may read, those last spoken in first; each with
    ``new_count``: how many published posts of others she has not seen."""
    followed = Follow.objects.filter(user=user, is_muted=False).values("discussion")
    discussions = Discussion.objects.visible_to(user).filter(pk__in=followed)
    discussions = with_reading(discussions, user)
    fresh = Post.objects.published().filter(
        discussion=OuterRef("pk"), pk__gt=Coalesce(OuterRef("read_to"), 0)
    )
    number = fresh.exclude(author=user).order_by().values("discussion").annotate(n=Count("pk"))
    discussions = discussions.annotate(new_count=Coalesce(Subquery(number.values("n")), 0))
    found = discussions.for_list().prefetch_related("target").defer("hub__body", "hub__goal")
    return list(found.order_by(F("active_at").desc(), "-pk")[:limit])


def answers_to(user, limit=ANSWERS):
    """Published answers of others to posts of ``user``, the newest first."""
    answers = Post.objects.visible_to(user).published().filter(reply_to__author=user)
    answers = answers.exclude(author=user).select_related("author", "discussion")
    return list(answers.order_by("-pk")[:limit])


class FollowedDiscussions(MeSection):
    """On ``/me/``: what is new in the talk that she follows."""

    name = "discussions"
    order = 35
    template = "discussions/me/section.html"

    def get_context(self, request):
        if not request.user.is_member:
            return None
        follows = follows_of(request.user, ON_OVERVIEW + 1)
        if not follows:
            return None
        return {"follows": follows[:ON_OVERVIEW], "has_more": len(follows) > ON_OVERVIEW}
