"""Decisions on works that wait, as the admin's views take them: by the buttons of a work's page,
or posted from elsewhere. The rules are those of ``materials.submission``."""

import json

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.snippets.views.snippets import CollectWorkflowActionDataView, WorkflowActionView

from .. import actions, submission
from ..models import Material
from . import kept_words
from .words import what_was_done, why_not_waiting, words_of, words_unsent

TOLD_TEMPLATE = "materials/admin/decision_told.html"


class StillWaiting:
    """Mixin for views of a decision: whoever comes too late is told what happened, also in the
    window that opens over the page."""

    @property
    def is_in_window(self):
        return self.request.headers.get("x-requested-with") == "XMLHttpRequest"

    def get_task_state(self):
        task_state = super().get_task_state()
        if task_state.workflow_state.object_id != str(self.object.pk):
            raise Http404("Not of this work.")
        return task_state

    def dispatch(self, request, *args, **kwargs):
        if not self.object.workflow_in_progress:
            return self.tell_too_late()
        return super().dispatch(request, *args, **kwargs)

    def tell_too_late(self):
        """Say that there is nothing to decide any more, and give her words back."""
        unsent = self.request.POST.get("comment", "")
        return self.tell(f"{why_not_waiting(self.object)} {words_unsent(unsent)}".strip())

    def tell(self, words):
        """Say why nothing was done."""
        if self.is_in_window:
            context = {"words": words, "url": self.redirect_url}
            return render_modal_workflow(
                self.request, TOLD_TEMPLATE, None, context, json_data={"step": "told"}
            )
        messages.error(self.request, words)
        return redirect(self.redirect_url)

    def tell_form(self, form):
        """Say what is wrong with the comment; what was typed stays."""
        if self.is_in_window:
            return self.render_modal_form(self.request, form)
        return self.tell(" ".join(words for errors in form.errors.values() for words in errors))


class DecisionView(StillWaiting, WorkflowActionView):
    """Decides at once: the buttons of lists, and whatever is posted here."""

    def post(self, request, *args, **kwargs):
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.tell_form(form)
        decide = submission.DECISIONS[self.action_name]
        try:
            is_done = decide(
                self.object, request.user, form.cleaned_data["comment"], seen=self.task_state.pk
            )
        except ValidationError as error:
            kept_words.keep(request, self.object, form.cleaned_data["comment"])
            return self.tell(words_of(error))
        if not is_done:
            return self.tell_too_late()
        kept_words.forget(request, self.object)
        messages.success(request, what_was_done(self.action_name, self.object))
        if self.is_in_window:
            answer = {"step": "success", "redirect": self.redirect_url}
            return self.render_modal_json(request, answer)
        return redirect(self.redirect_url)


class DecisionFormView(StillWaiting, CollectWorkflowActionDataView):
    """The window in which the comment is written; the work's own form sends it. What she wrote
    before and could not send stands there."""

    def get(self, request, *args, **kwargs):
        comment = kept_words.kept_for(request, self.object)
        return self.render_modal_form(request, self.form_class(initial={"comment": comment}))

    def post(self, request, *args, **kwargs):
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.tell_form(form)
        return super().post(request, *args, **kwargs)


class DecidingEditView:
    """Mixin for the work's edit view: saves what the moderator changed and takes her decision."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.decision in {"reject", "refuse"}:
            # Whatever is missing in the work is no reason not to return it.
            self.saving_as_draft = True

    @cached_property
    def decision(self):
        """The name of the decision that is posted; empty when it is something else."""
        if self.request.method != "POST" or "action-workflow-action" not in self.request.POST:
            return ""
        return self.request.POST.get("workflow-action-name", "")

    def get_available_actions(self):
        """Only authors take their works back, and send them."""
        actions = super().get_available_actions()
        unwanted = {"cancel-workflow", "restart-workflow"}
        if self.object is not None and self.object.current_workflow_state is not None:
            unwanted.add("submit")
        return [action for action in actions if action not in unwanted]

    def post(self, request, *args, **kwargs):
        if "action-workflow-action" in request.POST and "workflow-action" not in (
            self.get_available_actions()
        ):
            return self.tell_too_late()
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form):
        if self.decision:
            kept_words.keep(self.request, self.live_object, self.typed_comment)
        return super().form_invalid(form)

    def tell_too_late(self):
        unsent = self.typed_comment or kept_words.kept_for(self.request, self.live_object)
        kept_words.forget(self.request, self.live_object)
        words = f"{why_not_waiting(self.live_object)} {words_unsent(unsent)}".strip()
        messages.error(self.request, words)
        return redirect(self.get_edit_url())

    def is_valid(self, form):
        if not self.decision:
            return super().is_valid(form)
        self.produced_error_code = "decision"
        if self.is_out_of_date:
            self.produced_error_message = words_of(submission.changed_since_seen())
            return False
        if not self.comment_form.is_valid():
            errors = self.comment_form.errors.values()
            self.produced_error_message = " ".join(words for found in errors for words in found)
            return False
        return super().is_valid(form)

    @cached_property
    def decision_data(self):
        """What came along with the work's form."""
        try:
            data = json.loads(self.request.POST.get("workflow-action-extra-data") or "{}")
        except ValueError:
            return {}
        return data if isinstance(data, dict) else {}

    @property
    def typed_comment(self):
        return str(self.decision_data.get("comment") or "")

    @cached_property
    def comment_form(self):
        form_class = self.current_workflow_task.get_form_for_action(self.decision)
        return form_class(self.decision_data)

    def save_instance(self):
        if self.decision and not self.form.has_changed():
            # She only decides: that is no version of hers.
            self.new_revision = self.object.latest_revision
            return self.object
        instance = super().save_instance()
        if not self.decision:
            actions.follow_hub(Material.objects.get(pk=instance.pk), self.request.user)
        return instance

    def workflow_action_action(self):
        comment = self.comment_form.cleaned_data["comment"]
        decide = submission.DECISIONS[self.decision]
        try:
            is_done = decide(self.object, self.request.user, comment)
        except ValidationError as error:
            kept_words.keep(self.request, self.live_object, comment)
            messages.error(self.request, words_of(error))
            return redirect(self.get_edit_url())
        if not is_done:
            return self.tell_too_late()
        kept_words.forget(self.request, self.live_object)
        self.object = Material.objects.get(pk=self.object.pk)
        return None

    def get_success_message(self, instance=None):
        if self.decision:
            return what_was_done(self.decision, self.object)
        return super().get_success_message(instance)
