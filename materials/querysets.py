"""Which materials, files and collections: each question is asked here, once."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Subquery, Value, When
from modelsearch.queryset import SearchableQuerySetMixin
from wagtail.models import Revision, WorkflowState

from subjects.models import HubPage
from subjects.querysets import HubOwnedQuerySetMixin

from .enums import MaterialOrder, Outcome, WorkState

ORDERINGS = {
    MaterialOrder.NEWEST: ["-first_published_at", "-pk"],
    MaterialOrder.POPULAR: ["-download_count", "-pk"],
    MaterialOrder.TITLE: ["sort_key", "pk"],
}

# Where a work stands, by what came of its last sending; the first that holds.
WORK_STATE = Case(
    When(last_outcome=Outcome.WAITING, live=True, then=Value(WorkState.REVISION_IN_REVIEW)),
    When(last_outcome=Outcome.WAITING, then=Value(WorkState.IN_REVIEW)),
    When(live=True, has_unpublished_changes=False, then=Value(WorkState.PUBLISHED)),
    When(last_outcome=Outcome.RETURNED, live=True, then=Value(WorkState.REVISION_RETURNED)),
    When(live=True, then=Value(WorkState.REVISING)),
    When(last_outcome=Outcome.RETURNED, then=Value(WorkState.RETURNED)),
    When(last_outcome=Outcome.REFUSED, then=Value(WorkState.REFUSED)),
    When(first_published_at__isnull=False, then=Value(WorkState.UNPUBLISHED)),
    When(last_outcome=Outcome.APPROVED, then=Value(WorkState.SCHEDULED)),
    default=Value(WorkState.DRAFT),
    output_field=models.CharField(),
)


def _below(hub):
    return HubPage.objects.below(hub).order_by().values("pk")


class MaterialQuerySet(HubOwnedQuerySetMixin, SearchableQuerySetMixin, models.QuerySet):
    def published(self):
        """Materials that have a page, in hubs that any visitor may enter."""
        return self.readable_in(HubPage.objects.open().order_by().values("pk"))

    def visible_to(self, user):
        """Materials that ``user`` may read and whose files she may download: also those of
        closed hubs that she may enter."""
        return self.readable_in(HubPage.objects.enterable_by(user).order_by().values("pk"))

    def readable_in(self, hubs):
        """Materials that have a page, in ``hubs`` (keys, or a QuerySet of them) that were
        found open to the reader. One without a hub has no page."""
        return self.filter(live=True, hub__in=hubs)

    def in_hub(self, hub):
        """Materials whose home is ``hub`` or a hub below it, and their guests; each once."""
        below = _below(hub)
        guests = self.model.also_in.through.objects.filter(hubpage__in=below)
        # No EXISTS: beside an OR it would be asked anew for each material of the bank.
        return self.filter(Q(hub__in=below) | Q(pk__in=guests.values("material")))

    def count_cells(self):
        """Rows ``(hub's path, kind, licence, whether it has files, number)``."""
        files = self.model.files.rel.related_model.objects.filter(stored__isnull=False)
        has_files = models.Case(
            models.When(pk__in=files.values("material"), then=True),
            default=False,
            output_field=models.BooleanField(),
        )
        rows = self.order_by().annotate(has_files=has_files)
        rows = rows.values_list("hub__path", "kind", "licence", "has_files")
        return rows.annotate(number=models.Count("pk"))

    def tagged(self, slug):
        """Materials with the tag of that slug."""
        tagged = self.model.tagged_items.rel.related_model.objects.filter(
            content_object=OuterRef("pk"), tag__slug=slug
        )
        return self.filter(Exists(tagged))

    def authored_by(self, person):
        """Materials among whose authors ``person`` is."""
        rows = self.model.authors.rel.related_model.objects.filter(
            material=OuterRef("pk"), user=person
        )
        return self.filter(Exists(rows))

    def for_grade(self, number):
        """Materials for one school year."""
        grades = self.model.grades.through.objects.filter(material=OuterRef("pk"), grade=number)
        return self.filter(Exists(grades))

    def with_files(self):
        """Materials that have something to download."""
        files = self.model.files.rel.related_model.objects.filter(
            material=OuterRef("pk"), stored__isnull=False
        )
        return self.filter(Exists(files))

    def with_work_state(self):
        """With ``work_state``, a value of ``WorkState``: what ``submission.state_of`` says of
        one work, for lists."""
        sendings = self.model.submissions.rel.related_model.objects.filter(material=OuterRef("pk"))
        last = sendings.order_by("-sent_at", "-pk").values("outcome")[:1]
        return self.annotate(last_outcome=Subquery(last)).annotate(work_state=WORK_STATE)

    def sorted_by(self, order):
        """In one of the orders of ``MaterialOrder``; equal ones always stand alike."""
        return self.order_by(*ORDERINGS[MaterialOrder(order)])

    def newest_first(self):
        return self.sorted_by(MaterialOrder.NEWEST)

    def with_parts(self):
        """With hub, grades, files and authors, in a fixed number of queries."""
        files = self.model.files.rel.related_model.objects.select_related("stored")
        authors = self.model.authors.rel.related_model.objects.select_related("user")
        return self.select_related("hub").prefetch_related(
            "grades", Prefetch("files", queryset=files), Prefetch("authors", queryset=authors)
        )

    def for_list(self):
        """With all that a row of a list shows, and without the long texts."""
        return self.with_parts().defer("body", "hub__body", "hub__goal")

    def for_page(self, user):
        """With all that its own page shows to ``user``: of the hubs that it is a guest in,
        those she may enter. Not even the names of the others are told."""
        hubs = HubPage.objects.enterable_by(user).defer("body", "goal").order_by("path")
        return self.with_parts().prefetch_related(Prefetch("also_in", queryset=hubs))

    def for_admin(self):
        """With what the admin's list shows, the states that Wagtail asks of each row too."""
        return (
            self.for_list()
            .with_work_state()
            .prefetch_related(
                Prefetch(
                    "_workflow_states",
                    queryset=WorkflowState.objects.active().select_related(
                        "current_task_state__task"
                    ),
                    to_attr="_current_workflow_states",
                ),
                Prefetch(
                    "_revisions",
                    queryset=Revision.objects.filter(approved_go_live_at__isnull=False),
                    to_attr="_scheduled_revisions",
                ),
            )
        )


MaterialManager = models.Manager.from_queryset(MaterialQuerySet)


class CollectionQuerySet(HubOwnedQuerySetMixin, SearchableQuerySetMixin, models.QuerySet):
    def published(self):
        """Collections that have a page."""
        return self.in_open_hubs().filter(live=True)

    def visible_to(self, user):
        """Collections that ``user`` may read; which of their materials, is asked of those."""
        return self.visible_in_hubs(user).filter(live=True)

    def in_hub(self, hub):
        """Collections of ``hub`` and of the hubs below it."""
        return self.filter(hub__in=_below(hub))

    def for_list(self):
        """With the number of published materials that each holds."""
        items = self.model.items.rel.related_model.objects.filter(
            collection=OuterRef("pk"), material__live=True, material__hub__live=True
        )
        counted = items.order_by().values("collection").annotate(number=models.Count("pk"))
        return self.select_related("hub").annotate(
            material_count=models.functions.Coalesce(models.Subquery(counted.values("number")), 0)
        )

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")


CollectionManager = models.Manager.from_queryset(CollectionQuerySet)
