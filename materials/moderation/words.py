"""What a moderator is told."""

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import Outcome
from ..models import Material


def words_of(error):
    """What a ``ValidationError`` says, in a line; with the names of the fields it is about."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    lines = []
    for name, messages in error.message_dict.items():
        try:
            label = Material._meta.get_field(name).verbose_name
            lines.append(f"{str(label).capitalize()}: {' '.join(messages)}")
        except FieldDoesNotExist:
            lines.append(" ".join(messages))
    return " ".join(lines)


def why_not_waiting(material):
    """Why there is nothing to decide any more."""
    last = material.submissions.select_related("decided_by").first()
    if last is None:
        return _("“%(work)s” does not wait for a decision.") % {"work": material}
    if last.outcome == Outcome.WITHDRAWN:
        return _("The author has taken “%(work)s” back: there is nothing to decide now.") % {
            "work": material
        }
    if last.decided_by is None:
        return _("“%(work)s” was decided already: %(outcome)s.") % {
            "work": material,
            "outcome": last.get_outcome_display(),
        }
    return _("“%(work)s” was decided already by %(name)s: %(outcome)s.") % {
        "work": material,
        "name": last.decided_by.get_community_name(),
        "outcome": last.get_outcome_display(),
    }


def words_unsent(comment):
    """Her own words back to a moderator who came too late; empty when she wrote none."""
    comment = comment.strip()
    return _("Your comment was not sent: “%(comment)s”") % {"comment": comment} if comment else ""


DONE = {
    "approve": gettext_lazy("“%(work)s” is published. Its author is told."),
    "reject": gettext_lazy("“%(work)s” is returned to its author with your comment."),
    "refuse": gettext_lazy("“%(work)s” is refused. Its author is told the reason."),
}


def what_was_done(action, material):
    """The message after a decision."""
    return DONE[action] % {"work": material}
