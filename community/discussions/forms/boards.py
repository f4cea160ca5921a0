"""The form of a board in the admin."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from subjects.permissions import is_site_editor

from ..enums import BoardPurpose

# There is one of each, and it is of the whole site.
OF_THE_SITE = {BoardPurpose.MODERATION, BoardPurpose.RULES}


class BoardForm(WagtailAdminModelForm):
    """A board stays in the hub in which people have written on it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        board = self.instance
        if board.pk is not None and (board.is_main or board.discussions.exists()):
            self.fields["hub"].disabled = True
        user = getattr(self, "for_user", None)
        if user is not None and not is_site_editor(user):
            field = self.fields["purpose"]
            field.choices = [
                (value, label) for value, label in field.choices if value not in OF_THE_SITE
            ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("purpose") in OF_THE_SITE and cleaned.get("hub") is not None:
            self.add_error("hub", _("Such a board belongs to the whole site: leave it empty."))
        return cleaned
