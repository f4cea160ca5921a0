"""What the list of people is narrowed by."""

from datetime import timedelta

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from subjects.filters import ModeratedHubFilter
from subjects.models import HubPage

from ..enums import PersonRole, SchoolLabel, UserStatus
from ..models import Membership, Organisation, User
from ..rights import may_enter_admin


class HubMembersFilter(ModeratedHubFilter):
    """Members of a hub and of the hubs below it."""

    def filter(self, people, hub):
        if not hub:
            return people
        hubs = HubPage.objects.descendant_of(hub, inclusive=True).order_by().values("pk")
        return people.filter(
            Exists(Membership.objects.active().filter(hub__in=hubs, user=OuterRef("pk")))
        )


class LastSeen:
    """When a person was here; chosen rather than typed."""

    TODAY, MONTH, QUARTER, LONG_AGO, NEVER = "today", "30", "90", "longer", "never"
    CHOICES = [
        (TODAY, _("today")),
        (MONTH, _("in the last 30 days")),
        (QUARTER, _("in the last 90 days")),
        (LONG_AGO, _("more than 90 days ago")),
        (NEVER, _("never")),
    ]


class PeopleFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=UserStatus.choices, method="filter_status"
    )
    role = django_filters.MultipleChoiceFilter(
        label=_("Role"), choices=PersonRole.choices, widget=CheckboxSelectMultiple
    )
    organisation = django_filters.ModelChoiceFilter(
        label=_("Organisation"), queryset=Organisation.objects.all()
    )
    label = django_filters.ChoiceFilter(
        label=_("Role of the school in the network"),
        field_name="organisation__label",
        choices=SchoolLabel.choices,
    )
    hub = HubMembersFilter()
    seen = django_filters.ChoiceFilter(
        label=_("Last seen"), choices=LastSeen.CHOICES, method="filter_seen"
    )
    has_email = django_filters.BooleanFilter(
        label=_("Has an e-mail"),
        field_name="email",
        lookup_expr="isnull",
        exclude=True,
        widget=BooleanRadioSelect,
    )
    enters_admin = django_filters.BooleanFilter(
        label=_("May enter the admin"), method="filter_admin", widget=BooleanRadioSelect
    )

    class Meta:
        model = User
        fields = []

    def filter_status(self, people, name, status):
        """A suspension that is over counts as none."""
        over = Q(status=UserStatus.SUSPENDED, suspended_until__lte=timezone.now())
        if status == UserStatus.ACTIVE:
            return people.filter(Q(status=status) | over)
        if status == UserStatus.SUSPENDED:
            return people.filter(status=status).exclude(over)
        return people.filter(status=status)

    def filter_seen(self, people, name, when):
        today = timezone.localdate()
        if when == LastSeen.NEVER:
            return people.filter(last_seen_on__isnull=True)
        if when == LastSeen.TODAY:
            return people.filter(last_seen_on__gte=today)
        if when == LastSeen.LONG_AGO:
            return people.filter(last_seen_on__lt=today - timedelta(days=90))
        return people.filter(last_seen_on__gte=today - timedelta(days=int(when)))

    def filter_admin(self, people, name, may_enter):
        return people.filter(may_enter_admin()) if may_enter else people.exclude(may_enter_admin())
