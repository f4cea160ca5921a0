"""Topics for search engines."""

from django.contrib.auth.models import AnonymousUser

from home.sitemaps import SiteSitemap

from .forum import readable_topics


class TopicSitemap(SiteSitemap):
    """Topics that anybody may read."""

    def items(self):
        topics = readable_topics(AnonymousUser())
        return topics.only("pk", "title", "kind", "active_at").order_by("pk")

    def lastmod(self, topic):
        return topic.active_at
