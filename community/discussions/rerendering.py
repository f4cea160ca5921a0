"""Making the stored HTML of posts anew, when the rules of ``rendering`` have changed."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from .actions.post_contents import keep_mentions
from .models import Post
from .rendering import RENDERING_VERSION, clean, render

BATCH = 200


def rerender(*, every=False, batch=BATCH):
    """Render anew posts that were rendered by older rules (``every``: all), a batch in a
    transaction. Gives ``(done, kept)`` after each batch: how many so far, and how many of them
    the rules of today would refuse, whose old HTML is only cleaned anew."""
    done, kept, last = 0, 0, 0
    condition = Q() if every else ~Q(rendering_version=RENDERING_VERSION)
    while keys := _next_keys(condition, last, batch):
        with transaction.atomic():
            for post in Post.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
                kept += not _render_anew(post)
                done += 1
        last = keys[-1]
        yield done, kept


def _next_keys(condition, after, number):
    rows = Post.objects.filter(condition, pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:number])


def _render_anew(post):
    """Whether the rules of today take its text."""
    rendered = None
    with suppress(ValidationError):
        rendered = render(post.source)
    if rendered is None:
        post.html = clean(post.html)
    else:
        post.html = rendered.html
        keep_mentions(post, rendered.mentions)
    post.rendering_version = RENDERING_VERSION
    post.save(update_fields=["html", "rendering_version"])
    return rendered is not None
