"""Moving a page in the admin, with a message at the field where Wagtail only turns away."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.pages import MoveForm
from wagtail.admin.views.pages.move import MoveChooseDestinationView


class MovePageForm(MoveForm):
    """Where a page is to be moved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.moved_page = kwargs["page_to_move"]

    def clean_new_parent_page(self):
        parent = self.cleaned_data["new_parent_page"]
        if parent == self.moved_page or parent.is_descendant_of(self.moved_page):
            raise ValidationError(_("A page cannot be moved under itself. Choose another place."))
        if not self.moved_page.specific.can_move_to(parent.specific):
            raise ValidationError(_("Pages of this kind cannot stand there. Choose another place."))
        return parent


move_page = require_admin_access(MoveChooseDestinationView.as_view(form_class=MovePageForm))
