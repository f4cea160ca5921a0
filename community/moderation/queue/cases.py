"""Cases of one kind of things, and appeals, in the queue."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..actions.decisions import decide
from ..enums import Act
from ..kinds import get_kinds
from ..models import Appeal, Case, Complaint
from ..permissions import why_not_decide, why_not_hear
from ..things import load_things
from .items import APPROVE, REFUSE, REMOVE, QueueItem, QueueSource

WHAT_IS_DONE = {APPROVE: Act.APPROVE, REFUSE: Act.HIDE, REMOVE: Act.REMOVE}


def _has_complained(user, case):
    """Condition: ``user`` has complained of the thing of ``case`` herself."""
    return Exists(Complaint.objects.filter(case=OuterRef(case), reporter=user))


def _beyond(title, text):
    """``text`` without its beginning, where that is the ``title``."""
    text = " ".join(text.split())
    begun = title.removesuffix("…")
    if not begun or not text.startswith(begun):
        return text
    rest = text[len(begun) :].strip()
    return f"…{rest}" if rest else ""


class CaseSource(QueueSource):
    """Held and complained things of one ``ModeratedKind``."""

    when = "opened_at"

    def __init__(self, kind):
        self.kind = kind
        self.name = kind.name
        self.label = kind.plural_label or kind.label

    def waiting(self, user):
        content_type = ContentType.objects.get_for_model(self.kind.model)
        cases = Case.objects.open().for_moderator(user).filter(content_type=content_type)
        cases = cases.select_related("content_type", "hub", "author").defer("hub__body")
        return cases.annotate(is_reporter=_has_complained(user, "pk"))

    def get_items(self, user, rows):
        return [self._item(user, case) for case in load_things(rows)]

    def _item(self, user, case):
        notes = case.reason_labels
        if case.complaint_count:
            count = case.complaint_count
            words = ngettext("%(count)d complaint", "%(count)d complaints", count)
            notes = [*notes, words % {"count": count}]
        why_not = why_not_decide(user, case, case.is_reporter)
        possible = tuple(act for act, done in WHAT_IS_DONE.items() if done in self.kind.acts)
        return QueueItem(
            source=self,
            row=case,
            title=case.thing.title or _("gone"),
            url=reverse("moderation_case", args=[case.pk]),
            when=case.opened_at,
            person=case.author,
            hub=case.hub,
            notes=notes,
            text=_beyond(case.thing.title, case.thing.text),
            acts=() if why_not else possible,
            why_not=why_not,
        )

    def carry_out(self, act, user, row, rule, reason):
        decide(row, user, WHAT_IS_DONE[act], rule=rule, reason=reason)
        return True


class AppealSource(QueueSource):
    """Appeals, those that the moderator may not hear herself among them."""

    name = "appeal"
    label = gettext_lazy("Appeals")
    hub = "decision__hub"

    def waiting(self, user):
        appeals = Appeal.objects.open().for_moderator(user)
        appeals = appeals.select_related("decision__case__content_type", "decision__hub", "author")
        return appeals.annotate(is_reporter=_has_complained(user, "decision__case"))

    def get_items(self, user, rows):
        load_things(row.decision.case for row in rows)
        return [self._item(user, row) for row in rows]

    def _item(self, user, row):
        decision = row.decision
        return QueueItem(
            source=self,
            row=row,
            title=decision.case.thing.title or decision.target_label,
            url=reverse("moderation_appeal", args=[row.pk]),
            when=row.created_at,
            person=row.author,
            hub=decision.hub,
            notes=[decision.get_act_display()],
            text=row.text,
            why_not=why_not_hear(user, row, row.is_reporter),
        )


def own_sources():
    """What this app itself puts into the queue."""
    return [*(CaseSource(kind) for kind in get_kinds()), AppealSource()]
