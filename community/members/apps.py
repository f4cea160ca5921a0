from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    name = "community.members"
    label = "members"
    verbose_name = _("People")
    # The configuration of Wagtail's own app below is chosen by name in the settings.
    default = True


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, with our forms."""

    user_viewset = "community.members.viewsets.PersonViewSet"
