"""Staff look people up and add them to a hub; a closed list grows in no other way."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail_modeladmin.views import WMABaseView

from home.text.keys import search_key
from subjects.forms import HUB_KEY, hub_label
from subjects.permissions import moderated_hubs

from ..actions import memberships as acts
from ..enums import MembershipRole
from ..models import Membership, User
from ..permissions import roles_to_give

FOUND_AT_ONCE = 50


class HubChoice(forms.ModelChoiceField):
    def label_from_instance(self, hub):
        return hub_label(hub)


class LookUpForm(forms.Form):
    """To which hub, and whom one looks for."""

    hub = HubChoice(label=gettext_lazy("Hub"), queryset=None, to_field_name=HUB_KEY)
    q = forms.CharField(
        label=gettext_lazy("Name or organisation"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def __init__(self, data, user):
        super().__init__(data)
        hubs = moderated_hubs(user).active().order_by("path")
        self.fields["hub"].queryset = hubs
        self.fields["hub"].empty_label = None


class PeopleField(forms.ModelMultipleChoiceField):
    """People to tick, named as members see them."""

    def __init__(self, viewer, **kwargs):
        self.viewer = viewer
        super().__init__(widget=forms.CheckboxSelectMultiple, to_field_name="id", **kwargs)

    def label_from_instance(self, person):
        facts = [person.get_community_name(), person.summary_for(self.viewer)]
        return ", ".join(filter(None, facts))


class AddForm(forms.Form):
    """Who of those found, and as what."""

    def __init__(self, data, people, roles, viewer):
        super().__init__(data)
        self.fields["people"] = PeopleField(viewer, queryset=people, label=_("People"))
        self.fields["role"] = forms.ChoiceField(
            label=_("Role in the hub"),
            choices=[(role.value, role.label) for role in roles],
            initial=MembershipRole.MEMBER,
        )


class AddMembersView(WMABaseView):
    """Looks for people by GET; adds those who are ticked by POST."""

    page_title = gettext_lazy("Add people to a hub")

    def check_action_permitted(self, user):
        return self.permission_helper.user_can_create(user)

    @cached_property
    def look_up(self):
        data = self.request.GET if "hub" in self.request.GET else None
        return LookUpForm(data, self.request.user)

    @cached_property
    def hub(self):
        """The hub that was chosen, of those that the user moderates; or ``None``."""
        if not self.look_up.is_bound or not self.look_up.is_valid():
            return None
        return self.look_up.cleaned_data["hub"]

    @cached_property
    def found(self):
        """Those who are looked for and are not in the hub yet."""
        query = self.look_up.cleaned_data["q"] if self.hub else ""
        if not search_key(query):
            return User.objects.none()
        people = User.objects.in_directory(self.request.user).found_by_members(query)
        if self.request.method != "POST":
            # Who was added meanwhile stays choosable in a form that is sent twice.
            there = Membership.objects.active().filter(hub=self.hub).order_by().values("user")
            people = people.exclude(pk__in=there)
        found = people.order_by("name_key", "pk")
        # A slice cannot be asked for keys, as the form does.
        keys = list(found.values_list("pk", flat=True)[:FOUND_AT_ONCE])
        return User.objects.filter(pk__in=keys).select_related("organisation").order_by("name_key")

    def get_add_form(self, data=None):
        roles = roles_to_give(self.request.user, self.hub)
        return AddForm(data, self.found, roles, self.request.user)

    def get_template_names(self):
        return ["members/admin/add_members.html"]

    def get_context_data(self, add_form=None, **kwargs):
        if add_form is None and self.hub is not None and self.found:
            add_form = self.get_add_form()
        return super().get_context_data(
            look_up=self.look_up, hub=self.hub, add_form=add_form, limit=FOUND_AT_ONCE, **kwargs
        )

    def post(self, request, *args, **kwargs):
        if self.hub is None:
            return self.render_to_response(self.get_context_data())
        form = self.get_add_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(add_form=form))
        added = 0
        for person in form.cleaned_data["people"]:
            added += self._add(person, MembershipRole(form.cleaned_data["role"]))
        if added:
            words = ngettext("Added: %(count)d.", "Added: %(count)d.", added)
            messages.success(request, words % {"count": added})
        return redirect(self.index_url)

    def _add(self, person, role):
        try:
            return acts.add(person, self.hub, self.request.user, role)
        except ValidationError as error:
            said = " ".join(error.messages)
        except PermissionDenied as error:
            said = str(error)
        messages.warning(self.request, f"{person.get_community_name()}: {said}")
        return False
