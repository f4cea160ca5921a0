"""Announcements of the site and of the hubs: some pinned, some over, one still to come."""

from datetime import timedelta

from django.utils import timezone

from demo.factories.sections import AnnouncementPageFactory
from demo.texts import texts
from home.models import HomePage
from sections.announcements.models import (
    AnnouncementAttachment,
    AnnouncementIndexPage,
    AnnouncementPage,
)
from subjects.models import HubPage

from .bodies import set_body
from .dates import days_from_now
from .documents import get_document


def _indexes():
    """The list of announcements of each hub by the hub's slug; the site's under ``None``."""
    home = HomePage.objects.get()
    indexes = {None: AnnouncementIndexPage.objects.child_of(home).get()}
    for hub in HubPage.objects.all():
        indexes[hub.slug] = AnnouncementIndexPage.objects.child_of(hub).get()
    return indexes


def _find(index, slug):
    return AnnouncementPage.objects.child_of(index).filter(slug=slug).first()


def load_announcements():
    """Create the announcements that are missing, without their texts."""
    indexes = _indexes()
    hubs = {hub.slug: hub for hub in HubPage.objects.all()}
    for entry in texts("announcements"):
        index = indexes[entry["hub"]]
        if _find(index, entry["slug"]) is not None:
            continue
        hub = hubs.get(entry["hub"])
        go_live_in, expires_in = entry.get("go_live_in_days"), entry["expires_in_days"]
        published = None if go_live_in else days_from_now(-entry["published_days_ago"])
        page = AnnouncementPageFactory(
            parent=index,
            slug=entry["slug"],
            title=entry["title"],
            lead=entry["lead"],
            audience=entry["audience"],
            is_important=entry["is_important"],
            pinned_until=(
                timezone.localdate() + timedelta(days=entry["pinned_days"])
                if entry["pinned_days"]
                else None
            ),
            go_live_at=days_from_now(go_live_in, hour=8) if go_live_in else None,
            expire_at=days_from_now(expires_in, hour=20) if expires_in is not None else None,
            first_published_at=published,
            last_published_at=published,
        )
        for order, attachment in enumerate(entry["attachments"] or []):
            AnnouncementAttachment.objects.create(
                page=page,
                sort_order=order,
                document=get_document(attachment, hub),
                title=attachment["title"],
            )


def load_announcement_bodies():
    """Fill the texts, once the pages that they link to are there."""
    indexes = _indexes()
    for entry in texts("announcements"):
        set_body(_find(indexes[entry["hub"]], entry["slug"]), entry["body"])
