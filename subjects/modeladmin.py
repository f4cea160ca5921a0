"""The base of every register (operational records that staff look through): rights are
asked of each row by the same policy as everywhere else.

``get_queryset`` alone limits only the list; wagtail-modeladmin's other views answer to an
address, and its history view asks nobody.
"""

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.permissions import policy_registry, register_permission_policy
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import CreateView, DeleteView, EditView, HistoryView, IndexView

from .exports import SafeExportMixin, as_cell
from .forms import HubScopedFormMixin
from .paginators import CountingPaginator
from .permissions import HubOwnedPermissionPolicy


class ScopedPermissionHelper(PermissionHelper):
    """Answers every question of wagtail-modeladmin by the model's permission policy."""

    @property
    def policy(self):
        return policy_registry.get_by_type(self.model)

    def user_has_any_permissions(self, user):
        return self.policy.user_has_any_permission(user, {"add", "change", "delete", "view"})

    def user_can_create(self, user):
        return self.policy.user_has_permission(user, "add")

    def user_can_inspect_obj(self, user, obj):
        return self.inspect_view_enabled and self.policy.user_has_any_permission_for_instance(
            user, {"change", "view"}, obj
        )

    def user_can_edit_obj(self, user, obj):
        return self.policy.user_has_permission_for_instance(user, "change", obj)

    def user_can_delete_obj(self, user, obj):
        return self.policy.user_has_permission_for_instance(user, "delete", obj)


class ScopedHistoryView(HistoryView):
    """The history of a row, for those who may see the row."""

    def dispatch(self, request, *args, **kwargs):
        helper = self.permission_helper
        if not helper.policy.user_has_any_permission_for_instance(
            request.user, {"change", "view"}, self.instance
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ScopedFormView:
    """Offers only the user's hubs in the form, and speaks of rows without the name of their
    model, which Russian would have to decline."""

    def get_form_class(self):
        form_class = super().get_form_class()
        return type(f"Scoped{form_class.__name__}", (HubScopedFormMixin, form_class), {})

    def get_success_message(self, instance):
        return gettext("Saved: %(object)s.") % {"object": instance}

    def get_error_message(self):
        return gettext("Not saved yet: see what is marked below.")


class ScopedDeleteView(DeleteView):
    def get_meta_title(self):
        return gettext("Delete: %(object)s") % {"object": self.instance}

    def confirmation_message(self):
        return gettext("“%(object)s” will be deleted for good. Go on?") % {"object": self.instance}


class ScopedIndexView(SafeExportMixin, IndexView):
    """The list of a register and its export."""

    paginator_class = CountingPaginator

    def get_filters(self, request):
        """Only what the filters of the list ask. Any other condition in the address would tell,
        by the number of rows, the passwords, addresses and sessions of the people in them."""
        filters = super().get_filters(request)
        others = filters[2]
        if others:
            raise IncorrectLookupParameters
        return filters

    def get_heading(self, queryset, field):
        """The name of a column with one capital letter, as Russian writes it."""
        label = self.export_headings.get(field) or label_for_field(
            field, model=self.model, model_admin=self.model_admin
        )
        return capfirst(str(label))

    def to_row_dict(self, item):
        """Words of the list, not of the database; an empty cell where there is nothing."""
        return {field: as_cell(self._get_value(item, field)) for field in self.list_export}

    def _get_value(self, item, name):
        field, _attribute, value = lookup_field(name, item, self.model_admin)
        if field is not None and field.choices:
            return getattr(item, f"get_{name}_display")()
        return "" if value is None else value

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            # An address that somebody has typed or cut short.
            return redirect(self.index_url)


class ScopedCreateView(ScopedFormView, CreateView):
    pass


class ScopedEditView(ScopedFormView, EditView):
    pass


class ScopedModelAdmin(ModelAdmin):
    """Base of the registers. ``hub_field`` is the lookup from the model to its hub;
    ``allowed_actions`` narrows what may be done at all (``{"view"}``: a read-only register).
    """

    hub_field = "hub"
    allowed_actions = None
    permission_helper_class = ScopedPermissionHelper
    index_view_class = ScopedIndexView
    create_view_class = ScopedCreateView
    edit_view_class = ScopedEditView
    delete_view_class = ScopedDeleteView
    history_view_class = ScopedHistoryView
    inspect_view_enabled = True
    list_per_page = 50

    def __init__(self, parent=None):
        super().__init__(parent=parent)
        register_permission_policy(self.model, self.get_permission_policy())

    def get_permission_policy(self):
        """The policy of the model; registers of what has more than one hub, or none, bring
        their own."""
        return HubOwnedPermissionPolicy(
            self.model, hub_field=self.hub_field, actions=self.allowed_actions
        )

    def inspect_view(self, request, instance_pk):
        self._check_key(instance_pk)
        return super().inspect_view(request, instance_pk)

    def edit_view(self, request, instance_pk):
        self._check_key(instance_pk)
        return super().edit_view(request, instance_pk)

    def delete_view(self, request, instance_pk):
        self._check_key(instance_pk)
        return super().delete_view(request, instance_pk)

    def history_view(self, request, instance_pk):
        self._check_key(instance_pk)
        return super().history_view(request, instance_pk)

    def _check_key(self, instance_pk):
        """What cannot be a key is no row: the library's look-up would fail on it."""
        try:
            self.model._meta.pk.to_python(unquote(instance_pk))
        except ValidationError:
            raise Http404 from None

    def get_queryset(self, request):
        """Only rows that the user may see; the list and the export use it."""
        policy = policy_registry.get_by_type(self.model)
        allowed = policy.instances_user_has_any_permission_for(request.user, {"change", "view"})
        return super().get_queryset(request).filter(pk__in=allowed.order_by().values("pk"))
