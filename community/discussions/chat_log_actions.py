"""What the log calls each thing that is done with chats (Wagtail's own log)."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "discussions.chat_announced": _("Chat announced"),
    "discussions.chat_moved": _("Chat moved to another time"),
    "discussions.chat_changed": _("Chat changed"),
    "discussions.chat_cancelled": _("Chat cancelled"),
    "discussions.chat_ended": _("Chat ended before its time"),
}


def register(actions):
    """Tell Wagtail's registry of log actions all of the above."""
    for action, label in LABELS.items():
        actions.register_action(action, label, label)
