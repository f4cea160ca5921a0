"""Where moderation plugs into the admin, the notices and people's pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .material_kind import MaterialKind
from .person_kind import PersonKind

hooks.register("register_moderated_kind", MaterialKind)
hooks.register("register_moderated_kind", PersonKind)

LOG_LABELS = {
    "moderation.sanction": _("Warned or suspended by a moderator"),
    "moderation.lift": _("Warning or suspension taken back"),
    "moderation.appeal": _("Appealed against a decision"),
    "moderation.hear": _("Appeal heard"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, label in LOG_LABELS.items():
        actions.register_action(action, label, label)
