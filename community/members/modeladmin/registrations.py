"""The queue of applications to the site."""

from django.contrib.admin import SimpleListFilter
from django.db.models import Case, IntegerField, Value, When
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail_modeladmin.helpers import AdminURLHelper, ButtonHelper
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.views import InspectView

from home.text.keys import as_key
from subjects.dashboard import ListPanel, Row
from subjects.forms import hub_label
from subjects.modeladmin import ScopedIndexView, ScopedModelAdmin
from subjects.modeladmin_bulk import BulkAct, BulkActionsMixin, ReasonForm
from subjects.permissions import moderated_hubs

from ..actions import registration as actions
from ..enums import PersonRole, RegistrationStatus
from ..models import Organisation, Registration, User
from ..registration_rights import RegistrationPermissionPolicy, can_decide


class ApproveAct(BulkAct):
    name = "approve"
    label = gettext_lazy("Approve")
    question = gettext_lazy(
        "These people become members of the site. Open hubs and those that you moderate take "
        "them at once; the others decide by themselves."
    )
    icon = "check"

    def is_possible(self, user, row):
        return row.status in actions.UNDECIDED and can_decide(user, row)

    def carry_out(self, user, row, data):
        return actions.approve(row, user)

    def describe(self, row):
        return describe(row)

    def done_message(self, count):
        return ngettext("Approved: %(count)d.", "Approved: %(count)d.", count) % {"count": count}


class RefuseAct(ApproveAct):
    name = "refuse"
    label = gettext_lazy("Refuse")
    question = gettext_lazy("These people get a letter with the reason and may apply again.")
    icon = "cross"
    form_class = ReasonForm
    is_serious = True

    def carry_out(self, user, row, data):
        return actions.refuse(row, user, data["reason"])

    def done_message(self, count):
        return ngettext("Refused: %(count)d.", "Refused: %(count)d.", count) % {"count": count}


def describe(row):
    """An applicant in one line: who she is and where from."""
    parts = [str(row.user), row.user.get_role_display(), row.user.organisation_name]
    return ", ".join(filter(None, parts))


class RoleFilter(SimpleListFilter):
    title = gettext_lazy("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return PersonRole.choices

    def queryset(self, request, rows):
        return rows.filter(user__role=self.value()) if self.value() else rows


class OrganisationFilter(SimpleListFilter):
    """Only organisations whose people wait: the whole register would be a page of its own."""

    title = gettext_lazy("organisation")
    parameter_name = "organisation"

    def lookups(self, request, model_admin):
        waiting = model_admin.get_queryset(request).filter(status__in=actions.UNDECIDED)
        found = Organisation.objects.filter(people__in=waiting.order_by().values("user"))
        return [(str(school.pk), str(school)) for school in found.distinct()]

    def queryset(self, request, rows):
        return filter_by_key(rows, "user__organisation", self.value())


class AskedHubFilter(SimpleListFilter):
    """Hubs that the user moderates; a hub stands for those below it too."""

    title = gettext_lazy("hub")
    parameter_name = "hub"

    def lookups(self, request, model_admin):
        hubs = moderated_hubs(request.user).order_by("path")
        return [(str(hub.pk), hub_label(hub)) for hub in hubs]

    def queryset(self, request, rows):
        if not self.value():
            return rows
        hub = filter_by_key(moderated_hubs(request.user), "pk", self.value()).first()
        if hub is None:
            return rows.none()
        people = User.objects.filter(memberships__hub__path__startswith=hub.path)
        return rows.filter(user__in=people.order_by().values("pk"))


def filter_by_key(rows, name, value):
    """``rows`` whose field ``name`` is the key ``value``; all of them without a value."""
    if not value:
        return rows
    return rows.filter(**{name: key}) if (key := as_key(value)) else rows.none()


class PeopleSearchHandler(BaseSearchHandler):
    """Finds applicants by words of their names, user name or e-mail."""

    def search_queryset(self, queryset, search_term, **kwargs):
        if not search_term:
            return queryset
        found = User.objects.named_like(search_term).order_by().values("pk")
        return queryset.filter(user__in=found)


class RegistrationButtonHelper(ButtonHelper):
    """Opening an application and, while it waits, the two decisions."""

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        if obj.status in actions.UNDECIDED and can_decide(self.request.user, obj):
            buttons += [self._decide(act, obj, classnames_add) for act in (ApproveAct, RefuseAct)]
        return buttons

    def _decide(self, act, obj, classnames_add):
        classnames = [*(classnames_add or []), *(["no"] if act.is_serious else [])]
        return {
            "url": self.view.model_admin.bulk_url(act.name, obj.pk),
            "label": act.label,
            "classname": self.finalise_classname(classnames),
            "title": f"{act.label}: {obj}",
        }


class RegistrationIndexView(ScopedIndexView):
    """The queue: those that wait first, and of them the oldest."""

    def get_default_ordering(self, request):
        return ["queue", "created_at"]


class RegistrationInspectView(InspectView):
    """One application: what the person says of herself, asks for and has agreed to."""

    def get_fields_dict(self):
        row, person = self.instance, self.instance.user
        asked = person.memberships.select_related("hub").order_by("hub__path")
        held = person.consents.held().select_related("text")
        waits = row.status in actions.UNDECIDED
        fields = [
            (_("Name"), person.get_full_name()),
            (_("Role"), person.get_role_display()),
            (_("Organisation"), str(person.organisation or person.other_organisation)),
            (_("Class"), person.school_class),
            (_("E-mail"), person.email),
            (_("E-mail confirmed"), row.confirmed_at),
            (_("Hubs"), "; ".join(f"{hub_label(m.hub)}: {m.get_status_display()}" for m in asked)),
            (_("Words to the moderator"), row.note),
            (_("Agreed to"), "; ".join(str(consent.text) for consent in held)),
            (_("Applied"), row.created_at),
            (_("Status"), row.get_status_display()),
            (_("Refused before") if waits else _("Decided"), row.decided_at),
            (_("Decided by"), row.decided_by),
            (_("Reason"), row.reason),
        ]
        return [{"label": label, "value": value} for label, value in fields if value]


class RegistrationAdmin(BulkActionsMixin, ScopedModelAdmin):
    """Applications: those that wait come first, the oldest of them at the top."""

    model = Registration
    menu_icon = "user"
    menu_label = gettext_lazy("Applications")
    bulk_acts = [ApproveAct, RefuseAct]
    button_helper_class = RegistrationButtonHelper
    index_view_class = RegistrationIndexView
    inspect_view_class = RegistrationInspectView
    search_handler_class = PeopleSearchHandler
    list_display = [
        "name", "role", "organisation", "hubs", "applied_on", "is_confirmed", "status",
    ]  # fmt: skip
    list_filter = ["status", RoleFilter, AskedHubFilter, OrganisationFilter]
    list_select_related = ["user__organisation"]
    list_export = [
        "name", "role", "organisation", "school_class", "hubs", "created_at", "is_confirmed",
        "status", "decided_at", "reason",
    ]  # fmt: skip
    export_filename = "applications"

    def get_permission_policy(self):
        return RegistrationPermissionPolicy(self.model)

    def get_queryset(self, request):
        queue = Case(
            When(status=RegistrationStatus.WAITING, then=Value(0)),
            When(status=RegistrationStatus.UNCONFIRMED, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        rows = super().get_queryset(request).annotate(queue=queue)
        return rows.prefetch_related("user__memberships__hub")

    def name(self, row):
        return str(row.user)

    name.short_description = gettext_lazy("name")
    name.admin_order_field = "user__search_key"

    def role(self, row):
        return row.user.get_role_display()

    role.short_description = gettext_lazy("role")

    def organisation(self, row):
        return row.user.organisation_name

    organisation.short_description = gettext_lazy("organisation")

    def school_class(self, row):
        return row.user.school_class

    school_class.short_description = gettext_lazy("class")

    def hubs(self, row):
        return ", ".join(membership.hub.title for membership in row.user.memberships.all())

    hubs.short_description = gettext_lazy("hubs")

    def applied_on(self, row):
        return date_format(localtime(row.created_at), "SHORT_DATE_FORMAT")

    applied_on.short_description = gettext_lazy("applied")
    applied_on.admin_order_field = "created_at"

    def is_confirmed(self, row):
        return _("yes") if row.confirmed_at else _("no")

    is_confirmed.short_description = gettext_lazy("e-mail confirmed?")


class WaitingApplicationsPanel(ListPanel):
    """Applications that the user decides on; the oldest first."""

    name = "waiting-applications"
    title = gettext_lazy("Applications wait")
    icon = "user"
    order = 110

    def get_rows(self):
        policy = RegistrationPermissionPolicy(Registration)
        waiting = policy.instances_user_has_permission_for(self.request.user, "view").filter(
            status=RegistrationStatus.WAITING
        )
        oldest = waiting.select_related("user__organisation").order_by("created_at")
        helper = AdminURLHelper(Registration)
        return [
            Row(
                str(row.user),
                helper.get_action_url("inspect", row.pk),
                ", ".join(filter(None, [row.user.get_role_display(), row.user.organisation_name])),
                row.created_at,
            )
            for row in oldest[: self.limit]
        ]

    def get_more_url(self):
        helper = AdminURLHelper(Registration)
        return f"{helper.index_url}?status__exact={RegistrationStatus.WAITING}"
