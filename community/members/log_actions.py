"""What the log calls each thing that is done with people (Wagtail's own log)."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "members.suspend": _("Suspended"),
    "members.reinstate": _("Reinstated"),
    "members.change_role": _("Role changed"),
}


def register(actions):
    """Tell Wagtail's registry of log actions all of the above."""
    for action, label in LABELS.items():
        actions.register_action(action, label, label)
