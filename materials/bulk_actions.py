"""Acts on many materials at once: each is asked for rights, done and logged by itself."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import classproperty
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from taggit.forms import TagField
from wagtail.admin import messages
from wagtail.admin.widgets import AdminTagWidget
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from subjects.bulk_actions import ScopedBulkAction
from subjects.forms import HubChoiceField
from subjects.models import HubPage
from subjects.permissions import moderated_hubs

from . import actions
from .models import Material


class MaterialBulkAction(ScopedBulkAction, SnippetBulkAction):
    """Base of the acts. ``act`` does it to one material and returns whether it changed; a
    material that cannot be changed is named with the reason, the others are changed."""

    template_name = "materials/admin/bulk_action.html"
    question = ""
    button = ""

    @classproperty
    def models(cls):
        return [Material]

    def act(self, material):
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        return super().get_context_data(action=self, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    @classmethod
    def execute_action(cls, objects, self=None, **kwargs):
        changed = 0
        for material in objects:
            try:
                changed += self.act(material)
            except ValidationError as error:
                messages.warning(
                    self.request,
                    gettext("“%(material)s”: %(reason)s")
                    % {"material": material, "reason": " ".join(error.messages)},
                )
        return changed, 0


class UserForm(forms.Form):
    """A form that knows who fills it in."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user


class PublishBulkAction(MaterialBulkAction):
    display_name = _("Publish")
    action_type = "publish"
    aria_label = _("Publish the chosen materials")
    action_priority = 10
    form_class = UserForm
    question = _("Publish the newest version of each of these materials?")
    button = _("Publish")

    def act(self, material):
        return actions.publish(material, self.request.user)

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(count)s material published.", "%(count)s materials published.", num_parent_objects
        ) % {"count": num_parent_objects}


class HubForm(UserForm):
    """Where to move materials."""

    hub = HubChoiceField(label=_("To the hub"), queryset=None)

    def __init__(self, *args, materials=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.materials = materials
        self.fields["hub"].queryset = self._hubs().active().order_by("path")

    def _hubs(self):
        """Works that only wait may be passed on to any hub."""
        if self.materials and all(map(actions.can_be_passed_on, self.materials)):
            return HubPage.objects.live()
        return moderated_hubs(self.user)


class MoveBulkAction(MaterialBulkAction):
    display_name = _("Move to another hub")
    action_type = "move"
    aria_label = _("Move the chosen materials to another hub")
    action_priority = 15
    form_class = HubForm
    question = _("To which hub shall these materials move? Their addresses stay the same.")
    button = _("Move")

    def get_form_kwargs(self):
        objects, _context = self.get_actionable_objects()
        return {**super().get_form_kwargs(), "materials": objects}

    def act(self, material):
        return actions.move_to_hub(
            material, self.cleaned_form.cleaned_data["hub"], self.request.user
        )

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(count)s material moved.", "%(count)s materials moved.", num_parent_objects
        ) % {"count": num_parent_objects}


class TagForm(UserForm):
    """Which tags to add."""

    tags = TagField(label=_("Tags"), widget=AdminTagWidget)


class TagBulkAction(MaterialBulkAction):
    display_name = _("Add tags")
    action_type = "tag"
    aria_label = _("Add tags to the chosen materials")
    action_priority = 20
    form_class = TagForm
    question = _("Which tags shall these materials get? The tags they have stay.")
    button = _("Add tags")

    def act(self, material):
        return actions.add_tags(material, self.cleaned_form.cleaned_data["tags"], self.request.user)

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(count)s material tagged.", "%(count)s materials tagged.", num_parent_objects
        ) % {"count": num_parent_objects}
