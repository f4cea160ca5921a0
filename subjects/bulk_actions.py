"""Bulk acts on what belongs to hubs: only on what the user moderates, and nothing is said
of the rest, not even a title."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import classproperty
from wagtail.admin.views.pages import bulk_actions as page_actions
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.models import get_snippet_models


class ScopedBulkAction:
    """Mixin for ``SnippetBulkAction`` on models with a ``ScopedSnippetViewSet``."""

    permission_required = "change"

    @classproperty
    def models(cls):
        from .viewsets import ScopedSnippetViewSet

        return [
            model
            for model in get_snippet_models()
            if isinstance(model.snippet_viewset, ScopedSnippetViewSet)
        ]

    def check_perm(self, obj):
        policy = policy_registry.get_by_type(self.model)
        return policy.user_has_permission_for_instance(
            self.request.user, self.permission_required, obj
        )

    def get_all_objects_in_listing_query(self, parent_id):
        policy = policy_registry.get_by_type(self.model)
        allowed = policy.instances_user_has_permission_for(
            self.request.user, self.permission_required
        )
        return allowed.values_list("pk", flat=True)

    def get_actionable_objects(self):
        """Raises ``PermissionDenied`` when none of the chosen things is the user's."""
        objects, context = super().get_actionable_objects()
        if not objects:
            raise PermissionDenied
        return objects, {**context, "items_with_no_access": []}


class ScopedDeleteBulkAction(ScopedBulkAction, DeleteBulkAction):
    """Wagtail's bulk deletion, which would name somebody else's things."""

    permission_required = "delete"


class QuietPageBulkAction:
    """Mixin for Wagtail's bulk acts on pages, which would name pages that the user may not
    even open. Raises ``PermissionDenied`` when there are no others among the chosen."""

    def get_actionable_objects(self):
        pages, context = super().get_actionable_objects()
        user = self.request.user
        refused = context["items_with_no_access"]
        known = [page for page in refused if page.permissions_for_user(user).can_edit()]
        if refused and not known and not pages:
            raise PermissionDenied
        return pages, {**context, "items_with_no_access": known}


def quiet_page_bulk_actions():
    """Wagtail's four bulk acts on pages with the mixin above."""
    return [
        type(f"Quiet{action.__name__}", (QuietPageBulkAction, action), {})
        for action in [
            page_actions.DeleteBulkAction,
            page_actions.MoveBulkAction,
            page_actions.PublishBulkAction,
            page_actions.UnpublishBulkAction,
        ]
    ]
