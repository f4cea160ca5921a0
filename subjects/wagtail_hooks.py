"""The admin of hubs, and the order of its menu: by a methodist's day."""

from django.db.models import Q
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import page_permission_policy
from wagtail_modeladmin.options import modeladmin_register

from home.plugins import SitePage

from .action_menu import complete_action_menu
from .asked_report import asked_menu_item, asked_urls, drop_second_report
from .bulk_actions import ScopedDeleteBulkAction, quiet_page_bulk_actions
from .closed import guard_closed_page
from .dashboard import NewestPagesPanel
from .deletion import things_in_hubs_below
from .home_sections import SubjectsHomeSection
from .models import CommunityIndexPage, HubPage, SubjectIndexPage
from .search_sources import HubSource
from .search_ways import fullest_hubs
from .synonyms_admin import SynonymAdmin

# What comes first in the admin's menu; features place themselves between these numbers:
# pages 100, materials 200, announcements 300, hubs 350, people 400, files 500, registers 800.
MENU_ORDER = {"explorer": 100, "images": 500, "documents": 510}


class HubListingViewSet(PageListingViewSet):
    """All hubs that the user may see, with what a methodist asks first about each."""

    model = HubPage
    icon = "group"
    menu_label = _("Hubs")
    menu_order = 350
    add_to_admin_menu = True
    columns = [
        *PageListingViewSet.columns[:2],
        Column("scope", label=_("Scope"), accessor="get_scope_display"),
        Column("base_organisation", label=_("Base organisation"), accessor="base_organisation"),
        Column(
            "state", label=_("State"), accessor=lambda hub: _("archive") if hub.is_wound_up else ""
        ),
        DateColumn(
            "latest_revision_created_at",
            label=_("Updated"),
            sort_key="latest_revision_created_at",
        ),
    ]


@hooks.register("register_admin_viewset")
def register_hub_listing():
    return HubListingViewSet("hubs")


@hooks.register("register_home_section")
def register_subjects_on_home():
    return SubjectsHomeSection()


# After Wagtail's own, so that it takes its place for the models that belong to hubs.
hooks.register("register_bulk_action", ScopedDeleteBulkAction, order=10)
for page_action in quiet_page_bulk_actions():
    hooks.register("register_bulk_action", page_action, order=10)


@hooks.register("construct_homepage_panels")
def add_newest_pages(request, panels):
    panels.append(NewestPagesPanel(request))


@hooks.register("construct_main_menu")
def order_main_menu(request, menu_items):
    """Wagtail's own entries in a methodist's order; its help leads out of the site."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]
    for item in menu_items:
        item.order = MENU_ORDER.get(item.name, item.order)


@hooks.register("construct_settings_menu")
def drop_moved_entries(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name != "users"]


@hooks.register("insert_global_admin_css")
def admin_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_icons")
def register_icons(icons):
    return [*icons, "subjects/admin/icons/bell.svg"]


# Before Wagtail's own, which knows visitors only.
hooks.register("before_serve_page", guard_closed_page, order=-10)


@hooks.register("before_delete_page")
def keep_hubs_with_works(request, page):
    """Materials and registers of a hub are moved or deleted first, knowingly."""
    found = things_in_hubs_below(page)
    if not found:
        return None
    things = ", ".join(f"{name}: {count}" for name, count in found)
    messages.error(
        request,
        _(
            "“%(page)s” cannot be deleted: it still holds %(things)s. Move them to another hub "
            "or wind the hub up: then it stays as an archive."
        )
        % {"page": page.get_admin_display_title(), "things": things},
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def keep_hubs_with_works_in_bulk(request, action_type, objects, action_class_instance):
    """The same when pages are deleted in bulk."""
    if action_type != "delete" or not objects or not hasattr(objects[0], "path"):
        return None
    for page in objects:
        if hasattr(page, "get_admin_display_title"):
            response = keep_hubs_with_works(request, page)
            if response is not None:
                return response
    return None


@hooks.register("register_site_page")
def register_subject_index():
    return SitePage(SubjectIndexPage, _("Subjects"), "subjects", order=10)


@hooks.register("register_site_page")
def register_community_index():
    return SitePage(CommunityIndexPage, _("Communities"), "communities", order=20)


@hooks.register("register_search_source")
def register_search_source():
    return HubSource()


modeladmin_register(SynonymAdmin)


hooks.register("register_search_ways", fullest_hubs)
hooks.register("register_reports_menu_item", asked_menu_item)
hooks.register("construct_reports_menu", drop_second_report)
# Before Wagtail's own, whose form of a new promoted result is empty.
hooks.register("register_admin_urls", asked_urls, order=-10)
hooks.register("construct_snippet_action_menu", complete_action_menu)


@hooks.register("construct_page_chooser_queryset")
def offer_public_and_own_pages(pages, request):
    """Any page that readers see can be linked to; of drafts, only those one may edit."""
    own = page_permission_policy.instances_user_has_permission_for(request.user, "change")
    return pages.filter(Q(live=True) | Q(pk__in=own.order_by().values("pk")))
