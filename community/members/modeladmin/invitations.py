"""Sheets of invitations and their codes, for those who may see them."""

from django.contrib.admin import SimpleListFilter
from django.urls import re_path
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail_modeladmin.helpers import AdminURLHelper, ButtonHelper
from wagtail_modeladmin.helpers.search import BaseSearchHandler

from home.text.keys import as_key
from subjects.modeladmin import ScopedModelAdmin
from subjects.modeladmin_bulk import BulkAct, BulkActionsMixin

from ..actions import invitation_letters, invitations
from ..enums import InvitationState
from ..invitation_rights import InvitationPermissionPolicy
from ..models import Invitation, InvitationSheet, User
from .sheet_views import SheetCreateView, SheetPrintView

SHEETS_TO_CHOOSE = 30
NBSP = "\u00a0"


def codes_url(sheet):
    """The list of the codes of ``sheet``."""
    return f"{AdminURLHelper(Invitation).index_url}?sheet={sheet.pk}"


class SheetButtonHelper(ButtonHelper):
    """To the codes, and to paper."""

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        classname = self.finalise_classname(classnames_add or [], classnames_exclude or [])
        return [
            {
                "url": codes_url(obj),
                "label": _("Codes"),
                "classname": classname,
                "title": _("Codes of the sheet “%(sheet)s”") % {"sheet": obj},
            },
            {
                "url": self.url_helper.get_action_url("print", obj.pk),
                "label": _("Print"),
                "classname": classname,
                "title": _("Print the sheet “%(sheet)s”") % {"sheet": obj},
            },
        ]


class InvitationSheetAdmin(ScopedModelAdmin):
    """Sheets: who was invited together, and how many have come."""

    model = InvitationSheet
    menu_label = gettext_lazy("Invitations")
    menu_icon = "mail"
    create_view_class = SheetCreateView
    button_helper_class = SheetButtonHelper
    inspect_view_enabled = False
    history_view_enabled = False
    list_display = ["title", "school", "hub_names", "maker", "made_on", "used"]
    list_select_related = ["organisation", "created_by"]
    search_fields = ["title"]
    ordering = ["-created_at", "-pk"]

    def get_permission_policy(self):
        return InvitationPermissionPolicy(self.model, actions={"add", "view"})

    def get_queryset(self, request):
        return super().get_queryset(request).with_counts().prefetch_related("hubs")

    def print_view(self, request, instance_pk):
        return SheetPrintView.as_view(model_admin=self)(request, pk=instance_pk)

    def get_admin_urls_for_registration(self):
        url = re_path(
            rf"^{self.url_helper.base_url_path}/print/(?P<instance_pk>[0-9]+)/$",
            self.print_view,
            name=self.url_helper.get_action_url_name("print"),
        )
        return (url, *super().get_admin_urls_for_registration())

    def school(self, row):
        return row.organisation or "—"

    school.short_description = gettext_lazy("organisation")

    def hub_names(self, row):
        return ", ".join(hub.title for hub in row.hubs.all()) or "—"

    hub_names.short_description = gettext_lazy("hubs to join")

    def maker(self, row):
        return row.created_by or "—"

    maker.short_description = gettext_lazy("made by")

    def made_on(self, row):
        return date_format(localtime(row.created_at), "SHORT_DATE_FORMAT")

    made_on.short_description = gettext_lazy("made")
    made_on.admin_order_field = "created_at"

    def used(self, row):
        said = _("%(used)s of %(all)s") % {"used": row.used_count, "all": row.code_count}
        return said.replace(" ", NBSP)

    used.short_description = gettext_lazy("have come")


class InvitationAct(BulkAct):
    """An act on codes. Rows are those that the user may see, so they are hers to handle."""

    states = set()

    def is_possible(self, user, row):
        return row.state in self.states

    def describe(self, row):
        return f"{row.user}, {row.state.label}"


class RenewAct(InvitationAct):
    name = "renew"
    label = gettext_lazy("New code")
    question = gettext_lazy(
        "These people get a new code with the full term. The former one does not open any more: "
        "print the sheet anew or send the letters again."
    )
    icon = "rotate"
    states = {InvitationState.UNUSED, InvitationState.EXPIRED, InvitationState.WITHDRAWN}

    def carry_out(self, user, row, data):
        return invitations.renew(row, user)

    def done_message(self, count):
        return ngettext("New codes: %(count)d.", "New codes: %(count)d.", count) % {"count": count}


class SendAct(InvitationAct):
    name = "send"
    label = gettext_lazy("Send by e-mail")
    question = gettext_lazy("These people get a letter with the code and how to come in.")
    icon = "mail"
    states = {InvitationState.UNUSED}

    def is_possible(self, user, row):
        return super().is_possible(user, row) and bool(row.user.email)

    def carry_out(self, user, row, data):
        return invitation_letters.send(row, user)

    def done_message(self, count):
        return ngettext(
            "%(count)d letter is on its way.", "%(count)d letters are on their way.", count
        ) % {"count": count}


class WithdrawAct(InvitationAct):
    name = "withdraw"
    label = gettext_lazy("Withdraw")
    question = gettext_lazy("Nobody will come in by these codes. You can give new ones later.")
    icon = "cross"
    states = {InvitationState.UNUSED, InvitationState.EXPIRED}
    is_serious = True

    def carry_out(self, user, row, data):
        return invitations.withdraw(row, user)

    def done_message(self, count):
        return ngettext("Withdrawn: %(count)d.", "Withdrawn: %(count)d.", count) % {"count": count}


class StateFilter(SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return InvitationState.choices

    def queryset(self, request, rows):
        if self.value() not in InvitationState.values:
            return rows
        return rows.in_state(InvitationState(self.value()))


class SheetFilter(SimpleListFilter):
    """The newest sheets that the user may see; an older one is opened from the list of them."""

    title = gettext_lazy("sheet")
    parameter_name = "sheet"

    def lookups(self, request, model_admin):
        sheets = InvitationSheet.objects.visible_to(request.user)[:SHEETS_TO_CHOOSE]
        return [(str(sheet.pk), sheet.title) for sheet in sheets]

    def queryset(self, request, rows):
        if not self.value():
            return rows
        key = as_key(self.value())
        return rows.filter(sheet=key) if key else rows.none()


class InvitedSearchHandler(BaseSearchHandler):
    """Finds invited people by words of their names, user name or e-mail."""

    def search_queryset(self, queryset, search_term, **kwargs):
        if not search_term:
            return queryset
        found = User.objects.named_like(search_term).order_by().values("pk")
        return queryset.filter(user__in=found)


class InvitationButtonHelper(ButtonHelper):
    """The acts that are possible as the code stands."""

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        model_admin = self.view.model_admin
        return [
            {
                "url": model_admin.bulk_url(
                    act.name, obj.pk, next_url=self.request.get_full_path()
                ),
                "label": act.label,
                "classname": self.finalise_classname(
                    [*(classnames_add or []), *(["no"] if act.is_serious else [])]
                ),
                "title": f"{act.label}: {obj}",
            }
            for act in model_admin.bulk_acts
            if act().is_possible(self.request.user, obj)
        ]


class InvitationAdmin(BulkActionsMixin, ScopedModelAdmin):
    """Codes, each of one person."""

    model = Invitation
    menu_label = gettext_lazy("Codes of invitations")
    menu_icon = "key"
    bulk_acts = [RenewAct, SendAct, WithdrawAct]
    button_helper_class = InvitationButtonHelper
    search_handler_class = InvitedSearchHandler
    search_fields = ["user__search_key"]
    inspect_view_enabled = False
    history_view_enabled = False
    list_display = ["name", "login", "open_code", "state_name", "until", "sent_on", "sheet"]
    list_filter = [StateFilter, SheetFilter]
    list_select_related = ["user", "sheet"]
    ordering = ["user__search_key", "pk"]

    def get_permission_policy(self):
        return InvitationPermissionPolicy(self.model, actions={"view"})

    def name(self, row):
        return str(row.user)

    name.short_description = gettext_lazy("person")
    name.admin_order_field = "user__search_key"

    def login(self, row):
        return row.user.username

    login.short_description = gettext_lazy("user name")

    def open_code(self, row):
        """The code while it opens: to be read out by telephone."""
        return row.spaced_code.replace(" ", NBSP) if row.is_usable else "—"

    open_code.short_description = gettext_lazy("code")

    def state_name(self, row):
        return row.state.label

    state_name.short_description = gettext_lazy("state")

    def until(self, row):
        return date_format(localtime(row.expires_at), "SHORT_DATE_FORMAT")

    until.short_description = gettext_lazy("valid until")
    until.admin_order_field = "expires_at"

    def sent_on(self, row):
        if row.sent_at:
            return date_format(localtime(row.sent_at), "SHORT_DATETIME_FORMAT")
        return _("no e-mail") if not row.user.email else "—"

    sent_on.short_description = gettext_lazy("letter")
