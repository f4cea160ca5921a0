"""Acts on one account: which are offered on the card, and the page that asks before each."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..actions import accounts, memberships
from ..actions.deletion import is_leaving
from ..addresses import is_email_confirmed
from ..enums import UserStatus
from ..forms.accounts_admin import DeletionForm, RoleForm, SuspensionForm, ToHubForm
from ..models import User
from ..password_rights import can_set_password
from ..rights import can_delete, can_manage, check_can_manage


def act_url(name, person):
    """The address of an act, or of another view of the viewset, on ``person``."""
    return reverse(f"wagtailusers_users:{name}", args=[person.pk])


@dataclass
class Act:
    """A button on the card."""

    label: str
    url: str
    is_serious: bool = False


def acts_on(person, viewer):
    """What ``viewer`` may do with the account of ``person`` as it stands."""
    acts = []
    is_managed = can_manage(viewer, person)
    if is_managed:
        acts.append(Act(_("Edit"), act_url("edit", person)))
    if can_set_password(viewer, person):
        url = reverse("members_admin_new_password", args=[person.pk])
        acts.append(Act(_("New password"), url))
    if is_managed:
        acts += [
            Act(view.label, act_url(view.name, person), view.is_serious)
            for view in ACT_VIEWS
            if view.is_offered(person, viewer)
        ]
    if can_delete(viewer, person):
        acts.append(Act(_("Remove from the list"), act_url("delete", person), True))
    return acts


class ActView(WagtailAdminTemplateMixin, FormView):
    """Asks what an act needs to know and carries it out; refused, it says why."""

    template_name = "members/admin/act.html"
    header_icon = "user"
    name = ""
    label = ""
    question = ""
    done_message = ""
    is_serious = False
    form_class = Form

    @classmethod
    def is_offered(cls, person, viewer):
        """Whether the card has the button."""
        return True

    def carry_out(self, person, form):
        """Do it by one function of ``actions``; returns whether anything changed."""
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        self.person = get_object_or_404(User, pk=kwargs["pk"])
        check_can_manage(request.user, self.person)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            is_changed = self.carry_out(self.person, form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        if is_changed:
            messages.success(self.request, self.done_message % {"person": self.person})
        return redirect(act_url("inspect", self.person))

    def get_page_title(self):
        return self.label

    def get_page_subtitle(self):
        return str(self.person)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailusers_users:index"), "label": _("People")},
            {"url": act_url("inspect", self.person), "label": str(self.person)},
            {"url": "", "label": self.label},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            person=self.person, act=self, back_url=act_url("inspect", self.person), **kwargs
        )


class SuspendView(ActView):
    name = "suspend"
    label = _("Suspend")
    question = _(
        "The person is signed out everywhere and cannot come in until the term is over. She gets "
        "a letter with the reason, the term and whom to write to. What she has published stays."
    )
    done_message = _("%(person)s: access is suspended.")
    is_serious = True
    form_class = SuspensionForm

    @classmethod
    def is_offered(cls, person, viewer):
        return person.status in accounts.MAY_BE_SUSPENDED and person.pk != viewer.pk

    def carry_out(self, person, form):
        reason = form.cleaned_data["reason"]
        return accounts.suspend(person, self.request.user, reason, until=form.until)

    def dispatch(self, request, *args, **kwargs):
        person = get_object_or_404(User, pk=kwargs["pk"])
        try:
            accounts.check_can_suspend(person, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(act_url("inspect", person))
        return super().dispatch(request, *args, **kwargs)


class ReinstateView(ActView):
    name = "reinstate"
    label = _("Give access back")
    question = _("The person can sign in again at once, and is told so.")
    done_message = _("%(person)s: access is given back.")

    @classmethod
    def is_offered(cls, person, viewer):
        return person.status == UserStatus.SUSPENDED

    def carry_out(self, person, form):
        return accounts.reinstate(person, self.request.user)


class RoleView(ActView):
    name = "role"
    label = _("Change the role")
    question = _("Pupils are shown by name and class only, and their pages are closed to visitors.")
    done_message = _("%(person)s: the role is changed.")
    form_class = RoleForm

    def get_initial(self):
        return {"role": self.person.role}

    def carry_out(self, person, form):
        return accounts.change_role(person, form.cleaned_data["role"], self.request.user)


class ConfirmEmailView(ActView):
    name = "confirm_email"
    label = _("Confirm the e-mail by hand")
    question = _("Do this only if you know that the address %(email)s belongs to this person.")
    done_message = _("%(person)s: the e-mail is confirmed.")

    @classmethod
    def is_offered(cls, person, viewer):
        return bool(person.email) and not is_email_confirmed(person)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "question": self.question % {"email": self.person.email}}

    def carry_out(self, person, form):
        return accounts.confirm_email_by_hand(person, self.request.user)


class AddToHubView(ActView):
    name = "to_hub"
    label = _("Add to a hub")
    question = _("The person becomes a member at once, without asking, and is told so.")
    done_message = _("%(person)s: now a member of the hub.")
    form_class = ToHubForm

    @classmethod
    def is_offered(cls, person, viewer):
        return person.is_member

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.user}

    def carry_out(self, person, form):
        data = form.cleaned_data
        return memberships.add(person, data["hub"], self.request.user, data["role"])


class DeleteAccountView(ActView):
    name = "delete_account"
    label = _("Delete this account")
    question = _(
        "Only on the person's written request. The account goes in two weeks, with all that is "
        "personal; until then the person may sign in and call it off. The person is told so."
    )
    done_message = _("%(person)s: the account will be deleted in two weeks.")
    is_serious = True
    form_class = DeletionForm

    @classmethod
    def is_offered(cls, person, viewer):
        return not (person.is_superuser or person.has_left or is_leaving(person))

    def carry_out(self, person, form):
        keeps_name = form.cleaned_data["keeps_name"]
        return accounts.delete_on_request(person, self.request.user, keeps_name)


class KeepAccountView(ActView):
    name = "keep_account"
    label = _("Call the deletion off")
    question = _("The account stays as it is.")
    done_message = _("%(person)s: the account stays.")

    @classmethod
    def is_offered(cls, person, viewer):
        return is_leaving(person)

    def carry_out(self, person, form):
        return accounts.keep_on_request(person, self.request.user)


ACT_VIEWS = [
    AddToHubView,
    RoleView,
    ConfirmEmailView,
    SuspendView,
    ReinstateView,
    DeleteAccountView,
    KeepAccountView,
]


def act_patterns():
    """Addresses of the acts, for the viewset."""
    return [
        path(f"{view.name.replace('_', '-')}/<int:pk>/", view.as_view(), name=view.name)
        for view in ACT_VIEWS
    ]
