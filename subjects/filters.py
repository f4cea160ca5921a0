"""Filters of the admin's lists."""

from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter

from .forms import HUB_KEY, hub_label
from .permissions import moderated_hubs


class ModeratedHubFilter(ModelChoiceFilter):
    """Hubs that the user moderates; a hub stands for those below it too."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Hub"),
            to_field_name=HUB_KEY,
            queryset=lambda request: moderated_hubs(request.user).order_by("path"),
            **kwargs,
        )

    def filter(self, things, hub):
        return things.in_hub(hub) if hub else things

    @property
    def field(self):
        field = super().field
        field.label_from_instance = hub_label
        return field
