"""Where achievements plug into hubs, the home page and the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from home.plugins import SitePage

from .home_sections import NewestAchievements
from .models import AchievementsPage
from .search_sources import AchievementSource
from .sections import AchievementsHubSection
from .viewsets import AchievementViewSet

register_snippet(AchievementViewSet)


@hooks.register("register_hub_section")
def register_hub_section():
    return AchievementsHubSection()


@hooks.register("register_home_section")
def register_home_section():
    return NewestAchievements()


@hooks.register("register_site_page")
def register_site_page():
    return SitePage(AchievementsPage, _("Our achievements"), "achievements", order=90)


@hooks.register("register_search_source")
def register_search_source():
    return AchievementSource()
