"""Wagtail's reports on workflows, with all that the user looks after: Wagtail asks for rights
by model, and nobody has those on what belongs to hubs."""

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.models import Page, WorkflowMixin
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models


def _scoped_models():
    """Models of hubs that may wait in a workflow."""
    from .viewsets import ScopedSnippetViewSet

    return [
        model
        for model in get_snippet_models()
        if issubclass(model, WorkflowMixin)
        and isinstance(model.snippet_viewset, ScopedSnippetViewSet)
    ]


def for_user(rows, user, way=""):
    """``rows`` of a report (states of workflows, or what leads to one by ``way``), and those of
    the hubs that ``user`` moderates; of other hubs' things none."""
    models = _scoped_models()
    kinds = ContentType.objects.get_for_models(*models).values()
    others = rows.exclude(**{f"{way}content_type__in": list(kinds)})
    shown = Q(pk__in=others.order_by().values("pk"))
    for model in models:
        policy = policy_registry.get_by_type(model)
        own = policy.instances_user_has_any_permission_for(user, {"change", "view"})
        keys = own.order_by().annotate(key=Cast("pk", CharField())).values("key")
        kind = ContentType.objects.get_for_model(model)
        shown |= Q(**{f"{way}content_type": kind, f"{way}object_id__in": keys})
    return rows.model._default_manager.filter(shown)


def whole_objects(way):
    """What waits, with all that its row asks for: the title of the newest version, and the hub,
    which decides whether the row is a link."""
    things = [model.objects.select_related("latest_revision", "hub") for model in _scoped_models()]
    return GenericPrefetch(way, [*things, Page.objects.select_related("latest_revision")])


class ScopedWorkflowView(WorkflowView):
    """What is in moderation in the user's hubs."""

    def get_queryset(self):
        states = for_user(super().get_queryset(), self.request.user)
        return (
            states.select_related("workflow", "requested_by")
            .prefetch_related(whole_objects("content_object"))
            .order_by("-created_at")
        )


class ScopedWorkflowTasksView(WorkflowTasksView):
    """The same by tasks."""

    def get_queryset(self):
        states = for_user(super().get_queryset(), self.request.user, "workflow_state__")
        return (
            states.select_related("workflow_state", "task")
            .prefetch_related(whole_objects("workflow_state__content_object"))
            .order_by("-started_at")
        )


workflows = require_admin_access(ScopedWorkflowView.as_view())
workflows_results = require_admin_access(ScopedWorkflowView.as_view(results_only=True))
workflow_tasks = require_admin_access(ScopedWorkflowTasksView.as_view())
workflow_tasks_results = require_admin_access(ScopedWorkflowTasksView.as_view(results_only=True))
