"""Forms of what belongs to a hub."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from .permissions import is_site_editor, moderated_hubs

# Hubs are looked up by the number itself: asked by the key, which is a relation to the page,
# the database would fail on a number that is too long for it.
HUB_KEY = "id"


class HubChoiceField(forms.ModelChoiceField):
    """Hubs as an indented tree."""

    def label_from_instance(self, hub):
        return hub_label(hub)


def hub_label(hub):
    """The hub's title, moved right under its parent hub."""
    # Hubs start two levels below the home page: home, index, hub.
    return "— " * max(0, hub.depth - 4) + hub.title


class HubScopedFormMixin:
    """Offers in the field ``hub`` only hubs that the user moderates and that are not wound
    up; only site editors may leave it empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = getattr(self, "for_user", None)
        if user is None:
            return
        self._limit_files(user)
        hubs = moderated_hubs(user).active()
        if "hub" in self.fields:
            field = self.fields["hub"]
            field.to_field_name = HUB_KEY
            own = getattr(self.instance, "hub_id", None)
            # The hub that a thing already has stays choosable: an archived thing can be mended.
            field.queryset = (hubs | moderated_hubs(user).filter(pk=own)).order_by("path")
            field.label_from_instance = hub_label
            if not is_site_editor(user):
                field.required = True
                field.empty_label = None if field.queryset.count() == 1 else _("Choose a hub")
                if field.queryset.count() == 1:
                    field.initial = field.queryset.first().pk
        if "also_in" in self.fields:
            from .models import HubPage

            self.fields["also_in"].to_field_name = HUB_KEY
            self.fields["also_in"].queryset = HubPage.objects.active().order_by("path")
            self.fields["also_in"].label_from_instance = hub_label

    def _limit_files(self, user):
        """Takes only pictures and documents that the user may choose, and those in place."""
        for name, field in self.fields.items():
            model = getattr(getattr(field, "queryset", None), "model", None)
            if model not in {get_image_model(), get_document_model()}:
                continue
            policy = policy_registry.get_by_type(model)
            allowed = policy.instances_user_has_permission_for(user, "choose")
            own = getattr(self.instance, f"{name}_id", None)
            field.queryset = model.objects.filter(Q(pk__in=allowed.values("pk")) | Q(pk=own))


class HubForm(WagtailAdminPageForm):
    """A hub's own page. Its moderators write it; its address, on which the addresses of all
    that is in it rest, and when it appears and disappears stay with those who govern it."""

    GOVERNED = ("slug", "go_live_at", "expire_at")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        is_new = self.instance.pk is None
        if is_new or self.for_user is None:
            return
        if not self.instance.permissions_for_user(self.for_user).may_govern():
            for name in self.GOVERNED:
                self.fields.pop(name, None)

    @property
    def show_schedule_publishing_toggle(self):
        return "go_live_at" in self.fields
