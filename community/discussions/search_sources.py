"""Topics and posts in the search of the whole site. A topic is found by the post that it begins
with, which the index knows together with its title and tags."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from search.facets import year_facet
from search.ranking import Measures
from search.sources import CountedSource, Scope
from subjects.facets import enterable_hubs, hub_facet

from .enums import POSTS, TOPICS, DiscussionKind, PostState
from .models import Discussion, Post

BEGINS_TOPIC = Q(discussion__kind=DiscussionKind.TOPIC, discussion__first_post=F("pk"))


FACETS = {"hub": hub_facet("discussion__hub"), "year": year_facet("created_at")}


class TalkSource(CountedSource):
    """What the index knows of posts, of both sources."""

    def get_scope(self, reader):
        hubs = {None, *reader.once(enterable_hubs)}
        others = Post.objects.exclude(state=PostState.PUBLISHED).order_by().values("pk")
        talks = Discussion.objects.hidden_in(hubs, reader.user).order_by()
        hidden = Q(object_id__in=others)
        if keys := list(talks.values_list("pk", flat=True)):
            hidden |= Q(container__in=keys)
        return Scope(hidden, hubs)


class TopicSource(TalkSource):
    name = TOPICS
    label = _("Topics of the forum")
    order = 40
    template = "discussions/search_topic.html"
    measures = Measures(use="thanks_count")
    facets = FACETS

    def get_queryset(self, user):
        posts = Post.objects.published_for(user).filter(BEGINS_TOPIC)
        posts = posts.select_related("discussion__hub", "discussion__board")
        return posts.defer("discussion__hub__body", "discussion__hub__goal")

    def get_title(self, thing):
        return thing.discussion.title

    def get_thing_url(self, thing):
        return thing.discussion.get_absolute_url()


class PostSource(TalkSource):
    name = POSTS
    label = _("Posts and comments")
    order = 50
    template = "discussions/search_post.html"
    measures = Measures(use="thanks_count")
    facets = FACETS
    suggests = False

    def get_queryset(self, user):
        posts = Post.objects.published_for(user).exclude(BEGINS_TOPIC)
        return posts.select_related("author", "discussion")

    def get_thing_url(self, thing):
        return thing.get_absolute_url()
