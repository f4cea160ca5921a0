"""The report of what people look for: what is asked, and what is asked in vain."""

from datetime import timedelta

import django_filters
from django.db.models import F, Max, Sum
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.contrib.search_promotions.views import CreateView

from home.columns import DayColumn
from search.models import AskedQuery

from .paginators import CountingPaginator
from .permissions import is_site_editor, moderated_hubs

PERIODS = [("7", _("a week")), ("30", _("a month")), ("90", _("three months"))]
MAX_QUERY = 200


def may_read_asked(user):
    """Whether ``user`` looks after a hub or the site: editors and methodists."""
    return is_site_editor(user) or moderated_hubs(user).exists()


class AskedFilterSet(WagtailFilterSet):
    days = django_filters.ChoiceFilter(
        label=_("Period"), choices=PERIODS, method="since", empty_label=_("a year")
    )
    in_vain = django_filters.BooleanFilter(label=_("Nothing was found"), method="only_in_vain")

    class Meta:
        model = AskedQuery
        fields = []

    def since(self, rows, _name, days):
        return rows.filter(day__gt=timezone.localdate() - timedelta(days=int(days)))

    def only_in_vain(self, rows, _name, is_wanted):
        return rows.filter(in_vain__gt=0) if is_wanted else rows.filter(in_vain=0)


class QueryColumn(Column):
    """A query as a link to what it finds now; one asked in vain, with ways to help."""

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        query = instance["query"]
        request = parent_context["request"]
        search = f"{reverse('search:search')}?{urlencode({'q': query})}"
        context["value"] = format_html('<a href="{}">{}</a>', search, query)
        if instance["in_vain"]:
            for label, address in ways_to_help(request.user, query):
                context["value"] += format_html(
                    ' <a class="button button-small button-secondary" href="{}">{}</a>',
                    address,
                    label,
                )
        return context


def ways_to_help(user, query):
    """Pairs of words and address: what ``user`` may do about a query that finds nothing."""
    ways = []
    if user.has_perm("wagtailsearchpromotions.add_searchpromotion"):
        add = reverse("wagtailsearchpromotions:add")
        ways.append((_("Say what to show"), f"{add}?{urlencode({'query': query})}"))
    if is_site_editor(user):
        add = reverse("search_synonym_modeladmin_create")
        ways.append((_("Add words that mean the same"), f"{add}?{urlencode({'words': query})}"))
    return ways


class AskedReportView(ReportView):
    """Queries with how often they were asked, and how often in vain; nobody is named."""

    page_title = _("What people look for")
    header_icon = "search"
    model = AskedQuery
    paginator_class = CountingPaginator
    is_searchable = True
    search_fields = ["query"]
    filterset_class = AskedFilterSet
    default_ordering = "-asked"
    index_url_name = "asked_report"
    index_results_url_name = "asked_report_results"
    columns = [
        QueryColumn("query", label=_("Query"), sort_key="query"),
        NumberColumn("asked", label=_("Asked"), sort_key="asked"),
        NumberColumn("in_vain", label=_("In vain"), sort_key="in_vain"),
        DayColumn("last_day", label=_("Last asked"), sort_key="last_day"),
    ]
    list_export = ["query", "asked", "in_vain", "last_day"]
    export_headings = {
        "query": _("Query"),
        "asked": _("Asked"),
        "in_vain": _("In vain"),
        "last_day": _("Last asked"),
    }
    export_filename = "what-people-look-for"

    def dispatch(self, request, *args, **kwargs):
        if not may_read_asked(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return AskedQuery.objects.order_by()

    def search_queryset(self, queryset):
        words = (self.search_query or "").lower()
        return queryset.filter(query__contains=words) if words else queryset

    def order_queryset(self, queryset):
        rows = queryset.values("query").annotate(
            asked=Sum("times"), in_vain=Sum("times_in_vain"), last_day=Max("day")
        )
        ordering = self.ordering or self.default_ordering
        name = ordering.lstrip("-")
        column = F(name).desc() if ordering.startswith("-") else F(name).asc()
        return rows.order_by(column, "query")


class AskedMenuItem(MenuItem):
    def is_shown(self, request):
        return may_read_asked(request.user)


def asked_menu_item():
    return AskedMenuItem(
        AskedReportView.page_title, reverse("asked_report"), name="asked", icon_name="search",
        order=1310,
    )  # fmt: skip


class PromotionCreateView(CreateView):
    """Wagtail's form, with the query it was opened for."""

    def get_initial(self):
        return {
            **super().get_initial(),
            "query_string": self.request.GET.get("query", "")[:MAX_QUERY],
        }


def asked_urls():
    """Addresses of the report, and Wagtail's address of a new promoted result."""
    return [
        path("reports/asked/", AskedReportView.as_view(), name="asked_report"),
        path(
            "reports/asked/results/",
            AskedReportView.as_view(results_only=True),
            name="asked_report_results",
        ),
        path("searchpicks/add/", PromotionCreateView.as_view()),
    ]


def drop_second_report(request, menu_items):
    """Wagtail's own report of queries: the site counts them without it."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]
