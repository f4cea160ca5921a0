"""The log of what was decided about people: Wagtail's own, which nobody can edit."""

from wagtail.log_actions import log as wagtail_log


def log(action, target, actor=None, **data):
    """Write ``action`` (registered in ``wagtail_hooks``) on ``target``, by ``actor``.

    ``data`` must hold no name or contact: a log outlives the person's account.
    """
    return wagtail_log(instance=target, action=action, user=actor, data=data or None)
