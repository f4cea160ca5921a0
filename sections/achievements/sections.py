"""Achievements of a hub: its tab and a part of its first page."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from subjects.counts import count_rows
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
    is_hidden_empty = True

    def get_count_rows(self, user):
        achievements = Achievement.objects.visible_to(user).exclude(hub=None)
        return [count_rows(achievements, self.slug, "hub__path")]

    def fact(self, count):
        return ngettext("%(count)s achievement", "%(count)s achievements", count) % {"count": count}

    def get_overview_context(self, hub, request):
        newest = Achievement.objects.visible_to(request.user).in_hub(hub)
        newest = list(newest.newest_first().for_list()[: self.overview_size])
        return {"achievements": newest, "url": self.get_url(hub)} if newest else None

    def serve(self, request, hub):
        context = {
            **self.get_page_context(hub, request),
            **get_register_context(request, hub),
        }
        return TemplateResponse(request, "achievements/hub_achievements.html", context)
