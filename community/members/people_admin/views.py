"""Views on one person. Each asks for rights on that very person, before anything else."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.views.generic import usage
from wagtail.admin.widgets.button import HeaderButton
from wagtail.users.views import users

from ..models import User
from ..rights import can_delete, can_manage, can_open_card, keeps_people
from .acts import act_url, acts_on
from .card import PersonCard


class PersonGuard:
    """Asks ``may_open(user, person)`` before any view with the key of a person."""

    @staticmethod
    def may_open(user, person):
        return can_manage(user, person)

    def dispatch(self, request, *args, **kwargs):
        person = get_object_or_404(User, pk=kwargs["pk"])
        if not self.may_open(request.user, person):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class RefusalsInForm:
    """What an act refuses is told in the form, where nothing typed is lost."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as error:
            form.add_error(None, error)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class PersonCreateView(RefusalsInForm, users.CreateView):
    page_title = _("Add a person")
    submit_button_label = _("Add and invite")
    success_message = _("%(object)s is in the list now.")
    error_message = _("Not saved yet: see what is marked below.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.user}

    def get_page_subtitle(self):
        return ""

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": _("People")},
            {"url": "", "label": self.page_title},
        ]

    def save_instance(self):
        return self.form.save()

    def get_success_url(self):
        return act_url("inspect", self.object)

    def get_success_buttons(self):
        return []


class PersonEditView(PersonGuard, RefusalsInForm, users.EditView):
    success_message = _("Saved: %(object)s.")
    error_message = _("Not saved yet: see what is marked below.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.user}

    def get_success_url(self):
        return act_url("inspect", self.object)

    def get_success_buttons(self):
        return []


class PersonDeleteView(PersonGuard, users.DeleteView):
    @staticmethod
    def may_open(user, person):
        return can_delete(user, person)


class PersonHistoryView(PersonGuard, users.HistoryView):
    """The whole log of a person. Reading is not changing: also of somebody with more rights."""

    @staticmethod
    def may_open(user, person):
        return keeps_people(user)

    @cached_property
    def header_buttons(self):
        card = HeaderButton(_("Card"), url=act_url("inspect", self.object), icon_name="user")
        return [card]


class PersonUsageView(PersonGuard, usage.UsageView):
    @staticmethod
    def may_open(user, person):
        return keeps_people(user)


class PersonCardView(PersonGuard, generic.InspectView):
    """All that staff know of a person, and what they can do."""

    page_title = _("Card")
    template_name = "members/admin/card.html"

    @staticmethod
    def may_open(user, person):
        return can_open_card(user, person)

    def get_object(self, queryset=None):
        people = User.objects.select_related("organisation").prefetch_related("groups")
        return get_object_or_404(people, pk=self.pk)

    def get_fields(self):
        return []

    def get_page_title(self):
        return str(self.object)

    def get_page_subtitle(self):
        return ""

    def get_breadcrumbs_items(self):
        items = []
        if keeps_people(self.request.user):
            items.append({"url": reverse(self.index_url_name), "label": _("People")})
        items.append({"url": "", "label": str(self.object)})
        return self.breadcrumbs_items + items

    @cached_property
    def header_more_buttons(self):
        return []

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        card = PersonCard(self.object, self.request.user)
        acts = acts_on(self.object, self.request.user)
        return {**context, **card.get_context(), "acts": acts}
