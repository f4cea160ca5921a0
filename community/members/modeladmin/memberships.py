"""Who is in which hub: requests to decide on, roles, and people whom staff add."""

from django import forms
from django.db.models import Case, IntegerField, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail_modeladmin.helpers import AdminURLHelper, ButtonHelper
from wagtail_modeladmin.views import InspectView

from subjects.dashboard import ListPanel, Row
from subjects.modeladmin import ScopedIndexView, ScopedModelAdmin
from subjects.modeladmin_bulk import BulkAct, BulkActionsMixin, BulkActView, ReasonForm
from subjects.permissions import moderated_hubs

from ..actions import memberships as acts
from ..enums import MembershipRole, MembershipStatus, UserStatus
from ..models import Membership
from ..permissions import can_decide, roles_to_give
from .adding_members import AddMembersView
from .membership_filters import HubFilter, OrganisationFilter, SchoolLabelFilter
from .registrations import PeopleSearchHandler

FIELD_LABELS = {"requested_at": gettext_lazy("asked to join")}
# Their requests to hubs come to the moderators when they are let in to the site.
OUTSIDE = {UserStatus.PENDING, UserStatus.INVITED}


class MembershipAct(BulkAct):
    """An act on rows of one status, for whoever moderates their hubs."""

    status = MembershipStatus.REQUESTED

    def is_possible(self, user, row):
        is_open = row.status == self.status and not row.hub.is_wound_up
        return is_open and bool(roles_to_give(user, row.hub))

    def describe(self, row):
        words = [str(row.user), row.hub.title, row.user.organisation_name]
        return ", ".join(filter(None, words))


class ApproveAct(MembershipAct):
    name = "approve"
    label = gettext_lazy("Let in")
    question = gettext_lazy("These people become members of the hubs that they asked for.")

    def is_possible(self, user, row):
        # Who is not let in to the site yet waits for that first.
        return row.user.is_member and super().is_possible(user, row)

    def carry_out(self, user, row, data):
        return acts.approve(row, user)

    def done_message(self, count):
        return ngettext("Let in: %(count)d.", "Let in: %(count)d.", count) % {"count": count}


class RefuseAct(MembershipAct):
    name = "refuse"
    label = gettext_lazy("Refuse")
    question = gettext_lazy("These people read the reason and may ask again.")
    icon = "cross"
    form_class = ReasonForm
    is_serious = True

    def carry_out(self, user, row, data):
        return acts.refuse(row, user, data["reason"])

    def done_message(self, count):
        return ngettext("Refused: %(count)d.", "Refused: %(count)d.", count) % {"count": count}


class MemberAct(MembershipAct):
    """An act on members, for whoever may take their roles from them."""

    status = MembershipStatus.ACTIVE

    def is_possible(self, user, row):
        return super().is_possible(user, row) and can_decide(user, row)


class ExcludeAct(MemberAct):
    name = "exclude"
    label = gettext_lazy("Exclude")
    question = gettext_lazy(
        "These people are members no longer. They read the reason; what they have added stays."
    )
    icon = "cross"
    form_class = ReasonForm
    is_serious = True

    def carry_out(self, user, row, data):
        return acts.exclude(row, user, data["reason"])

    def done_message(self, count):
        return ngettext("Excluded: %(count)d.", "Excluded: %(count)d.", count) % {"count": count}


class RoleForm(forms.Form):
    """Offers the roles that the user may give in every hub concerned."""

    role = forms.ChoiceField(label=gettext_lazy("Role in the hub"))

    def __init__(self, data, roles):
        super().__init__(data)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]


class RoleAct(MemberAct):
    name = "role"
    label = gettext_lazy("Change the role")
    question = gettext_lazy(
        "Tutors help colleagues, experts review materials. Moderators and heads run the hub: they "
        "are named by those who are above it."
    )
    icon = "group"
    user = None

    def get_form(self, data=None, rows=()):
        allowed = [set(roles_to_give(self.user, row.hub)) for row in rows]
        common = set.intersection(*allowed) if allowed else set()
        return RoleForm(data, [role for role in MembershipRole if role in common])

    def carry_out(self, user, row, data):
        return acts.change_role(row, MembershipRole(data["role"]), user)

    def done_message(self, count):
        return ngettext("Roles changed: %(count)d.", "Roles changed: %(count)d.", count) % {
            "count": count
        }


class MembershipBulkView(BulkActView):
    @cached_property
    def act(self):
        act = super().act
        act.user = self.request.user
        return act


class MembershipButtonHelper(ButtonHelper):
    """The decisions on one row, each confirmed on a page of its own."""

    def add_button(self, classnames_add=None, classnames_exclude=None):
        button = super().add_button(classnames_add, classnames_exclude)
        return {**button, "label": gettext_lazy("Add people"), "title": ""}

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        for act in self.view.model_admin.bulk_acts:
            if act().is_possible(self.request.user, obj):
                buttons.append(self._decide(act, obj, classnames_add))
        return buttons

    def _decide(self, act, obj, classnames_add):
        classnames = [*(classnames_add or []), *(["no"] if act.is_serious else [])]
        return {
            "url": self.view.model_admin.bulk_url(act.name, obj.pk),
            "label": act.label,
            "classname": self.finalise_classname(classnames),
            "title": f"{act.label}: {obj}",
        }


class MembershipIndexView(ScopedIndexView):
    """Requests first, the oldest of them at the top, those of newcomers who wait to be let in
    to the site below them; then members."""

    export_headings = FIELD_LABELS

    def get_default_ordering(self, request):
        return ["queue", "requested_at"]


class MembershipInspectView(InspectView):
    """The day of a request is not called as the status is."""

    def get_field_label(self, field_name, field=None):
        return FIELD_LABELS.get(field_name) or super().get_field_label(field_name, field)


class MembershipAdmin(BulkActionsMixin, ScopedModelAdmin):
    """Requests and members of the hubs that one moderates. Nobody edits rows by hand."""

    model = Membership
    menu_icon = "group"
    menu_label = gettext_lazy("Members of hubs")
    allowed_actions = {"view", "add"}
    bulk_acts = [ApproveAct, RefuseAct, RoleAct, ExcludeAct]
    index_view_class = MembershipIndexView
    bulk_act_view_class = MembershipBulkView
    button_helper_class = MembershipButtonHelper
    create_view_class = AddMembersView
    search_handler_class = PeopleSearchHandler
    list_display = ["name", "hub", "role", "state", "organisation", "since"]
    list_filter = ["status", "role", HubFilter, OrganisationFilter, SchoolLabelFilter]
    list_select_related = ["user__organisation", "hub"]
    list_export = [
        "name", "hub", "role", "status", "organisation", "note", "requested_at", "joined_at",
        "ended_at", "reason",
    ]  # fmt: skip
    export_filename = "members"
    inspect_view_class = MembershipInspectView
    inspect_view_fields = [
        "user", "hub", "role", "status", "note", "requested_at", "joined_at", "ended_at",
        "decided_by", "reason",
    ]  # fmt: skip

    def get_queryset(self, request):
        queue = Case(
            When(status=MembershipStatus.REQUESTED, user__status__in=OUTSIDE, then=Value(1)),
            When(status=MembershipStatus.REQUESTED, then=Value(0)),
            When(status=MembershipStatus.ACTIVE, then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        )
        return super().get_queryset(request).annotate(queue=queue)

    def name(self, row):
        return str(row.user)

    name.short_description = gettext_lazy("name")
    name.admin_order_field = "user__search_key"

    def state(self, row):
        if row.status == MembershipStatus.REQUESTED and row.user.status in OUTSIDE:
            return _("not let in to the site yet")
        return row.get_status_display()

    state.short_description = gettext_lazy("status")
    state.admin_order_field = "status"

    def organisation(self, row):
        return row.user.organisation_name

    organisation.short_description = gettext_lazy("organisation")

    def since(self, row):
        return row.ended_at or row.joined_at or row.requested_at

    since.short_description = gettext_lazy("since")


class RequestsPanel(ListPanel):
    """Requests to join hubs that the user decides on; the oldest first."""

    name = "membership-requests"
    title = gettext_lazy("Want to join the hub")
    icon = "group"
    order = 120

    def get_rows(self):
        hubs = moderated_hubs(self.request.user).active().order_by().values("pk")
        waiting = Membership.objects.requested().filter(hub__in=hubs)
        oldest = waiting.select_related("user__organisation", "hub").order_by("requested_at")
        helper = AdminURLHelper(Membership)
        return [
            Row(
                str(row.user),
                helper.get_action_url("inspect", row.pk),
                ", ".join(filter(None, [row.hub.title, row.user.organisation_name])),
                row.requested_at,
            )
            for row in oldest[: self.limit]
        ]

    def get_more_url(self):
        helper = AdminURLHelper(Membership)
        return f"{helper.index_url}?status__exact={MembershipStatus.REQUESTED}"
