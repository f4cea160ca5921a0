"""What waits for an editor of announcements on the first page of the admin."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import page_permission_policy

from subjects.dashboard import ListPanel, Row

from .models import AnnouncementPage

EXPIRING_WITHIN = timedelta(days=7)


class ExpiringAnnouncementsPanel(ListPanel):
    """Announcements of the user's that go away within a week."""

    name = "expiring-announcements"
    title = _("Announcements that go away soon")
    icon = "bell"
    order = 315

    def get_rows(self):
        allowed = page_permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        announcements = (
            AnnouncementPage.objects.visible()
            .filter(pk__in=allowed.order_by().values("pk"))
            .filter(expire_at__lte=timezone.now() + EXPIRING_WITHIN)
            .with_places()
            .order_by("expire_at")[: self.limit]
        )
        return [
            Row(
                page.title,
                reverse("wagtailadmin_pages:edit", args=[page.pk]),
                f"{page.place_label or _('whole site')}, {page.expire_label}",
            )
            for page in announcements
        ]

    def get_more_url(self):
        return reverse("announcement_listing:index")
