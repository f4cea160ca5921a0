"""People in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.users.views.users import UserViewSet

from .forms.people import PersonCreationForm, PersonEditForm
from .people_admin import views
from .people_admin.acts import act_patterns
from .people_admin.filters import PeopleFilterSet
from .people_admin.index import PeopleIndexView


class PersonViewSet(UserViewSet):
    """The list of people, the card of each, the form, and acts on an account."""

    menu_label = _("People")
    # The admin's first menu has an entry of its own for people.
    add_to_settings_menu = False
    inspect_view_enabled = True
    copy_view_enabled = False
    ordering = "name"
    list_per_page = 50
    filterset_class = PeopleFilterSet
    list_export = PeopleIndexView.list_export
    export_headings = PeopleIndexView.export_headings
    export_filename = PeopleIndexView.export_filename
    index_view_class = PeopleIndexView
    add_view_class = views.PersonCreateView
    edit_view_class = views.PersonEditView
    delete_view_class = views.PersonDeleteView
    history_view_class = views.PersonHistoryView
    usage_view_class = views.PersonUsageView
    inspect_view_class = views.PersonCardView
    inspect_template_name = views.PersonCardView.template_name

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), *act_patterns()]
