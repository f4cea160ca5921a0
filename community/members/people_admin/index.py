"""The list of people."""

from django.db.models import F, Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn, TitleColumn
from wagtail.admin.widgets import Button
from wagtail.users.views.users import IndexView

from home.columns import DayColumn
from home.models import SiteImage
from subjects.exports import SafeExportMixin
from subjects.paginators import CountingPaginator

from ..enums import UserStatus
from ..models import Membership
from ..rights import can_manage
from .words import hubs_words, status_words

PHOTO = "fill-80x80"


class PersonColumn(TitleColumn):
    """Face and name; the link leads to the card."""

    cell_template_name = "members/admin/person_cell.html"


class StatusColumn(Column):
    """The status as it holds now."""

    cell_template_name = "members/admin/status_cell.html"

    def get_value(self, instance):
        return status_words(instance)

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["is_plain"] = instance.status == UserStatus.ACTIVE or instance.is_member
        return context


class PeopleIndexView(SafeExportMixin, IndexView):
    """All people. Only whoever keeps the list opens it; a row's acts are asked of each row."""

    any_permission_required = ["add", "change"]
    page_title = _("People")
    add_item_label = _("Add a person")
    show_other_searches = False
    default_ordering = "name"
    paginator_class = CountingPaginator
    # Any value: the search asks the column of names.
    search_fields = ["search_key"]
    list_export = [
        "last_name",
        "first_name",
        "middle_name",
        "username",
        "email",
        "get_role_display",
        "organisation_name",
        "school_class",
        "position",
        "hubs_words",
        "status_words",
        "last_seen_on",
        "date_joined",
    ]
    export_filename = "people"
    export_headings = {
        "get_role_display": _("Role"),
        "organisation_name": _("Organisation"),
        "hubs_words": _("Hubs"),
        "status_words": _("Status"),
        "date_joined": _("Registered"),
    }

    @cached_property
    def columns(self):
        column = self._get_title_column_class(PersonColumn)
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
            column(
                "name",
                label=_("Name"),
                accessor=str,
                sort_key="name",
                get_url=self.get_inspect_url,
            ),
            Column("role", label=_("Role"), accessor="get_role_display", sort_key="role"),
            Column(
                "organisation",
                label=_("Organisation"),
                accessor="organisation_name",
                sort_key="organisation__name",
            ),
            Column("hubs", label=_("Hubs"), accessor=self.get_hubs_words),
            StatusColumn("status", label=_("Status"), sort_key="status"),
            DayColumn("last_seen_on", label=_("Last seen"), sort_key="last_seen_on"),
            DateColumn("date_joined", label=_("Registered"), sort_key="date_joined"),
        ]

    def get_base_queryset(self):
        active = Membership.objects.active().select_related("hub").order_by("hub__title")
        photos = SiteImage.objects.prefetch_renditions(PHOTO)
        return self.model.objects.select_related(
            "organisation", "wagtail_userprofile"
        ).prefetch_related(
            "groups",
            "user_permissions",
            Prefetch("photo", queryset=photos),
            Prefetch("memberships", queryset=active, to_attr="active_memberships"),
        )

    def get_filterset_kwargs(self):
        """As for any other list: our filters do not ask whether there is a search."""
        kwargs = super().get_filterset_kwargs()
        kwargs.pop("is_searching", None)
        return kwargs

    def search_queryset(self, queryset):
        return queryset.named_like(self.search_query) if self.is_searching else queryset

    def order_queryset(self, queryset):
        """Names by the alphabet, with Ё beside Е; those who were never here come last, whichever
        way the dates go."""
        if self.ordering in {"name", "-name"}:
            return queryset.order_by(self.ordering.replace("name", "search_key"), "pk")
        if self.ordering in {"last_seen_on", "-last_seen_on"}:
            seen = F("last_seen_on")
            is_down = self.ordering.startswith("-")
            first = seen.desc(nulls_last=True) if is_down else seen.asc(nulls_last=True)
            return queryset.order_by(first, "pk")
        return super().order_queryset(queryset)

    @staticmethod
    def get_hubs_words(person):
        return hubs_words(person.active_memberships)

    def to_row_dict(self, item):
        item.hubs_words, item.status_words = self.get_hubs_words(item), status_words(item)
        return super().to_row_dict(item)

    def get_edit_url(self, instance):
        if can_manage(self.request.user, instance):
            return super().get_edit_url(instance)
        return None

    def get_delete_url(self, instance):
        """Nobody is deleted from the list: the card has the acts."""
        return

    def get_list_buttons(self, instance):
        url = self.get_edit_url(instance)
        if url is None:
            return []
        return [Button(_("Edit"), url=url)]

    def get_inspect_url(self, instance):
        return reverse("wagtailusers_users:inspect", args=[instance.pk])
