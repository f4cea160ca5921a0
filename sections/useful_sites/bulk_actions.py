"""Checking chosen addresses from the listing, without waiting for the night."""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from subjects.bulk_actions import ScopedBulkAction

from .checking import NoWayOutError, find, quick_options, record_all
from .enums import CheckStatus
from .models import UsefulSite

# As many as an editor can wait for; the nightly command checks all.
MOST_AT_ONCE = 30


class CheckLinksBulkAction(ScopedBulkAction, SnippetBulkAction):
    """Asks the addresses of the chosen sites now."""

    display_name = _("Check the addresses")
    aria_label = _("Check the addresses of the chosen sites")
    action_type = "check_links"
    template_name = "useful_sites/bulk_actions/confirm_check.html"
    action_priority = 20
    models = [UsefulSite]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["most_at_once"] = MOST_AT_ONCE
        context["is_too_many"] = len(context["items"]) > MOST_AT_ONCE
        return context

    def prepare_action(self, objects, objects_without_access):
        """The network is asked before the transaction of the action begins: a database
        that waits for other people's servers would make everybody wait."""
        if len(objects) > MOST_AT_ONCE:
            messages.error(
                self.request,
                _("Choose at most %(count)s sites.") % {"count": MOST_AT_ONCE},
            )
            return redirect(self.next_url)
        try:
            self.findings = find(objects, quick_options())
        except NoWayOutError as error:
            messages.error(self.request, str(error))
            return redirect(self.next_url)
        return None

    def get_execution_context(self):
        return {**super().get_execution_context(), "findings": self.findings}

    @classmethod
    def execute_action(cls, objects, findings=None, **kwargs):
        summary = record_all(objects, findings)
        kwargs["self"].summary = summary
        return len(summary.checked), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        unwell = len(self.summary.checked) - self.summary.count(CheckStatus.WORKS)
        if not unwell:
            return ngettext(
                "%(count)s site checked: it answers.",
                "%(count)s sites checked: all answer.",
                num_parent_objects,
            ) % {"count": num_parent_objects}
        return ngettext(
            "%(count)s site checked; without a good answer: %(unwell)s.",
            "%(count)s sites checked; without a good answer: %(unwell)s.",
            num_parent_objects,
        ) % {"count": num_parent_objects, "unwell": unwell}
