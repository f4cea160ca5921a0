from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from home.plugins import MeItem

from .personal_data import NoticeData
from .querysets import unread_count


@hooks.register("register_personal_data_source")
def register_personal_data_source():
    return NoticeData()


@hooks.register("register_me_item")
def register_me_item():
    return MeItem(
        _("Notices"),
        "notifications:notices",
        "bell",
        50,
        in_header=True,
        get_count=lambda request: unread_count(request.user),
    )
