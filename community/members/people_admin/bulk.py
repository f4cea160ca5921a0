"""Acts on many people at once. Wagtail's own three are replaced: each person is asked for
rights by herself, nobody is deleted by the dozen, and access ends by a suspension with a reason.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form, ModelChoiceField
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction

from ..actions import accounts
from ..forms.accounts_admin import RoleForm, SuspensionForm
from ..models import User
from ..rights import can_delete, can_manage
from .filters import PeopleFilterSet

MOST_AT_ONCE = 200


class PeopleBulkAction(UserBulkAction):
    """Base of the acts. ``act`` does it to one person and returns whether anything changed;
    whoever cannot be changed is named with the reason, the others are changed."""

    any_permission_required = ["change"]
    template_name = "members/admin/bulk_act.html"
    question = ""

    def check_perm(self, obj):
        return can_manage(self.request.user, obj)

    @classmethod
    def get_queryset(cls, model, object_ids):
        people = model.objects.filter(pk__in=object_ids)
        return people.select_related("organisation").prefetch_related("groups", "user_permissions")

    def get_all_objects_in_listing_query(self, parent_id):
        """Only what the list showed: with its search and its filters."""
        people = User.objects.all()
        people = PeopleFilterSet(self.request.GET, people, request=self.request).qs
        if query := self.request.GET.get("q"):
            people = people.named_like(query)
        return people.values_list("pk", flat=True)

    def get_actionable_objects(self):
        """Raises ``PermissionDenied`` when the user may do it to none of the chosen."""
        people, context = super().get_actionable_objects()
        if not people:
            raise PermissionDenied
        return people, context

    def prepare_action(self, objects, objects_without_access):
        """Each act is some questions to the database, all in one transaction."""
        if len(objects) <= MOST_AT_ONCE:
            return None
        messages.error(
            self.request,
            gettext("That is too many at once: %(count)s people. Choose no more than %(most)s.")
            % {"count": len(objects), "most": MOST_AT_ONCE},
        )
        return redirect(self.next_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(action=self, **kwargs)

    def get_execution_context(self):
        return {"self": self}

    @classmethod
    def execute_action(cls, objects, self=None, **kwargs):
        changed = 0
        for person in objects:
            try:
                changed += self.act(person)
            except (ValidationError, PermissionDenied) as error:
                reason = " ".join(getattr(error, "messages", [str(error)]))
                messages.warning(
                    self.request,
                    gettext("%(person)s: %(reason)s") % {"person": person, "reason": reason},
                )
        return changed, 0

    def act(self, person):
        raise NotImplementedError

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "Done for %(count)s person.", "Done for %(count)s people.", num_parent_objects
        ) % {"count": num_parent_objects}


class SuspendBulkAction(PeopleBulkAction):
    """In the place of Wagtail's switch “active”."""

    display_name = _("Suspend them")
    action_type = "set_active_state"
    aria_label = _("Suspend the chosen people")
    action_priority = 30
    classes = {"serious"}
    form_class = SuspensionForm
    question = _("Each of them is signed out and gets a letter with the reason.")

    def check_perm(self, obj):
        return super().check_perm(obj) and obj.pk != self.request.user.pk

    def act(self, person):
        form = self.cleaned_form
        reason = form.cleaned_data["reason"]
        return accounts.suspend(person, self.request.user, reason, until=form.until)


class ReinstateBulkAction(PeopleBulkAction):
    display_name = _("Give access back")
    action_type = "reinstate"
    aria_label = _("Give the chosen people access back")
    action_priority = 20
    question = _("Each of them can sign in again at once, and is told so.")

    def act(self, person):
        return accounts.reinstate(person, self.request.user)


class ChangeRoleBulkAction(PeopleBulkAction):
    display_name = _("Change the role")
    action_type = "change_role"
    aria_label = _("Change the role of the chosen people")
    action_priority = 10
    form_class = RoleForm
    question = _("Pupils are shown by name and class only, and their pages are closed to visitors.")

    def act(self, person):
        return accounts.change_role(
            person, self.cleaned_form.cleaned_data["role"], self.request.user
        )


class GroupForm(Form):
    """A group that the user may give."""

    group = ModelChoiceField(label=_("Group"), queryset=None)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = accounts.givable_groups(actor)


class AddToGroupBulkAction(PeopleBulkAction):
    """In the place of Wagtail's “assign role”, which gives any group to anybody."""

    display_name = _("Add to a group")
    action_type = "assign_role"
    aria_label = _("Add the chosen people to a group")
    action_priority = 40
    form_class = GroupForm
    question = _("They get the rights of the group. Only groups are offered that you may give.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.user}

    def act(self, person):
        group = self.cleaned_form.cleaned_data["group"]
        return accounts.add_to_group(person, group, self.request.user)


class RemoveBulkAction(PeopleBulkAction):
    """In the place of Wagtail's deletion: people who were invited and never came, and these
    only by a superuser. Whoever was here leaves by the deletion of the account."""

    display_name = _("Remove from the list")
    action_type = "delete"
    aria_label = _("Remove the chosen people from the list")
    action_priority = 100
    classes = {"serious"}
    question = _("Only people who were invited and have not come are removed.")

    def check_perm(self, obj):
        return can_delete(self.request.user, obj)

    def act(self, person):
        person.delete()
        return True


PEOPLE_BULK_ACTIONS = [
    ChangeRoleBulkAction,
    ReinstateBulkAction,
    SuspendBulkAction,
    AddToGroupBulkAction,
    RemoveBulkAction,
]
