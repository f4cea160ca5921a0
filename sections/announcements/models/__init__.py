from .announcements import AnnouncementAttachment, AnnouncementPage
from .indexes import HUB_INDEX_SLUG, AnnouncementIndexPage

__all__ = [
    "HUB_INDEX_SLUG",
    "AnnouncementAttachment",
    "AnnouncementIndexPage",
    "AnnouncementPage",
]
