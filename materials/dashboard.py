"""What the admin's first page tells a moderator of the bank."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_latest_str
from wagtail.models import TaskState
from wagtail.permissions import policy_registry

from subjects.dashboard import ListPanel, Row

from .enums import Outcome
from .models import Material, Submission


def _mine(user):
    policy = policy_registry.get_by_type(Material)
    return policy.instances_user_has_any_permission_for(user, {"change"})


def _edit_url(material):
    return reverse(Material.snippet_viewset.get_url_name("edit"), args=[material.pk])


def waiting_for(user):
    """Sendings that wait for ``user``, or for others who moderate the same hubs."""
    policy = policy_registry.get_by_type(Submission)
    return policy.instances_user_has_any_permission_for(user, {"view"}).waiting()


def _note(row):
    """Where a work was sent, by whom, and whether readers have an older version."""
    parts = [row.hub.title if row.hub else ""]
    if row.sent_by:
        parts.append(row.sent_by.get_community_name())
    if row.material.live:
        parts.append(gettext("changes of a published work"))
    return ", ".join(filter(None, parts))


class WaitingPanel(ListPanel):
    """Works that wait for a decision of the user, the oldest first."""

    name = "works-waiting"
    title = _("Works wait")
    icon = "mail"
    order = 200

    def get_rows(self):
        rows = waiting_for(self.request.user)
        rows = rows.select_related("material__latest_revision", "hub", "sent_by")
        return [
            Row(get_latest_str(row.material), _edit_url(row.material), _note(row), row.sent_at)
            for row in rows.order_by("sent_at", "pk")[: self.limit]
        ]

    def get_more_url(self):
        index = reverse("materials_submission_modeladmin_index")
        return f"{index}?outcome__exact={Outcome.WAITING}"


class OtherThingsPanel(ListPanel):
    """What else waits for the user's decision, pages above all. Wagtail's own panel asks
    several questions for each thing that waits, the works too, however many there are."""

    name = "other-things-waiting"
    title = _("Other things wait")
    icon = "clipboard-list"
    order = 220

    def get_rows(self):
        user = self.request.user
        works = ContentType.objects.get_for_model(Material)
        waiting = TaskState.objects.reviewable_by(user).exclude(revision__base_content_type=works)
        waiting = waiting.select_related("revision__user").prefetch_related(
            "revision__content_object__latest_revision"
        )
        addresses = AdminURLFinder(user)
        return [
            Row(
                get_latest_str(thing),
                addresses.get_edit_url(thing),
                state.revision.user.get_community_name() if state.revision.user else "",
                state.started_at,
            )
            for state in waiting.order_by("started_at", "pk")[: self.limit]
            # Something may be deleted that waits still.
            if (thing := state.revision.content_object) is not None
        ]

    def get_more_url(self):
        return f"{reverse('wagtailadmin_reports:workflow_tasks')}?reviewable=true"


class DraftsPanel(ListPanel):
    """Materials of the user's hubs with something that is not published yet."""

    name = "material-drafts"
    title = _("Materials not published yet")
    icon = "draft"
    order = 210

    def get_rows(self):
        drafts = _mine(self.request.user).filter(has_unpublished_changes=True)
        waiting = Submission.objects.waiting().filter(material=OuterRef("pk"))
        drafts = drafts.filter(~Exists(waiting))
        drafts = drafts.select_related("hub", "latest_revision").defer("body", "hub__body")
        return [
            Row(
                str(material),
                _edit_url(material),
                material.hub.title if material.hub else gettext("no hub yet"),
                material.latest_revision.created_at if material.latest_revision else None,
            )
            for material in drafts.order_by("-latest_revision__created_at", "-pk")[: self.limit]
        ]

    def get_more_url(self):
        return reverse(Material.snippet_viewset.get_url_name("list"))


class NewestMaterialsPanel(ListPanel):
    """Materials published last in the user's hubs."""

    name = "newest-materials"
    title = _("Newest materials")
    icon = "doc-full-inverse"
    order = 310

    def get_rows(self):
        newest = _mine(self.request.user).published().newest_first()
        newest = newest.select_related("hub").defer("body", "hub__body")
        return [
            Row(
                material.title,
                _edit_url(material),
                material.hub.title,
                material.first_published_at,
            )
            for material in newest[: self.limit]
        ]

    def get_more_url(self):
        return reverse(Material.snippet_viewset.get_url_name("list"))
