"""A lock that whoever edits a work holds for a while, so that two do not overwrite each other."""

from django.db import models
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.locks import BasicLock
from wagtail.models import LockableMixin
from wagtail.utils.timestamps import render_timestamp


class EditingLock(BasicLock):
    """Somebody edits the work on the site; the lock ends by itself."""

    def get_message(self, user):
        if self.object.locked_by_id == user.pk or self.object.locked_by is None:
            return super().get_message(user)
        return format_html(
            _(
                "<b>{user}</b> has been editing this work on the site since <b>{since}</b>. It is "
                "free again at <b>{end}</b>, or sooner, when she sends or leaves it."
            ),
            user=get_user_display_name(self.object.locked_by),
            since=render_timestamp(self.object.locked_at),
            end=render_timestamp(self.object.lock_ends_at),
        )


class TimedLockMixin(LockableMixin):
    """Wagtail's lock, which may have an end: until when it is held for somebody who edits.

    Without an end it is the lock that a moderator puts in the admin and takes off again.
    """

    lock_ends_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_locked_now(self):
        """Whether somebody holds it; an ended lock is none."""
        ends_at = self.lock_ends_at
        return self.locked and (ends_at is None or ends_at > timezone.now())

    def is_locked_for(self, user):
        """Whether another one holds it, so that ``user`` may not change anything."""
        return self.is_locked_now and self.locked_by_id != user.pk

    def get_lock(self):
        if not self.is_locked_now:
            return None
        return BasicLock(self) if self.lock_ends_at is None else EditingLock(self)

    def save(self, *args, **kwargs):
        fields = kwargs.get("update_fields")
        if fields is not None and "locked" in fields and "lock_ends_at" not in fields:
            # Wagtail's own buttons: what they lock has no end.
            self.lock_ends_at = None
            kwargs["update_fields"] = [*fields, "lock_ends_at"]
        super().save(*args, **kwargs)
