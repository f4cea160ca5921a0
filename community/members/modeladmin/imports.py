"""Lists of people from files: uploaded, looked at, taken in."""

from django.urls import re_path
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_modeladmin.helpers import ButtonHelper

from subjects.modeladmin import ScopedModelAdmin

from ..enums import ImportStatus
from ..invitation_rights import InvitationPermissionPolicy
from ..models import PeopleImport
from .import_views import PreviewView, TemplateView, UploadView


class ImportButtonHelper(ButtonHelper):
    """To the list, or to the codes that it became."""

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        if obj.status == ImportStatus.CANCELLED:
            return []
        label = _("Look through") if obj.status == ImportStatus.PREVIEW else _("Open")
        return [
            {
                "url": self.url_helper.get_action_url("preview", obj.pk),
                "label": label,
                "classname": self.finalise_classname(classnames_add or []),
                "title": f"{label}: {obj}",
            }
        ]


class PeopleImportAdmin(ScopedModelAdmin):
    """The lists that the user has uploaded herself."""

    model = PeopleImport
    menu_label = gettext_lazy("People from a table")
    menu_icon = "upload"
    create_view_class = UploadView
    button_helper_class = ImportButtonHelper
    inspect_view_enabled = False
    history_view_enabled = False
    list_display = ["file_name", "made_on", "status", "made_sheet"]
    list_select_related = ["sheet"]
    ordering = ["-created_at", "-pk"]

    def get_permission_policy(self):
        return InvitationPermissionPolicy(self.model, actions={"add", "view"})

    def get_queryset(self, request):
        return super().get_queryset(request).defer("rows", "options")

    def preview_view(self, request, instance_pk):
        return PreviewView.as_view(model_admin=self)(request, pk=instance_pk)

    def template_view(self, request):
        return TemplateView.as_view(model_admin=self)(request)

    def get_admin_urls_for_registration(self):
        base, name = self.url_helper.base_url_path, self.url_helper.get_action_url_name
        return (
            re_path(
                rf"^{base}/preview/(?P<instance_pk>[0-9]+)/$",
                self.preview_view,
                name=name("preview"),
            ),
            re_path(rf"^{base}/template/$", self.template_view, name=name("template")),
            *super().get_admin_urls_for_registration(),
        )

    def made_on(self, row):
        return date_format(localtime(row.created_at), "SHORT_DATETIME_FORMAT")

    made_on.short_description = gettext_lazy("uploaded")
    made_on.admin_order_field = "created_at"

    def made_sheet(self, row):
        return row.sheet

    made_sheet.short_description = gettext_lazy("sheet")
