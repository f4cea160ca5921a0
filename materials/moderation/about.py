"""What a moderator must know of a work that was sent: by whom, what was said of it before, and
what in it looks like personal data."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.admin.panels import Panel

from subjects.permissions import can_moderate

from ..enums import Licence, Outcome
from ..guard import findings_of, unread_files
from ..models import Material
from .kept_words import kept_for

BULK_MOVE = "wagtail_bulk_action"


def _url(name, *args):
    return reverse(Material.snippet_viewset.get_url_name(name), args=args)


def move_url(material, back=""):
    """The address where a work is given to another hub."""
    address = reverse(BULK_MOVE, args=["materials", "material", "move"])
    query = {"id": material.pk, "next": back or _url("list")}
    return f"{address}?{urlencode(query)}"


@dataclass
class Decision:
    """A button: a decision that the moderator may take now."""

    name: str
    label: str
    url: str
    is_main: bool = False


@dataclass
class Review:
    """The talk about ``material``, of which ``version`` is the newest, for ``user``."""

    material: Material
    version: Material
    user: object = None
    decisions: list = field(default_factory=list)
    unsent: str = ""  # what she wrote and could not send

    @cached_property
    def submissions(self):
        """All sendings, the newest first."""
        people = ["sent_by", "decided_by", "hub"]
        return list(self.material.submissions.select_related(*people))

    @cached_property
    def waiting(self):
        """The sending to be decided on, or ``None``."""
        waits = (row for row in self.submissions if row.outcome == Outcome.WAITING)
        return next(waits, None)

    @property
    def earlier(self):
        return [row for row in self.submissions if row is not self.waiting]

    @cached_property
    def findings(self):
        """What looks like personal data in the newest version."""
        return findings_of(self.version)

    @cached_property
    def new_findings(self):
        """Those of them that the author did not confirm: a file was read later, or somebody
        changed the work."""
        confirmed = self.waiting.confirmed if self.waiting else []
        known = {(entry["kind"], entry["text"]) for entry in confirmed}
        return [found for found in self.findings if (found.kind, found.text) not in known]

    @property
    def confirmed_findings(self):
        new = set(map(id, self.new_findings))
        return [found for found in self.findings if id(found) not in new]

    @cached_property
    def unread(self):
        """Files whose text nobody has looked through."""
        return [text.stored.name for text in unread_files(self.version)]

    @property
    def licence(self):
        return Licence(self.version.licence) if self.version.licence in Licence.values else None

    @property
    def warranted_at(self):
        return self.material.warranted_at

    @property
    def preview_url(self):
        """The newest version as readers would see it."""
        if not self.material.latest_revision_id:
            return ""
        return _url("revisions_view", quote(self.material.pk), self.material.latest_revision_id)

    @property
    def compare_url(self):
        """What has changed since it was decided on last; empty for what is sent first."""
        newest = self.material.latest_revision_id
        seen = (row.revision_id for row in self.earlier if row.revision_id not in {None, newest})
        before = next(seen, None)
        if before is None and self.material.live and self.material.has_unpublished_changes:
            before = "live"
        if before is None or newest is None:
            return ""
        return _url("revisions_compare", quote(self.material.pk), before, newest)

    @property
    def move_url(self):
        if self.waiting is None:
            return ""
        # The hub that it is in now; the newest version may be on its way to another.
        hub = Material.objects.select_related("hub").get(pk=self.material.pk).hub
        return move_url(self.material) if can_moderate(self.user, hub) else ""


def review_of(material, user, version=None):
    """The ``Review`` of ``material``, with the decisions that ``user`` may take."""
    review = Review(material, version or material.get_latest_revision_as_object(), user)
    task_state = material.current_workflow_task_state
    if task_state is not None:
        review.decisions = [
            Decision(
                name,
                label,
                _url("collect_workflow_action_data", quote(material.pk), name, task_state.pk),
                is_main=name == "approve",
            )
            for name, label, _is_modal in task_state.task.specific.get_actions(material, user)
        ]
    return review


class ReviewPanel(Panel):
    """«About the sending», over the form of a work that was sent at least once."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "materials/admin/review_panel.html"

        @cached_property
        def review(self):
            review = review_of(self.instance, self.request.user, version=self.instance)
            review.unsent = kept_for(self.request, self.instance)
            return review

        def is_shown(self):
            if self.request is None or self.instance.pk is None:
                return False
            return bool(self.review.submissions)

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "review": self.review}
