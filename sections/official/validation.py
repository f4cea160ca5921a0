"""What makes an entry of the register contradict itself."""

from django.utils.translation import gettext_lazy as _

from .enums import DocumentStatus


def leads_back(document, following):
    """Whether the chain that starts with ``following`` comes to ``document`` again."""
    seen = set()
    while following is not None and following.pk not in seen:
        if following.pk == document.pk:
            return True
        seen.add(following.pk)
        following = following.superseded_by
    return False


def find_errors(document, today):
    """Errors of an ``OfficialDocument`` by field; fields that are missing are not judged."""
    errors = {}
    following = document.superseded_by
    if document.date and document.date > today:
        errors["date"] = _("The date is in the future. Enter the document on its day or later.")
    if following is not None:
        if document.pk and following.pk == document.pk:
            errors["superseded_by"] = _("A document cannot amend or repeal itself.")
        elif document.pk and leads_back(document, following):
            errors["superseded_by"] = _("This one is itself amended or repealed by the document.")
        elif document.date and following.date < document.date:
            errors["superseded_by"] = _("This one is older. Only a newer document can do that.")
        if document.status == DocumentStatus.IN_FORCE:
            errors["status"] = _("Another document amends or repeals it. Choose which of the two.")
    elif document.status == DocumentStatus.REPEALED and not document.repeal_reason:
        errors["superseded_by"] = _("Choose the document that repeals it, or give a reason below.")
    elif document.status == DocumentStatus.AMENDED:
        errors["superseded_by"] = _("Choose the document that amends it.")
    return errors
