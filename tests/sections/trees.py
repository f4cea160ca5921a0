"""Many pages at once, for tests that count queries."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page


def add_pages(model, parent, number, **fields):
    """Put ``number`` live pages of ``model`` under ``parent`` without the signals, revisions
    and index entries of real pages."""
    parent = Page.objects.get(pk=parent.pk)
    positions = range(parent.numchild + 1, parent.numchild + number + 1)
    pages = Page.objects.bulk_create(
        Page(
            title=f"Страница {position}",
            draft_title=f"Страница {position}",
            slug=f"page-{position}",
            path=Page._get_path(parent.path, parent.depth + 1, position),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}page-{position}/",
            content_type=ContentType.objects.get_for_model(model),
            live=True,
            first_published_at=timezone.now(),
            last_published_at=timezone.now(),
            locale=parent.locale,
        )
        for position in positions
    )
    for page in pages:
        # As `raw`, only the model's own table is written: the page is there already.
        model(page_ptr=page, **fields).save_base(raw=True, force_insert=True)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + number)
