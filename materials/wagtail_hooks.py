"""Where the bank plugs into hubs, the home page, pages that editors compose and the admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from home.plugins import MeItem, MenuItem

from . import taking_down
from .bulk_actions import MoveBulkAction, PublishBulkAction, TagBulkAction
from .dashboard import (
    DraftsPanel,
    NewestMaterialsPanel,
    OtherThingsPanel,
    WaitingPanel,
)
from .home_sections import MaterialsFeedSource, NewestMaterials
from .modeladmin import FileDownloadsAdmin, SubmissionAdmin
from .moderation.menu import arrange_action_menu
from .notices import NOTICE_KINDS
from .personal_data import MaterialData
from .profile_sections import AuthoredMaterials, OwnMaterials
from .search_sources import CollectionSource, MaterialSource
from .search_ways import share_what_is_missing
from .sections import MaterialsSection
from .sitemaps import CollectionSitemap, MaterialSitemap
from .viewsets import MaterialCollectionViewSet, MaterialViewSet
from .workflow_links import replace_wagtail_letters


@hooks.register("register_hub_section")
def register_hub_section():
    return MaterialsSection()


@hooks.register("register_home_section")
def register_home_section():
    return NewestMaterials()


@hooks.register("register_menu_item")
def register_menu_item():
    return MenuItem(_("Materials"), "materials:list", position=2)


@hooks.register("register_search_source")
def register_material_source():
    return MaterialSource()


@hooks.register("register_search_source")
def register_collection_source():
    return CollectionSource()


hooks.register("register_search_ways", share_what_is_missing)


@hooks.register("register_sitemap")
def register_material_sitemap():
    return "materials", MaterialSitemap


@hooks.register("register_sitemap")
def register_collection_sitemap():
    return "collections", CollectionSitemap


@hooks.register("register_profile_section")
def register_profile_section():
    return AuthoredMaterials()


@hooks.register("register_me_section")
def register_me_section():
    return OwnMaterials()


@hooks.register("register_me_item")
def register_me_item():
    return MeItem(_("My materials"), "materials:my_works", "books", 25, in_header=True,
                  is_shown=lambda person: not person.is_pupil)  # fmt: skip


hooks.register("register_personal_data_source", MaterialData)


@hooks.register("register_feed_source")
def register_feed_source():
    return MaterialsFeedSource()


@hooks.register("register_notice_kinds")
def register_notice_kinds():
    return NOTICE_KINDS


# Hooks are looked for when every app is ready, Wagtail's with its letters too.
replace_wagtail_letters()

register_snippet(MaterialViewSet)
register_snippet(MaterialCollectionViewSet)
modeladmin_register(FileDownloadsAdmin)
modeladmin_register(SubmissionAdmin)

for bulk_action in [PublishBulkAction, MoveBulkAction, TagBulkAction]:
    hooks.register("register_bulk_action", bulk_action)


@hooks.register("insert_global_admin_css")
def admin_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("css/materials-admin.css"))


@hooks.register("construct_homepage_panels")
def add_dashboard_panels(request, panels):
    panels[:] = [
        OtherThingsPanel(request) if type(panel) is WorkflowObjectsToModeratePanel else panel
        for panel in panels
    ]
    panels.extend([WaitingPanel(request), DraftsPanel(request), NewestMaterialsPanel(request)])


# After the one that gives moderators of hubs the buttons for publishing.
hooks.register("construct_snippet_action_menu", arrange_action_menu, order=10)


SUBMISSION_ACTIONS = {
    "warrant": _("Say that it may be published"),
    "submit": _("Send to the moderators"),
    "approved": _("Approve"),
    "returned": _("Return with a comment"),
    "refused": _("Refuse"),
    "withdrawn": _("Take back from the moderators"),
    "discard": _("Drop the changes"),
    "coauthor_invite": _("Invite a co-author"),
    "coauthor_accept": _("Agree to be a co-author"),
    "coauthor_decline": _("Decline to be a co-author"),
    "coauthor_remove": _("Remove a co-author"),
    "coauthor_leave": _("Stop being a co-author"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    """Words for what ``materials.actions`` writes into the history."""

    @actions.register_action("materials.move")
    class MoveFormatter(LogFormatter):
        label = _("Move to another hub")

        def format_message(self, log_entry):
            return _("Moved from “%(from)s” to “%(to)s”") % log_entry.data

    @actions.register_action("materials.tag")
    class TagFormatter(LogFormatter):
        label = _("Add tags")

        def format_message(self, log_entry):
            return _("Tags added: %(tags)s") % {"tags": ", ".join(log_entry.data["tags"])}

    for name, label in SUBMISSION_ACTIONS.items():
        actions.register_action(f"materials.{name}", label, label)
    for name, label in taking_down.LOG_LABELS.items():
        actions.register_action(name, label, label)
