"""The window in which an organisation of the register is found by a part of its name."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from home.choosers import TolerantChooserMixin

from .models import Organisation


class OrganisationChooser(TolerantChooserMixin, BaseChooser):
    """The widget of a field that holds an organisation."""


class OrganisationFilterForm(BaseFilterForm):
    q = forms.CharField(label=_("Part of the organisation's name"), max_length=100, required=False)

    def filter(self, objects):
        objects = super().filter(objects)
        if query := self.cleaned_data.get("q"):
            self.is_searching, self.search_query = True, query
            objects = objects.named_like(query)
        return objects


class OrganisationChooserMixin:
    filter_form_class = OrganisationFilterForm

    @property
    def columns(self):
        return [*super().columns, Column("kind", label=_("Kind"), accessor="get_kind_display")]


class OrganisationChooseView(OrganisationChooserMixin, ChooseView):
    """The window."""


class OrganisationChooseResultsView(OrganisationChooserMixin, ChooseResultsView):
    """The list in the window, fetched anew as one types."""


class WholeKeysMixin:
    """A key that is no number, or too long a one, finds nothing."""

    def get_object(self, pk):
        try:
            return super().get_object(pk)
        except (ValueError, OverflowError):
            raise Organisation.DoesNotExist from None

    def get_objects(self, pks):
        return super().get_objects([pk for pk in pks if pk.isdecimal() and len(pk) < 10])


class OrganisationChosenView(WholeKeysMixin, ChosenView):
    pass


class OrganisationChosenMultipleView(WholeKeysMixin, ChosenMultipleView):
    pass


class OrganisationChooserViewSet(ChooserViewSet):
    model = Organisation
    icon = "home"
    choose_one_text = _("Choose an organisation")
    choose_another_text = _("Choose another organisation")
    per_page = 20
    base_widget_class = OrganisationChooser
    choose_view_class = OrganisationChooseView
    choose_results_view_class = OrganisationChooseResultsView
    chosen_view_class = OrganisationChosenView
    chosen_multiple_view_class = OrganisationChosenMultipleView


organisation_chooser_viewset = OrganisationChooserViewSet("organisation_chooser")
