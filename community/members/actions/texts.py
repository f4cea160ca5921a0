"""Writing and publishing the texts that people agree to."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from subjects.permissions import is_site_editor
from subjects.signals import activity

from ..log import log
from ..models import ConsentText


def check_can_keep_texts(user):
    """Raises ``PermissionDenied`` unless ``user`` keeps the texts: they bind everybody, so
    that is up to the editors of the whole site."""
    if not is_site_editor(user):
        raise PermissionDenied(_("The texts of consents are up to the editors of the site."))


@transaction.atomic
def start_version(kind, actor):
    """The draft of ``kind``: the one that is there, or a new one that begins as a copy of the
    last version."""
    check_can_keep_texts(actor)
    texts = ConsentText.objects.select_for_update().filter(kind=kind)
    last = texts.order_by("-version").first()
    if last is not None and not last.is_published:
        return last
    draft = ConsentText(kind=kind, version=last.version + 1 if last else 1)
    if last is not None:
        draft.title, draft.body = last.title, last.body
    draft.save()
    log("members.draft_text", draft, actor, kind=draft.kind, version=draft.version)
    return draft


@transaction.atomic
def publish(text, actor=None):
    """Put ``text`` in force; members are asked about it when they come next. Returns whether
    it was not in force yet. ``actor`` is empty for commands.

    Raises ``PermissionDenied`` unless the actor is an editor of the site, and
    ``ValidationError`` when the text is not complete.
    """
    if actor is not None:
        check_can_keep_texts(actor)
    text = ConsentText.objects.select_for_update().get(pk=text.pk)
    if text.is_published:
        return False
    _check_complete(text)
    text.published_at = timezone.now()
    text.save()
    log("members.publish_text", text, actor, kind=text.kind, version=text.version)
    activity.send(sender=ConsentText, actor=actor, verb="text_published", target=text, hub=None)
    return True


def _check_complete(text):
    """A text that is asked for has a title and words; a changed one says what has changed."""
    newest = ConsentText.objects.filter(kind=text.kind).aggregate(Max("version"))["version__max"]
    if newest != text.version:
        raise ValidationError(_("There is a newer version already."))
    errors = {}
    if not text.title.strip():
        errors["title"] = _("Give the text a title.")
    if not strip_tags(text.body).strip():
        errors["body"] = _("There are no words in the text yet.")
    if text.version > 1 and not text.changes.strip():
        errors["changes"] = _(
            "Say in a few words what has changed: members are asked to agree to that."
        )
    if errors:
        raise ValidationError(errors)
