"""Composes the register of achievements: filters, counts by level, years and pages."""

from itertools import groupby

from sections.listing import get_list_context

from .enums import AchievementLevel
from .forms import AchievementFilterForm

PAGE_SIZE = 30


def level_rows(counts):
    """Rows of the chart: every level from far to near, with its share of the longest bar."""
    longest = max(counts.values(), default=0) or 1
    return [
        {
            "label": level.short,
            "count": counts.get(level, 0),
            "share": round(100 * counts.get(level, 0) / longest),
        }
        for level in reversed(AchievementLevel)
    ]


def by_year(achievements):
    """``achievements``, given newest first, as pairs of a year and its achievements."""
    groups = groupby(achievements, key=lambda achievement: achievement.date.year)
    return [(year, list(group)) for year, group in groups]


def get_register_context(request, hub=None):
    """Context of the register of the whole site, or of ``hub`` and the hubs below it."""
    from .models import Achievement

    achievements = Achievement.objects.visible_to(request.user)
    if hub is not None:
        achievements = achievements.in_hub(hub)
    form = AchievementFilterForm(request.GET, years=achievements.years(), in_hub=hub is not None)
    counted = form.apply_but_level(achievements)
    counts = counted.count_by_level()
    chosen = form.apply_level(counted).newest_first().for_list()
    context = get_list_context(request, form, chosen, PAGE_SIZE)
    context["hub"] = hub
    context["levels"] = level_rows(counts)
    context["total"] = sum(counts.values())
    context["years"] = by_year(context["page_obj"].object_list)
    return context
