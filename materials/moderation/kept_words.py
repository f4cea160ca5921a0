"""A moderator's comment that could not be sent: the form of the work had a fault, or somebody
changed the work. It waits in her session until the window is opened again."""

KEY = "materials.decision.comment"
MAX_LENGTH = 5000


def keep(request, material, comment):
    """Keep ``comment`` on ``material``; one is kept, the last."""
    comment = str(comment or "").strip()
    if comment:
        request.session[KEY] = {"work": material.pk, "comment": comment[:MAX_LENGTH]}


def kept_for(request, material):
    """What was kept of ``material``; empty when nothing was."""
    kept = request.session.get(KEY) or {}
    return kept["comment"] if kept.get("work") == material.pk else ""


def forget(request, material):
    """The decision on ``material`` was taken, or cannot be taken any more. Returns what was
    kept."""
    comment = kept_for(request, material)
    if comment:
        del request.session[KEY]
    return comment
