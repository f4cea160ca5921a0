"""The register of boards: the shelves of the forum."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList

from subjects.modeladmin import ScopedModelAdmin
from subjects.permissions import HubOwnedPermissionPolicy

from .forms.boards import BoardForm
from .models import Board


class BoardPolicy(HubOwnedPermissionPolicy):
    """Nothing that was said is lost: only an empty board goes, and never a hub's own."""

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if set(actions) == {"delete"} and (instance.is_main or instance.discussions.exists()):
            return False
        return super().user_has_any_permission_for_instance(user, actions, instance)


class BoardAdmin(ScopedModelAdmin):
    """Boards of the hubs that one moderates; those of the whole site belong to its editors. A
    board that came with a hub stays with it."""

    model = Board
    menu_icon = "comment"
    menu_label = _("Boards of the forum")
    menu_order = 250
    list_display = ["title", "hub", "purpose", "is_closed", "topic_count", "post_count", "order"]
    list_filter = ["purpose", "is_closed"]
    list_select_related = ["hub"]
    search_fields = ["title", "description"]
    ordering = ["hub__path", "order", "pk"]
    list_export = ["title", "hub", "purpose", "is_closed", "topic_count", "post_count"]
    export_filename = "boards"
    inspect_view_fields = ["title", "description", "hub", "purpose", "is_closed", "topic_count",
                           "post_count", "order"]  # fmt: skip
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=_(
                    "Every hub has a board of its own already. Another one is worth it only when "
                    "there is so much talk of one thing that people lose the rest."
                )
            ),
            FieldPanel("title"),
            FieldPanel("description"),
            FieldPanel("hub"),
            FieldRowPanel([FieldPanel("purpose"), FieldPanel("order")]),
            FieldPanel("is_closed"),
        ],
        base_form_class=BoardForm,
    )

    def get_permission_policy(self):
        return BoardPolicy(self.model)
