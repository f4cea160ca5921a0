"""The registers in the admin."""

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.utils import label_for_field, lookup_field
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.views import InspectView

from home.text.keys import as_key
from subjects.forms import hub_label
from subjects.modeladmin import ScopedModelAdmin
from subjects.modeladmin_bulk import BulkAct, BulkActionsMixin
from subjects.permissions import SiteEditorsPolicy, moderated_hubs

from ..actions.sanctions import lift
from ..models import Appeal, Complaint, Decision, Sanction, WatchWord
from ..permissions import can_lift


def _name(person):
    """What a register calls ``person``; nothing where the account is gone."""
    return person.get_community_name() if person is not None else ""


class HubFilter(SimpleListFilter):
    """Hubs that the user moderates; a hub stands for those below it too."""

    title = gettext_lazy("hub")
    parameter_name = "hub"
    lookup = "hub"

    def lookups(self, request, model_admin):
        hubs = moderated_hubs(request.user).order_by("path")
        return [(str(hub.pk), hub_label(hub)) for hub in hubs]

    def queryset(self, request, rows):
        if not self.value():
            return rows
        key = as_key(self.value())
        hub = moderated_hubs(request.user).filter(pk=key).first() if key is not None else None
        return rows.filter(**{f"{self.lookup}__path__startswith": hub.path}) if hub else rows.none()


class CaseHubFilter(HubFilter):
    lookup = "case__hub"


class DecisionHubFilter(HubFilter):
    lookup = "decision__hub"


class RegisterInspectView(InspectView):
    """A row in full, with the columns of the list: the library looks for them on the row alone."""

    def get_dict_for_field(self, field_name):
        admin = self.model_admin
        field, _attribute, value = lookup_field(field_name, self.instance, admin)
        if field is not None and field.choices:
            value = getattr(self.instance, f"get_{field_name}_display")()
        label = label_for_field(field_name, self.model, admin)
        return {"label": capfirst(str(label)), "value": "" if value is None else value}


class ReadOnlyRegister(ScopedModelAdmin):
    """Kept by the site, changed by nobody."""

    allowed_actions = {"view"}
    menu_icon = "warning"
    inspect_view_class = RegisterInspectView


class ComplaintAdmin(ReadOnlyRegister):
    """Who complained of what, and what became of it."""

    model = Complaint
    hub_field = "case__hub"
    menu_label = gettext_lazy("Complaints")
    list_display = ["created_at", "about_what", "rule", "reporter_name", "status", "hub_title"]
    list_filter = ["status", "rule", CaseHubFilter, "created_at"]
    list_select_related = ["case__hub", "case__content_type", "reporter"]
    search_fields = ["text"]
    list_export = [
        "created_at", "case", "rule", "text", "reporter_name", "status", "hub_title",
    ]  # fmt: skip
    export_filename = "complaints"
    inspect_view_fields = ["created_at", "about_what", "rule", "text", "reporter_name", "status"]

    def about_what(self, row):
        return _case_link(row.case)

    about_what.short_description = gettext_lazy("about what")

    def reporter_name(self, row):
        return _name(row.reporter)

    reporter_name.short_description = gettext_lazy("who complains")

    def hub_title(self, row):
        return row.case.hub.title if row.case.hub else ""

    hub_title.short_description = gettext_lazy("hub")


def _case_link(case):
    """The case, named without the words of the author."""
    url = reverse("moderation_case", args=[case.pk])
    return format_html('<a href="{}">{}</a>', url, case)


class DecisionAdmin(ReadOnlyRegister):
    """The log of decisions, which nobody changes."""

    model = Decision
    menu_label = gettext_lazy("Log of decisions")
    list_display = [
        "decided_at", "act", "target_label", "rule", "author_name", "moderator_name", "hub",
    ]  # fmt: skip
    list_filter = ["act", "rule", HubFilter, "decided_at"]
    list_select_related = ["case", "hub", "author", "moderator"]
    search_fields = ["reason", "target_label"]
    list_export = [
        "decided_at", "act", "target_label", "rule", "reason", "author_name", "moderator_name",
        "hub",
    ]  # fmt: skip
    export_filename = "decisions"
    inspect_view_fields = [
        "decided_at", "act", "target_label", "rule", "reason", "author_name", "moderator_name",
        "hub", "case_link",
    ]  # fmt: skip

    def author_name(self, row):
        return _name(row.author)

    author_name.short_description = gettext_lazy("about whose words")

    def moderator_name(self, row):
        return _name(row.moderator)

    moderator_name.short_description = gettext_lazy("who decided")

    def case_link(self, row):
        return _case_link(row.case)

    case_link.short_description = gettext_lazy("case")


class LiftAct(BulkAct):
    name = "lift"
    label = gettext_lazy("Take back")
    question = gettext_lazy("These people may write again at once, and are told so.")
    icon = "check"

    def is_possible(self, user, row):
        is_open = row.lifted_at is None and (row.is_warning or row.is_in_force)
        return is_open and can_lift(user, row)

    def carry_out(self, user, row, data):
        return lift(row, user)

    def describe(self, row):
        return f"{_name(row.user)}: {row.get_kind_display()}"


class SanctionButtonHelper(ButtonHelper):
    """Taking one back is asked about on a page of its own."""

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        if LiftAct().is_possible(self.request.user, obj):
            buttons.append(
                {
                    "url": self.view.model_admin.bulk_url("lift", obj.pk),
                    "label": LiftAct.label,
                    "classname": self.finalise_classname(classnames_add or []),
                    "title": f"{LiftAct.label}: {obj}",
                }
            )
        return buttons


class SanctionAdmin(BulkActionsMixin, ReadOnlyRegister):
    """Warnings and suspensions; those in force may be taken back."""

    model = Sanction
    menu_label = gettext_lazy("Warnings and suspensions")
    bulk_acts = [LiftAct]
    button_helper_class = SanctionButtonHelper
    list_display = ["person_name", "kind", "hub", "starts_at", "until_when", "state"]
    list_filter = ["kind", HubFilter, "starts_at"]
    list_select_related = ["user", "hub", "decision", "lifted_by"]
    list_export = ["person_name", "kind", "hub", "starts_at", "until", "state", "reason"]
    export_filename = "sanctions"
    inspect_view_fields = [
        "person_name", "kind", "hub", "starts_at", "until_when", "state", "reason",
        "lifted_by_name",
    ]  # fmt: skip

    def person_name(self, row):
        return _name(row.user)

    person_name.short_description = gettext_lazy("person")

    def until_when(self, row):
        if row.is_warning:
            return ""
        return row.until or _("for good")

    until_when.short_description = gettext_lazy("until")
    until_when.admin_order_field = "until"

    def state(self, row):
        if row.lifted_at is not None:
            return _("taken back")
        if row.is_warning:
            return _("said")
        return _("in force") if row.is_in_force else _("over")

    state.short_description = gettext_lazy("state")

    def reason(self, row):
        return row.decision.reason

    reason.short_description = gettext_lazy("reason")

    def lifted_by_name(self, row):
        return _name(row.lifted_by)

    lifted_by_name.short_description = gettext_lazy("lifted by")


class AppealAdmin(ReadOnlyRegister):
    """Appeals, heard ones too; each opens the page where it is heard."""

    model = Appeal
    hub_field = "decision__hub"
    menu_label = gettext_lazy("Appeals")
    list_display = ["created_at", "appeal_link", "author_name", "status", "heard_by_name"]
    list_filter = ["status", DecisionHubFilter, "created_at"]
    list_select_related = ["decision__hub", "author", "heard_by"]
    search_fields = ["text", "answer"]
    list_export = [
        "created_at", "decision", "author_name", "text", "status", "answer", "heard_by_name",
        "decided_at",
    ]  # fmt: skip
    export_filename = "appeals"
    inspect_view_fields = [
        "created_at", "appeal_link", "author_name", "text", "status", "answer", "heard_by_name",
        "decided_at",
    ]  # fmt: skip

    def appeal_link(self, row):
        url = reverse("moderation_appeal", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, row.decision)

    appeal_link.short_description = gettext_lazy("decision")

    def author_name(self, row):
        return _name(row.author)

    author_name.short_description = gettext_lazy("who appeals")

    def heard_by_name(self, row):
        return _name(row.heard_by)

    heard_by_name.short_description = gettext_lazy("heard by")


class WatchWordAdmin(ScopedModelAdmin):
    """Words that hold what is written until a moderator has looked at it."""

    model = WatchWord
    menu_icon = "list-ul"
    menu_label = gettext_lazy("Watched words")
    list_display = ["text", "form", "note"]
    list_filter = ["form"]
    search_fields = ["text", "note"]
    list_export = ["text", "form", "note"]
    export_filename = "words"
    form_fields = ["text", "form", "note"]

    def get_permission_policy(self):
        return SiteEditorsPolicy(self.model)
