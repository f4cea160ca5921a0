"""The admin's lists of materials and collections."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, NumberColumn, UpdatedAtColumn
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, InspectView

from subjects.filters import ModeratedHubFilter
from subjects.paginators import LongListPaginator
from subjects.permissions import can_moderate
from subjects.viewsets import ScopedSnippetViewSet

from .enums import WorkState
from .forms import MaterialFilterSet
from .models import Material, MaterialCollection
from .moderation.about import move_url, review_of
from .moderation.deciding import DecidingEditView, DecisionFormView, DecisionView
from .panels import collection_edit_handler, material_edit_handler
from .policy import MaterialPermissionPolicy


class OnSite:
    """Leads from the admin to the page that readers see, when there is one."""

    def get_success_buttons(self):
        buttons = list(super().get_success_buttons() or [])
        if self.object.live:
            buttons.append(messages.button(self.object.url, _("On the site")))
        return buttons


class OnSiteCreateView(OnSite, CreateView):
    pass


def _state_label(material):
    """Where a work stands, in the list of materials (``for_admin``)."""
    if not material.live and material.scheduled_revision is not None:
        return WorkState.SCHEDULED.label
    return WorkState(material.work_state).label


class MaterialIndexView(IndexView):
    paginator_class = LongListPaginator


class MaterialInspectView(InspectView):
    """A work with the talk about it."""

    template_name = "materials/admin/inspect.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(review=review_of(self.object, self.request.user), **kwargs)


class OnSiteEditView(OnSite, EditView):
    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if self.live_object.live:
            url = self.live_object.url
            buttons.append(Button(_("On the site"), url, icon_name="view", priority=5))
        return buttons


class MaterialEditView(DecidingEditView, OnSiteEditView):
    """The form of a work, with the decisions on one that waits."""

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if not can_moderate(self.request.user, self.live_object.hub):
            return buttons  # She is asked to decide on its newest version, which is all.
        url = move_url(self.live_object)
        label = _("Move to another hub")
        return [*buttons, Button(label, url, icon_name="arrow-right", priority=40)]


class MaterialViewSet(ScopedSnippetViewSet):
    """Materials of the hubs that the user moderates."""

    model = Material
    permission_policy_class = MaterialPermissionPolicy
    icon = "doc-full-inverse"
    menu_label = _("Materials")
    menu_name = "materials"
    menu_order = 200
    # A copy would have the same files under the same title: nobody needs two.
    copy_view_enabled = False
    add_view_class = OnSiteCreateView
    edit_view_class = MaterialEditView
    index_view_class = MaterialIndexView
    inspect_view_class = MaterialInspectView
    inspect_template_name = MaterialInspectView.template_name
    workflow_action_view_class = DecisionView
    collect_workflow_action_data_view_class = DecisionFormView
    edit_handler = material_edit_handler
    filterset_class = MaterialFilterSet
    search_fields = ["title", "summary"]
    search_backend_name = None
    ordering = ["-pk"]
    list_display = [
        "title",
        Column("hub", label=_("Hub"), accessor="hub", sort_key="hub__title", width="12%"),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind", width="11%"),
        Column("state", label=_("State"), accessor=_state_label, width="11%"),
        Column("authors", label=_("Authors"), accessor="staff_authors_label", width="14%"),
        UpdatedAtColumn(width="10%"),
        NumberColumn(
            "download_count",
            label=_("Downloads"),
            accessor="download_count",
            sort_key="download_count",
            width="8%",
        ),
    ]
    inspect_view_fields = [
        "title",
        "summary",
        "hub",
        "kind",
        "school",
        "licence",
        "age_mark",
        "external_url",
        "owner",
        "first_published_at",
        "last_published_at",
        "download_count",
    ]
    export_filename = "materials"
    list_export = [
        "pk",
        "title",
        "hub",
        "get_kind_display",
        "grades_label",
        "staff_authors_label",
        "school",
        "get_licence_display",
        "age_mark",
        "status_string",
        "first_published_at",
        "last_published_at",
        "download_count",
        "url",
    ]
    export_headings = {
        "pk": _("Number"),
        "title": _("Title"),
        "hub": _("Hub"),
        "get_kind_display": _("Kind"),
        "grades_label": _("Grades"),
        "staff_authors_label": _("Authors"),
        "school": _("School"),
        "get_licence_display": _("Licence"),
        "age_mark": _("Age mark"),
        "status_string": _("Status"),
        "first_published_at": _("First published"),
        "last_published_at": _("Last published"),
        "download_count": _("Downloads"),
        "url": _("Address"),
    }

    def get_queryset(self, request):
        return super().get_queryset(request).for_admin()


class CollectionFilterSet(WagtailFilterSet):
    """Filters of the admin's list of collections."""

    hub = ModeratedHubFilter()

    class Meta:
        model = MaterialCollection
        fields = ["hub", "live"]


class MaterialCollectionViewSet(ScopedSnippetViewSet):
    """Collections of the hubs that the user moderates; those of the whole site are kept by
    site editors."""

    model = MaterialCollection
    icon = "list-ol"
    menu_label = pgettext_lazy("of materials", "Collections")
    menu_name = "material-collections"
    menu_order = 210
    copy_view_enabled = False
    add_view_class = OnSiteCreateView
    edit_view_class = OnSiteEditView
    edit_handler = collection_edit_handler
    filterset_class = CollectionFilterSet
    search_fields = ["title"]
    search_backend_name = None
    list_display = [
        "title",
        Column("hub", label=_("Hub"), accessor="hub", sort_key="hub__title"),
        NumberColumn("material_count", label=_("Published materials"), accessor="material_count"),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    export_filename = "collections"
    list_export = ["pk", "title", "hub", "material_count", "status_string", "url"]
    export_headings = {
        "pk": _("Number"),
        "title": _("Title"),
        "hub": _("Hub"),
        "material_count": _("Published materials"),
        "status_string": _("Status"),
        "url": _("Address"),
    }

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()
