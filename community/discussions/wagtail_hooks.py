"""Where discussions plug into hubs, pages, the search, people's pages and the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from home.plugins import MeItem, MenuItem

from . import chat_log_actions, log_actions
from .approval import known_people
from .attachments import may_attach
from .chat_notices import CHAT_KINDS
from .chat_sections import ChatsHubSection
from .comments import comments_part
from .me import FollowedDiscussions
from .modeladmin import BoardAdmin
from .moderated import PostKind, author_facts
from .notices import NOTICE_KINDS
from .personal_data import DiscussionData
from .profile_sections import WrittenPosts
from .search_sources import PostSource, TopicSource
from .search_ways import ask_in_forum
from .sections import ForumSection, NewInDiscussions
from .sitemaps import TopicSitemap
from .special_boards import boards_part

hooks.register("register_log_actions", log_actions.register)
hooks.register("register_moderated_kind", PostKind)
hooks.register("register_upload_right", may_attach)
hooks.register("register_author_facts", author_facts)
hooks.register("register_known_people", known_people)

# -- What readers see --------------------------------------------------------------------

hooks.register("register_hub_section", ForumSection)
hooks.register("register_home_section", NewInDiscussions)
hooks.register("register_page_end", boards_part)
hooks.register("register_page_end", comments_part)
hooks.register("register_profile_section", WrittenPosts)
hooks.register("register_me_section", FollowedDiscussions)
hooks.register("register_search_source", TopicSource)
hooks.register("register_search_source", PostSource)
hooks.register("register_search_ways", ask_in_forum)
hooks.register("register_personal_data_source", DiscussionData)


@hooks.register("register_menu_item")
def register_menu_item():
    return MenuItem(_("Forum"), "discussions:forum", position=3)


@hooks.register("register_me_item")
def register_me_item():
    return MeItem(
        _("My discussions"),
        "discussions:my_discussions",
        "messages",
        27,
        in_header=True,
        is_shown=lambda person: person.is_member,
    )


@hooks.register("register_sitemap")
def register_sitemap():
    return "topics", TopicSitemap


@hooks.register("register_notice_kinds")
def register_notice_kinds():
    return NOTICE_KINDS


# -- The admin ---------------------------------------------------------------------------

modeladmin_register(BoardAdmin)


# -- Chats -------------------------------------------------------------------------------

hooks.register("register_hub_section", ChatsHubSection)
hooks.register("register_log_actions", chat_log_actions.register)
hooks.register("register_notice_kinds", lambda: CHAT_KINDS)
