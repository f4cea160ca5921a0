"""Filters of the register of members."""

from django.contrib.admin import SimpleListFilter
from django.utils.translation import gettext_lazy

from subjects.forms import hub_label
from subjects.permissions import moderated_hubs

from ..enums import SchoolLabel
from ..models import Organisation
from .registrations import filter_by_key


class HubFilter(SimpleListFilter):
    """Hubs that the user moderates; a hub stands for those below it too."""

    title = gettext_lazy("hub")
    parameter_name = "in_hub"

    def lookups(self, request, model_admin):
        hubs = moderated_hubs(request.user).order_by("path")
        return [(str(hub.pk), hub_label(hub)) for hub in hubs]

    def queryset(self, request, rows):
        hub = filter_by_key(moderated_hubs(request.user), "pk", self.value()).first()
        if not self.value() or hub is None:
            return rows
        return rows.filter(hub__path__startswith=hub.path)


class OrganisationFilter(SimpleListFilter):
    title = gettext_lazy("organisation")
    parameter_name = "organisation"

    def lookups(self, request, model_admin):
        rows = model_admin.get_queryset(request).order_by()
        found = Organisation.objects.filter(people__in=rows.values("user")).distinct()
        return [(str(school.pk), str(school)) for school in found]

    def queryset(self, request, rows):
        return filter_by_key(rows, "user__organisation", self.value())


class SchoolLabelFilter(SimpleListFilter):
    """The school's role in the network: staff work with it, nobody else sees it."""

    title = gettext_lazy("role of the school in the network")
    parameter_name = "label"

    def lookups(self, request, model_admin):
        return SchoolLabel.choices

    def queryset(self, request, rows):
        if self.value() not in SchoolLabel.values:
            return rows
        return rows.filter(user__organisation__label=self.value())
