"""What a post holds: its text as it is shown, whom it mentions, its files."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from home.text.invisible import drop_invisible, says_something
from materials.guard import find_in
from materials.submission import PersonalDataFoundError

from ..models import Attachment, Mention
from ..rendering import RENDERING_VERSION, render


def set_source(post, source):
    """Give ``post`` a text and the HTML of it; returns the people it mentions. Nothing is saved
    yet. Raises ``ValidationError`` when there is no text or too much of it."""
    source = clean_source(source)
    rendered = render(source)
    post.source = source
    post.html = rendered.html
    post.rendering_version = RENDERING_VERSION
    return rendered.mentions


def clean_source(source):
    """``source`` without what nobody sees at its ends and nobody types within."""
    source = drop_invisible(source.replace("\r\n", "\n").replace("\r", "\n")).strip("\n\t ")
    if not says_something(source):
        raise ValidationError(_("Write something."), code="required")
    return source


def names_of(files):
    """What ``files`` (``StoredFile``) are called, as words: readers see it, and names of files
    are written with anything but spaces."""
    return "\n".join(stored.name.replace("_", " ") for stored in files)


def find_unconfirmed(source, confirmed, beside=None):
    """All personal data found in the text and in what is said beside it (``{label: text}``).
    Raises ``PersonalDataFoundError`` with those of them that the author has not confirmed
    (``confirmed``: their keys)."""
    texts = {**(beside or {}), _("Text"): source}
    found = [finding for label, text in texts.items() for finding in find_in(text, label)]
    waiting = [finding for finding in found if finding.key not in set(confirmed)]
    if waiting:
        raise PersonalDataFoundError(waiting)
    return found


def keep_mentions(post, people):
    """Make the rows of who is mentioned in ``post``. Returns the people who were not before."""
    before = set(post.mentions.values_list("user_id", flat=True))
    now = {person.pk: person for person in people if person.pk != post.author_id}
    post.mentions.exclude(user__in=now).delete()
    new = [person for pk, person in now.items() if pk not in before]
    Mention.objects.bulk_create(
        [Mention(post=post, user=person) for person in new], ignore_conflicts=True
    )
    return new


def keep_files(post, files):
    """Make ``files`` (``StoredFile``, in their order) the files of ``post``. Returns whether
    they were others."""
    before = list(post.attachments.values_list("stored_id", flat=True))
    now = list({stored.pk: stored for stored in files})
    if before == now:
        return False
    post.attachments.exclude(stored__in=now).delete()
    for order, pk in enumerate(now):
        Attachment.objects.update_or_create(post=post, stored_id=pk, defaults={"order": order})
    return True
