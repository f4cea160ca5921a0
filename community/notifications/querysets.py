"""Which notices: each question is asked here, once."""

from django.db import models


class NoticeQuerySet(models.QuerySet):
    def of(self, person):
        """Notices that ``person`` got."""
        return self.filter(recipient=person)

    def unread(self):
        """Notices that were not opened yet."""
        return self.filter(read_at__isnull=True)

    def waiting_at(self, url, people):
        """Unread notices of ``people`` that lead to ``url``."""
        return self.unread().filter(recipient__in=list(people), url=url)


def unread_count(person):
    """How many notices ``person`` has not opened; asked once for each user object."""
    if not hasattr(person, "_unread_notices"):
        person._unread_notices = person.notices.unread().count()
    return person._unread_notices
