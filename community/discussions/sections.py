"""The section "Forum" of every hub, and what is new in the talk on the first pages."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from home.plugins import HomeSection
from subjects.counts import count_rows
from subjects.sections import HubSection

from .feeds import forum_feed_url
from .forum import list_boards, newest, readable_topics
from .models import Board

ON_OVERVIEW = 4
ON_HOME = 5


class ForumSection(HubSection):
    """Topics of the hub's boards and of the hubs below."""

    slug = "forum"
    label = _("Forum")
    order = 30
    area = "main"
    overview_template = "discussions/hub_overview.html"

    def get_count_rows(self, user):
        # The numbers stand beside the boards: nothing is counted here.
        boards = Board.objects.visible_to(user).filter(hub__isnull=False, topic_count__gt=0)
        return [count_rows(boards, self.slug, "hub__path", detail="pk", number="topic_count")]

    def fact(self, count):
        return ngettext("%(count)s topic", "%(count)s topics", count) % {"count": count}

    def get_overview_context(self, hub, request):
        topics = newest(readable_topics(request.user).in_hub(hub), request.user, ON_OVERVIEW)
        if not topics and hub.is_wound_up:
            return None
        return {"rows": topics, "url": self.get_url(hub), "hub": hub}

    def serve(self, request, hub):
        from .views.forum import list_context, writing_context

        boards = list_boards(request.user, Board.objects.in_hub(hub))
        own = next((row.board for row in boards if row.board.hub_id == hub.pk
                    and row.board.is_main), None)  # fmt: skip
        feed = forum_feed_url(hub)
        context = {
            **self.get_page_context(hub, request),
            "board": own,
            "boards": [row for row in boards if row.board != own],
            "feed_url": feed,
            "feeds": [(self.label, feed)],
            **list_context(request, readable_topics(request.user).in_hub(hub)),
        }
        if own is not None:
            own.hub = hub
            context |= writing_context(request.user, own)
        return TemplateResponse(request, "discussions/hub_section.html", context)


class NewInDiscussions(HomeSection):
    """The topics in which something was said last, on the home page."""

    name = "discussions"
    order = 40
    area = "main"
    template = "discussions/home_section.html"

    def get_context(self, request, page):
        topics = newest(readable_topics(request.user), request.user, ON_HOME)
        return {"rows": topics, "url": reverse("discussions:forum")} if topics else None
