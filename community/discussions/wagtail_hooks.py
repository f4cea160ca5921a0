"""Where discussions plug into hubs, pages, the search, people's pages and the admin."""

from wagtail import hooks

from . import log_actions
from .attachments import may_attach
from .moderated import PostKind, author_facts
from .special_boards import boards_part

hooks.register("register_log_actions", log_actions.register)
hooks.register("register_moderated_kind", PostKind)
hooks.register("register_upload_right", may_attach)
hooks.register("register_author_facts", author_facts)
hooks.register("register_page_end", boards_part)
