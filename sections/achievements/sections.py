"""Achievements of a hub: its tab and a part of its first page."""

from django.db.models import Count
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from subjects.counts import roll_up
from subjects.sections import HubSection

from .listing import get_register_context
from .models import Achievement


class AchievementsHubSection(HubSection):
    """Shown by hubs that have won something."""

    slug = "achievements"
    label = _("Achievements")
    order = 70
    area = "main"
    overview_template = "achievements/hub_overview.html"
    overview_size = 3

    def counts(self, hubs, user):
        if len(hubs) == 1:
            return {hubs[0].pk: self._count(hubs[0])}
        achievements = Achievement.objects.published().exclude(hub=None).order_by()
        rows = achievements.values_list("hub__path").annotate(number=Count("pk"))
        return roll_up(rows, hubs)

    def _count(self, hub):
        # Asked several times for one page: for the tabs, the tab's number and the overview.
        if not hasattr(hub, "_achievement_count"):
            hub._achievement_count = Achievement.objects.published().in_hub(hub).count()
        return hub._achievement_count

    def fact(self, count):
        return ngettext("%(count)s achievement", "%(count)s achievements", count) % {"count": count}

    def is_shown(self, hub, request):
        return self._count(hub) > 0

    def get_overview_context(self, hub, request):
        newest = Achievement.objects.published().in_hub(hub).newest_first().for_list()
        return {"achievements": newest[: self.overview_size], "url": self.get_url(hub)}

    def serve(self, request, hub):
        context = {
            **self.get_page_context(hub, request),
            **get_register_context(request, hub),
        }
        return TemplateResponse(request, "achievements/hub_achievements.html", context)
