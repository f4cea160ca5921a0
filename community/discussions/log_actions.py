"""What the log calls each thing that is done in discussions (Wagtail's own log)."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "discussions.post": _("Post written"),
    "discussions.edit": _("Post changed by its author"),
    "discussions.delete": _("Post deleted by its author"),
    "discussions.publish": _("Post let through"),
    "discussions.hold": _("Post taken down until a decision"),
    "discussions.hide": _("Post hidden"),
    "discussions.remove": _("Post removed"),
    "discussions.redact": _("Personal data taken out of a post"),
    "discussions.restore": _("Post put back"),
    "discussions.unquote": _("Quotes of a post taken out of another one"),
    "discussions.pin": _("Topic pinned"),
    "discussions.unpin": _("Topic pinned no more"),
    "discussions.close": _("Discussion closed"),
    "discussions.reopen": _("Discussion opened again"),
    "discussions.retitle": _("Title or tags of a topic changed"),
    "discussions.move": _("Topic moved to another board"),
    "discussions.choose_answer": _("Answer to a question chosen"),
}


def register(actions):
    """Tell Wagtail's registry of log actions all of the above."""
    for action, label in LABELS.items():
        actions.register_action(action, label, label)
