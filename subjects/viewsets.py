"""The base of every snippet listing: rights are asked of each object, in every view.

Wagtail asks for rights on snippets by model only (wagtail#13314): with a limited listing
alone, somebody else's object opens by its address. Here each view that takes a primary key
asks the model's permission policy about that very object.
"""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.permissions import policy_registry, register_permission_policy
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from home.choosers import TolerantChooserMixin

from .exports import SafeExportMixin
from .forms import HubScopedFormMixin
from .paginators import CountingPaginator
from .permissions import HubOwnedPermissionPolicy, is_asked_to_decide


def check_instance(user, model, pk):
    """Raises ``PermissionDenied`` unless the user may change the object, or is asked to
    decide on it in a workflow; ``Http404`` when there is none."""
    instance = get_object_or_404(model, pk=unquote(str(pk)))
    policy = policy_registry.get_by_type(model)
    if policy.user_has_any_permission_for_instance(user, {"change", "view"}, instance):
        return
    if not is_asked_to_decide(user, instance):
        raise PermissionDenied


class InstanceGuard:
    """Asks for rights on the object before any view of it; some views drop the key later."""

    def dispatch(self, request, *args, **kwargs):
        if kwargs.get("pk") is not None:
            check_instance(request.user, self.model, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


class ScopedChooser(TolerantChooserMixin, AdminSnippetChooser):
    """The widget of a field that holds something of a hub."""


class ScopedChooserViewSet(SnippetChooserViewSet):
    """A chooser that offers, and takes, only what the user may change."""

    base_widget_class = ScopedChooser

    def construct_view(self, view_class, **kwargs):
        model = self.model

        class ScopedChooserView(view_class):
            def get_object_list(self):
                policy = policy_registry.get_by_type(model)
                return policy.instances_user_has_any_permission_for(
                    self.request.user, {"change", "view"}
                )

            def get_object(self, pk):
                check_instance(self.request.user, model, pk)
                return super().get_object(pk)

            def get_objects(self, pks):
                for pk in pks:
                    check_instance(self.request.user, model, pk)
                return super().get_objects(pks)

        ScopedChooserView.__name__ = f"Scoped{view_class.__name__}"
        return super().construct_view(ScopedChooserView, **kwargs)


class CountingIndexView(IndexView):
    paginator_class = CountingPaginator


class ScopedSnippetViewSet(SnippetViewSet):
    """Base of the viewsets of all models that belong to a hub.

    ``hub_field`` is the lookup from the model to its hub. The listing, the choosers, the
    export, the bulk acts and every address show and take only what the user moderates, and
    the form offers only her hubs.
    """

    hub_field = "hub"
    permission_policy_class = HubOwnedPermissionPolicy
    chooser_viewset_class = ScopedChooserViewSet
    index_view_class = CountingIndexView
    add_to_admin_menu = True
    list_per_page = 50
    inspect_view_enabled = True

    def on_register(self):
        register_permission_policy(
            self.model, self.permission_policy_class(self.model, hub_field=self.hub_field)
        )
        super().on_register()

    def get_queryset(self, request):
        """Only what the user moderates; the listing, its filters and the export use it."""
        policy = policy_registry.get_by_type(self.model)
        return policy.instances_user_has_any_permission_for(request.user, {"change", "view"})

    def construct_view(self, view_class, **kwargs):
        mixins = (InstanceGuard,)
        if issubclass(view_class, SpreadsheetExportMixin):
            mixins += (SafeExportMixin,)
        guarded = type(f"Guarded{view_class.__name__}", (*mixins, view_class), {})
        return super().construct_view(guarded, **kwargs)

    def get_form_class(self, for_update=False):
        form_class = super().get_form_class(for_update)
        if issubclass(form_class, HubScopedFormMixin):
            return form_class
        return type(f"Scoped{form_class.__name__}", (HubScopedFormMixin, form_class), {})
