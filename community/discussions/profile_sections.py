"""What a member has said, on her page."""

from django.utils.translation import gettext_lazy as _

from home.plugins import ProfileSection

from .models import Post

SHOWN = 5


class WrittenPosts(ProfileSection):
    """Her last posts and comments, those that the reader may read in their places."""

    name = "posts"
    title = _("In discussions")
    order = 30
    template = "discussions/profile_section.html"
    default_visibility = "members"

    def get_context(self, request, person):
        posts = Post.objects.visible_to(request.user).published().filter(author=person)
        posts = list(posts.select_related("discussion").order_by("-pk")[:SHOWN])
        return {"posts": posts, "person": person} if posts else None
