"""Atom feeds of the forum: what is said anywhere, in one hub, in one topic."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import gettext
from wagtail.models import Site

from home.models import SiteSettings
from subjects.models import HubPage

from .forum import find_topic, readable_topics
from .models import Discussion, Post
from .wording import wording_for

FEED_SIZE = 30
# In a feed of topics their first words are enough.
SUMMARY = 400


def forum_feed_url(hub=None):
    """The address of the feed of ``hub`` or of the whole forum."""
    return reverse("discussions:hub_feed", args=[hub.pk]) if hub else reverse("discussions:feed")


def topic_feed_url(topic):
    """The address of the feed of one topic."""
    return reverse("discussions:topic_feed", args=[topic.pk])


@dataclass
class FeedScope:
    """What one feed is about. Kept out of the feed, which all threads share."""

    site_name: str
    root_url: str
    hub: HubPage | None = None
    topic: Discussion | None = None


def _scope(request, **about):
    site = Site.find_for_request(request)
    return FeedScope(SiteSettings.for_site(site).name, site.root_url, **about)


class _ForumFeed(Feed):
    """What both feeds share: they say what everybody may read, and call people as everybody
    may call them."""

    feed_type = Atom1Feed

    def author_name(self, scope):
        return scope.site_name

    def feed_guid(self, scope):
        return f"{scope.root_url}{self.feed_url(scope)}"

    def author_of(self, post):
        return post.author.get_public_name() if post.author else post.author_name or None


class ForumFeed(_ForumFeed):
    """The newest topics of the forum, or of one hub."""

    def get_object(self, request, hub_pk=None):
        hub = None
        if hub_pk is not None:
            hub = get_object_or_404(HubPage.objects.open(), id=hub_pk)
        return _scope(request, hub=hub)

    def title(self, scope):
        if scope.hub is None:
            return gettext("New topics of the forum")
        return gettext("New topics: %(hub)s") % {"hub": scope.hub.title}

    def link(self, scope):
        return f"{scope.hub.url}forum/" if scope.hub else reverse("discussions:forum")

    def feed_url(self, scope):
        return forum_feed_url(scope.hub)

    def items(self, scope):
        topics = readable_topics(AnonymousUser())
        if scope.hub is not None:
            topics = topics.in_hub(scope.hub)
        topics = topics.select_related("hub", "board", "author", "first_post__author")
        topics = list(topics.defer("hub__body", "hub__goal").order_by("-created_at")[:FEED_SIZE])
        for topic in topics:
            # Stays the same when the title, and the address with it, changes.
            topic.feed_id = f"{scope.root_url}{reverse('discussions:news', args=[topic.pk])}"
        return topics

    def item_title(self, topic):
        return topic.title

    def item_description(self, topic):
        words = topic.first_post.plain_text if topic.first_post else ""
        # By its type a summary is HTML, and ours is plain text.
        return escape(Truncator(words).chars(SUMMARY))

    def item_guid(self, topic):
        return topic.feed_id

    def item_author_name(self, topic):
        return self.author_of(topic.first_post) if topic.first_post else None

    def item_pubdate(self, topic):
        return topic.created_at

    def item_updateddate(self, topic):
        return topic.active_at

    def item_categories(self, topic):
        return [topic.hub.title if topic.hub else topic.board.title]


class TopicFeed(_ForumFeed):
    """The newest posts of one topic."""

    def get_object(self, request, topic_pk):
        return _scope(request, topic=find_topic(AnonymousUser(), topic_pk))

    def title(self, scope):
        return scope.topic.title

    def link(self, scope):
        return scope.topic.get_absolute_url()

    def feed_url(self, scope):
        return topic_feed_url(scope.topic)

    def items(self, scope):
        posts = Post.objects.published().filter(discussion=scope.topic)
        posts = list(posts.select_related("author").order_by("-pk")[:FEED_SIZE])
        wording = wording_for(posts, AnonymousUser())
        for post in posts:
            post.feed_id = f"{scope.root_url}{post.get_absolute_url()}"
            post.feed_words = wording.show(post.html)
        return posts

    def item_title(self, post):
        return gettext("%(name)s writes") % {"name": self.author_of(post)}

    def item_description(self, post):
        return post.feed_words

    def item_guid(self, post):
        return post.feed_id

    def item_author_name(self, post):
        return self.author_of(post)

    def item_pubdate(self, post):
        return post.created_at

    def item_updateddate(self, post):
        return post.edited_at or post.created_at
