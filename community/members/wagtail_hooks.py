"""Where people plug into the admin, the log and the notices.

A register of people is one line: ``register_people_admin(ItsAdmin, order=20)``; another page
of the admin gives a ``MenuItem`` to the hook ``register_people_menu_item``.
"""

from django.urls import path
from wagtail import hooks

from . import log_actions, texts
from .admin_menu import ITEM_HOOK, people_list_item, people_menu, register_people_admin
from .members_section import MembersSection
from .modeladmin.consents import ConsentAdmin, ConsentTextAdmin, MissingTextsPanel
from .modeladmin.imports import PeopleImportAdmin
from .modeladmin.invitations import InvitationAdmin, InvitationSheetAdmin
from .modeladmin.memberships import MembershipAdmin, RequestsPanel
from .modeladmin.organisations import OrganisationAdmin
from .modeladmin.password_views import NewPasswordView
from .modeladmin.registrations import RegistrationAdmin, WaitingApplicationsPanel
from .notices import NOTICE_KINDS
from .organisation_chooser import organisation_chooser_viewset
from .people_admin.bulk import PEOPLE_BULK_ACTIONS
from .personal_data import AccountData, PortfolioData
from .portfolio.sections import PortfolioSection
from .search_sources import PersonSource
from .standing import joining_act

hooks.register("register_admin_menu_item", people_menu)
hooks.register(ITEM_HOOK, people_list_item)
hooks.register("register_log_actions", log_actions.register)
hooks.register("register_admin_viewset", lambda: organisation_chooser_viewset)
# After Wagtail's own, so that they take their place.
for bulk_action in PEOPLE_BULK_ACTIONS:
    hooks.register("register_bulk_action", bulk_action, order=10)


@hooks.register("register_notice_kinds")
def register_notice_kinds():
    return NOTICE_KINDS


# Registers, in the order of the submenu "People" (all people are 10):
# applications 20, memberships 30, invitations 40, organisations 50, texts and consents 60.
register_people_admin(RegistrationAdmin, order=20)
register_people_admin(MembershipAdmin, order=30)
register_people_admin(InvitationSheetAdmin, order=40)
register_people_admin(InvitationAdmin, order=42)
register_people_admin(PeopleImportAdmin, order=44)
register_people_admin(OrganisationAdmin, order=50)


@hooks.register("register_admin_urls")
def register_people_urls():
    return [
        path(
            "people/<int:pk>/new-password/",
            NewPasswordView.as_view(),
            name="members_admin_new_password",
        )
    ]


@hooks.register("construct_homepage_panels")
def add_waiting_applications(request, panels):
    panels.append(WaitingApplicationsPanel(request))
    panels.append(RequestsPanel(request))


hooks.register("register_personal_data_source", AccountData)
hooks.register("register_personal_data_source", PortfolioData)
hooks.register("register_profile_section", PortfolioSection)


@hooks.register("register_footer_links")
def register_footer_links():
    return texts.footer_links()


hooks.register("register_hub_section", MembersSection)
hooks.register("register_search_source", PersonSource)
hooks.register("register_hub_act", joining_act)
register_people_admin(ConsentTextAdmin, order=60)
register_people_admin(ConsentAdmin, order=65)


@hooks.register("construct_homepage_panels")
def add_missing_texts(request, panels):
    panels.append(MissingTextsPanel(request))
