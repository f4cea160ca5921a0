"""People in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.users.views.users import UserViewSet

from .forms.people import PersonCreationForm, PersonEditForm


class PersonViewSet(UserViewSet):
    """Accounts with the names and positions that readers see."""

    menu_label = _("People")
    # The admin's first menu has an entry of its own for people.
    add_to_settings_menu = False

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm
