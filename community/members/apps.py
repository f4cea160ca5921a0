from allauth.usersessions.apps import UserSessionsConfig
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    name = "community.members"
    label = "members"
    verbose_name = _("People")
    # The configuration of Wagtail's own app below is chosen by name in the settings.
    default = True

    def ready(self):
        from . import account_signals, indexing, signal_handlers
        from .portfolio import signal_handlers as portfolio_signals

        signal_handlers.connect()
        account_signals.connect()
        indexing.connect()
        portfolio_signals.connect()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, with our forms."""

    user_viewset = "community.members.viewsets.PersonViewSet"

    def ready(self):
        super().ready()
        from django.contrib.auth import get_user_model
        from wagtail.permissions import register_permission_policy

        from .rights import PersonPermissionPolicy

        User = get_user_model()
        register_permission_policy(User, PersonPermissionPolicy(User))


class SessionsConfig(UserSessionsConfig):
    """allauth's list of sessions. What keeps it, ``account_signals``, asks a fixed number of
    queries; its own receivers ask several for each session that a person has."""

    def ready(self):
        """Connects nothing."""
