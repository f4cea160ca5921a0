"""Where moderation plugs into the admin, the notices and people's pages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from home.plugins import MeItem

from .material_kind import MaterialKind
from .notices import NOTICE_KINDS
from .person_kind import PersonKind
from .personal_data import ModerationData
from .queue.cases import own_sources
from .queue.deciding import AppealView, CaseView, RestoreView
from .queue.guard import QUEUE_NAME
from .queue.menu import (
    WaitingWordsPanel,
    queue_item,
    register_moderation_admin,
    registers_menu,
)
from .queue.newcomers import sources_of_others
from .queue.views import BulkView, QueueView
from .registers.admins import (
    AppealAdmin,
    ComplaintAdmin,
    DecisionAdmin,
    SanctionAdmin,
    WatchWordAdmin,
)

hooks.register("register_moderated_kind", MaterialKind)
hooks.register("register_moderated_kind", PersonKind)
hooks.register("register_queue_source", own_sources)
hooks.register("register_queue_source", sources_of_others)
hooks.register("register_personal_data_source", ModerationData)
hooks.register("register_admin_menu_item", queue_item)
hooks.register("register_admin_menu_item", registers_menu)

register_moderation_admin(ComplaintAdmin, order=10)
register_moderation_admin(DecisionAdmin, order=20)
register_moderation_admin(SanctionAdmin, order=30)
register_moderation_admin(AppealAdmin, order=40)
register_moderation_admin(WatchWordAdmin, order=50)


@hooks.register("register_admin_urls")
def register_moderation_urls():
    cases, appeals = "moderation/cases/<int:pk>/", "moderation/appeals/<int:pk>/"
    return [
        path("moderation/", QueueView.as_view(), name=QUEUE_NAME),
        path("moderation/act/", BulkView.as_view(), name="moderation_act"),
        path(cases, CaseView.as_view(), name="moderation_case"),
        path(f"{cases}restore/", RestoreView.as_view(), name="moderation_restore"),
        path(appeals, AppealView.as_view(), name="moderation_appeal"),
    ]


@hooks.register("construct_homepage_panels")
def add_what_waits(request, panels):
    panels.append(WaitingWordsPanel(request))


@hooks.register("register_notice_kinds")
def register_notice_kinds():
    return NOTICE_KINDS


@hooks.register("register_me_item")
def register_me_item():
    return MeItem(_("Decisions of moderators"), "moderation:my_decisions", "scale", 75)


LOG_LABELS = {
    "moderation.sanction": _("Warned or suspended by a moderator"),
    "moderation.lift": _("Warning or suspension taken back"),
    "moderation.appeal": _("Appealed against a decision"),
    "moderation.hear": _("Appeal heard"),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, label in LOG_LABELS.items():
        actions.register_action(action, label, label)
