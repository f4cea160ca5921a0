"""The admin's windows in which an editor chooses things that Wagtail has no window for."""

from django import forms
from django.conf import settings
from django.db.models import Q
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

NAMES = ["last_name", "first_name", "public_name", "username"]
MAX_WORDS = 5
MAX_DIGITS = 10


class TolerantChooserMixin:
    """Mixin for chooser widgets: a key that is no number shows nothing chosen, and the
    field says what is wrong; Wagtail's own widget would fail."""

    def get_instance(self, value):
        try:
            return super().get_instance(value)
        except (ValueError, OverflowError):
            return None


class PersonChooser(TolerantChooserMixin, BaseChooser):
    """The widget of a field that holds a person."""


class PersonFilterForm(BaseFilterForm):
    """Finds people by parts of their names."""

    q = forms.CharField(label=_("Part of the name"), max_length=100, required=False)

    def filter(self, objects):
        objects = super().filter(objects)
        words = (self.cleaned_data.get("q") or "").split()[:MAX_WORDS]
        for word in words:
            objects = objects.filter(self._name_has(word))
            self.is_searching = True
            self.search_query = self.cleaned_data["q"]
        return objects

    @staticmethod
    def _name_has(word):
        """SQLite tells Cyrillic capitals from small letters, so each spelling is asked for."""
        condition = Q()
        for spelling in {word, word.lower(), word.capitalize()}:
            for name in NAMES:
                condition |= Q(**{f"{name}__contains": spelling})
        return condition


class PersonChooserMixin:
    """Who can be chosen, and what tells namesakes apart."""

    filter_form_class = PersonFilterForm

    def get_object_list(self):
        return super().get_object_list().choosable()

    @property
    def columns(self):
        return [
            *super().columns,
            Column("public_name", label=_("Public name"), accessor="get_public_name"),
            Column("position", label=_("Position")),
        ]


class PersonChooseView(PersonChooserMixin, ChooseView):
    """The window."""


class PersonChooseResultsView(PersonChooserMixin, ChooseResultsView):
    """The list in the window, fetched anew as the editor types."""


class PersonChosenMixin:
    """Takes only whom the window offers, so that no key tells a name."""

    def get_object(self, pk):
        try:
            return self.model_class.objects.choosable().get(pk=pk)
        except (ValueError, OverflowError):
            raise self.model_class.DoesNotExist from None

    def get_objects(self, pks):
        keys = [pk for pk in pks if pk.isdecimal() and len(pk) < MAX_DIGITS]
        return self.model_class.objects.choosable().filter(pk__in=keys)


class PersonChosenView(PersonChosenMixin, ChosenView):
    """Answers to a choice."""


class PersonChosenMultipleView(PersonChosenMixin, ChosenMultipleView):
    """Answers to a choice of several."""


class PersonChooserViewSet(ChooserViewSet):
    """Chooses a person; used wherever a form or a block points at one."""

    model = settings.AUTH_USER_MODEL
    icon = "user"
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    edit_item_text = _("Edit this person")
    per_page = 20
    base_widget_class = PersonChooser
    choose_view_class = PersonChooseView
    choose_results_view_class = PersonChooseResultsView
    chosen_view_class = PersonChosenView
    chosen_multiple_view_class = PersonChosenMultipleView


person_chooser_viewset = PersonChooserViewSet("person_chooser")
