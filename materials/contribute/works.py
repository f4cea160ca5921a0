"""The works of one author: which they are, where each stands and what she may do next."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState

from ..enums import Outcome, WorkState
from ..models import Material, Submission
from ..permissions import own_works
from ..submission import state_of


class WorkGroup(TextChoices):
    """The parts of an author's list of works."""

    RETURNED = "returned", _("Need you")
    DRAFT = "draft", _("Drafts")
    WAITING = "waiting", _("With the moderators")
    PUBLISHED = "published", _("Published")


TONES = {
    WorkState.DRAFT: ("plain", "pencil"),
    WorkState.IN_REVIEW: ("info", "clock"),
    WorkState.RETURNED: ("warn", "message-circle"),
    WorkState.REFUSED: ("bad", "circle-x"),
    WorkState.SCHEDULED: ("info", "calendar"),
    WorkState.PUBLISHED: ("ok", "circle-check"),
    WorkState.REVISING: ("warn", "pencil"),
    WorkState.REVISION_IN_REVIEW: ("info", "clock"),
    WorkState.REVISION_RETURNED: ("warn", "message-circle"),
    WorkState.UNPUBLISHED: ("plain", "archive"),
}
NEXT = {
    WorkState.DRAFT: _("Only its authors see it. Finish it and send it to the moderators."),
    WorkState.IN_REVIEW: _(
        "A moderator of the hub reads it. You get news of the answer; you need not do anything."
    ),
    WorkState.RETURNED: _(
        "The moderator asks you to change something: read the comment, mend the work and send it "
        "again."
    ),
    WorkState.REFUSED: _(
        "The work was not taken: the reason stands below. You may change it and send it again."
    ),
    WorkState.SCHEDULED: _("The moderator has set the day on which it appears on the site."),
    WorkState.PUBLISHED: _("Everybody can read it. You may change it at any time."),
    WorkState.REVISING: _(
        "Readers see the former version until you send the changes and a moderator publishes them."
    ),
    WorkState.REVISION_IN_REVIEW: _(
        "A moderator reads the changes. Readers see the former version meanwhile."
    ),
    WorkState.REVISION_RETURNED: _(
        "The moderator asks you to mend the changes: read the comment. Readers see the former "
        "version meanwhile."
    ),
    WorkState.UNPUBLISHED: _(
        "Readers do not see it any more. You may change it and send it again."
    ),
}


@dataclass(frozen=True)
class Standing:
    """Where a work stands, in words and in a colour."""

    state: WorkState

    @property
    def label(self):
        return str(self.state.label)

    @property
    def tone(self):
        return TONES[self.state][0]

    @property
    def icon(self):
        return TONES[self.state][1]

    @property
    def next(self):
        """What it means, and what to do."""
        return NEXT[self.state]

    @property
    def is_under_review(self):
        return self.state in (WorkState.IN_REVIEW, WorkState.REVISION_IN_REVIEW)

    @property
    def has_changes(self):
        """Whether there are changes of a published work that readers do not see."""
        return self.state in (WorkState.REVISING, WorkState.REVISION_RETURNED)


def works_of(user):
    """All that is ``user``'s: what she began, makes with others, or is named under on the site."""
    return Material.objects.filter(own_works(user))


def grouped(works):
    """``works`` with the ``group`` that each stands in."""
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Material),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    last = Submission.objects.filter(material=OuterRef("pk")).order_by("-sent_at", "-pk")
    waiting = Exists(states.filter(status=WorkflowState.STATUS_IN_PROGRESS))
    returned = Exists(states.filter(status=WorkflowState.STATUS_NEEDS_CHANGES))
    return works.annotate(last_outcome=Subquery(last.values("outcome")[:1])).annotate(
        group=Case(
            When(waiting, then=Value(WorkGroup.WAITING.value)),
            When(returned, then=Value(WorkGroup.RETURNED.value)),
            When(live=True, then=Value(WorkGroup.PUBLISHED.value)),
            When(last_outcome=Outcome.REFUSED, then=Value(WorkGroup.RETURNED.value)),
            default=Value(WorkGroup.DRAFT.value),
            output_field=CharField(),
        )
    )


def count_groups(works):
    """``{group: number}`` of grouped ``works``."""
    rows = works.order_by().values("group").annotate(number=Count("pk"))
    return {row["group"]: row["number"] for row in rows}


def for_list(works):
    """``works`` with all that a row of the author's list asks."""
    active = WorkflowState.objects.active().select_related("current_task_state")
    scheduled = Revision.objects.filter(approved_go_live_at__isnull=False)
    return (
        works.for_list()
        .select_related("latest_revision")
        .prefetch_related(
            "submissions",
            Prefetch("_workflow_states", queryset=active, to_attr="_current_workflow_states"),
            Prefetch("_revisions", queryset=scheduled, to_attr="_scheduled_revisions"),
        )
    )


def newest_first(works):
    """What was touched last comes first."""
    return works.order_by("-latest_revision__created_at", "-pk")


def standing_of(material):
    return Standing(state_of(material))
