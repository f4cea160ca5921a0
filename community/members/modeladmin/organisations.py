"""The register of schools and other organisations, kept by site editors."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.helpers.search import BaseSearchHandler

from subjects.modeladmin import ScopedCreateView, ScopedDeleteView, ScopedModelAdmin
from subjects.modeladmin_bulk import BulkAct, BulkActionsMixin
from subjects.permissions import SiteEditorsPolicy, is_site_editor

from ..actions import organisations as actions
from ..models import Organisation


class MergeForm(forms.Form):
    """Which of them stays."""

    keep = forms.ModelChoiceField(
        label=_("Which organisation stays"),
        help_text=_("The people of the others move to it; the others leave the register."),
        queryset=Organisation.objects.all(),
    )

    def __init__(self, data=None, rows=()):
        super().__init__(data)
        if len(rows) > 1:
            # Of several that were ticked one stays; a single one may join any other.
            self.fields["keep"].queryset = Organisation.objects.filter(
                pk__in=[row.pk for row in rows]
            )


class MergeAct(BulkAct):
    name = "merge"
    label = _("Merge")
    question = _("Of these organisations only one stays, with the people of all of them.")
    icon = "link"
    form_class = MergeForm
    is_serious = True

    def is_possible(self, user, row):
        return is_site_editor(user)

    def carry_out(self, user, row, data):
        return actions.merge(row, data["keep"], user)

    def get_form(self, data=None, rows=()):
        return self.form_class(data, rows=rows)

    def describe(self, row):
        return describe(row)

    def done_message(self, count):
        return ngettext(
            "Merged: %(count)d organisation has left the register.",
            "Merged: %(count)d organisations have left the register.",
            count,
        ) % {"count": count}


class UnlistAct(BulkAct):
    name = "unlist"
    label = _("Offer no more")
    question = _("Newcomers cannot choose these organisations any more; their people stay.")
    icon = "view"

    def is_possible(self, user, row):
        return row.is_listed and is_site_editor(user)

    def carry_out(self, user, row, data):
        return actions.unlist(row, user)

    def describe(self, row):
        return describe(row)


def describe(row):
    """An organisation and the number of its people, in one line."""
    people = ngettext("%(count)d person", "%(count)d people", row.people_count)
    return f"{row}: {people % {'count': row.people_count}}"


class OrganisationSearchHandler(BaseSearchHandler):
    """Finds by words of the names or the place."""

    def search_queryset(self, queryset, search_term, **kwargs):
        return queryset.named_like(search_term) if search_term else queryset


class OrganisationCreateView(ScopedCreateView):
    """A new row, in words that agree."""

    page_title = _("New organisation")

    def get_page_subtitle(self):
        return ""


class OrganisationDeleteView(ScopedDeleteView):
    """Deletes what nobody belongs to; else says so and what to do instead."""

    def dispatch(self, request, *args, **kwargs):
        if self.check_action_permitted(request.user):
            message = actions.refusal_to_delete(self.instance)
            if message:
                return self.refuse(message)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        name = str(self.instance)
        try:
            actions.delete(self.instance, request.user)
        except ValidationError as error:
            return self.refuse(" ".join(error.messages))
        messages.success(request, _("“%(name)s” is deleted.") % {"name": name})
        return redirect(self.index_url)

    def refuse(self, message):
        messages.error(
            self.request,
            message,
            buttons=[
                messages.button(self.model_admin.bulk_url(act.name, self.instance.pk), act.label)
                for act in (MergeAct, UnlistAct)
            ],
        )
        return redirect(self.index_url)


class OrganisationButtonHelper(ButtonHelper):
    """The button of the list, in words that agree."""

    def add_button(self, classnames_add=None, classnames_exclude=None):
        button = super().add_button(classnames_add, classnames_exclude)
        return {**button, "label": _("Add an organisation"), "title": _("Add an organisation")}


class OrganisationAdmin(BulkActionsMixin, ScopedModelAdmin):
    """The register."""

    model = Organisation
    menu_label = _("Organisations")
    menu_icon = "home"
    bulk_acts = [MergeAct, UnlistAct]
    button_helper_class = OrganisationButtonHelper
    create_view_class = OrganisationCreateView
    delete_view_class = OrganisationDeleteView
    list_display = ["name", "place", "kind", "label", "people_number", "is_listed"]
    list_filter = ["kind", "label", "is_listed", "place"]
    list_export = [
        "name", "full_name", "kind", "place", "address", "website", "label", "is_listed",
        "people_number",
    ]  # fmt: skip
    export_filename = "organisations"
    search_fields = ["search_key"]
    search_handler_class = OrganisationSearchHandler
    inspect_view_fields = [
        "name", "full_name", "kind", "place", "address", "website", "label", "is_listed",
    ]  # fmt: skip
    ordering = ["name", "place", "pk"]
    panels = [
        FieldPanel("name"),
        FieldPanel("full_name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("place")]),
        FieldPanel("address"),
        FieldPanel("website"),
        FieldRowPanel([FieldPanel("label"), FieldPanel("is_listed")]),
    ]

    def get_permission_policy(self):
        # Nobody else sees it: it says what schools there are and who belongs to them.
        return SiteEditorsPolicy(self.model)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(people_count=Count("people"))

    def people_number(self, row):
        return row.people_count

    people_number.short_description = _("people")
    people_number.admin_order_field = "people_count"
