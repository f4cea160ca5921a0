"""What others have quoted of a post goes with its words."""

from contextlib import suppress

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils import translation
from django.utils.translation import gettext as _

from ..models import PostVersion
from ..quotes import without_quotes
from .post_contents import keep_mentions, set_source
from .post_states import write_log

AT_ONCE = 200


def forget_quotes(post, actor, new=""):
    """Take the words of the locked ``post`` that are read no more (all, or those that ``new`` has
    not) out of the posts of its discussion that quote them, and out of what these said before
    they were edited. For good: what is put back later is quoted anew. Returns how many posts
    were changed."""
    with translation.override(settings.LANGUAGE_CODE):
        instead = _("These words cannot be read any more.")
    later = post.discussion.posts.filter(pk__gt=post.pk).order_by("pk")
    before = PostVersion.objects.filter(post=OuterRef("pk"), source__contains=">")
    later = later.filter(Q(source__contains=">") | Q(Exists(before)))
    changed = 0
    for quoting in later.iterator(chunk_size=AT_ONCE):
        quoting.discussion = post.discussion
        changed += _forget(quoting, post, new, instead, actor)
    return changed


def _forget(quoting, post, new, instead, actor):
    def clean(source, words=instead):
        return without_quotes(source, post.get_absolute_url(), post.source, new, words)

    for version in quoting.versions.filter(source__contains=">"):
        if (source := clean(version.source)) != version.source:
            version.source = source
            version.save(update_fields=["source"])
    source = clean(quoting.source)
    if source == quoting.source:
        return False
    mentioned = _set(quoting, [source, clean(quoting.source, ""), instead])
    quoting.save(update_fields=["source", "html", "rendering_version"])
    keep_mentions(quoting, mentioned)
    write_log(quoting, "unquote", actor)
    return True


def _set(quoting, sources):
    """Give ``quoting`` the first of ``sources`` that a post may be; returns whom it mentions."""
    for source in sources:
        with suppress(ValidationError):
            return set_source(quoting, source)
    raise AssertionError("The last one is a few words of ours.")
