"""The newest achievements, on the home page."""

from home.navigation import get_section_url
from home.plugins import HomeSection

from .models import Achievement, AchievementsPage


class NewestAchievements(HomeSection):
    name = "achievements"
    order = 60
    area = "bottom"
    template = "achievements/home_section.html"
    size = 4

    def get_context(self, request, page):
        achievements = Achievement.objects.visible_to(request.user)
        achievements = achievements.newest_first().for_list()[: self.size]
        if not achievements:
            return None
        return {
            "achievements": achievements,
            "url": get_section_url(request, AchievementsPage),
        }
