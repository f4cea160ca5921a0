"""The part of a form that sends files: what the script beside it must know."""

import json

from django import template
from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from home.uploads import check_announced, megabytes

from ..actions import ALLOWED_EXTENSIONS, max_upload_size
from ..upload_places import place_of_work

register = template.Library()

# Kinds of files that are refused in words of their own.
NOTED_KINDS = ["svg", "docm", "xlsm", "pptm", "dotm", "xltm", "potm", "ppsm", "xlsb"]


@register.simple_tag(takes_context=True)
def upload_part(context, rows=()):
    """``{% upload_part rows as part %}``: limits, words and what is there already, for the
    files of ``context["material"]`` (or of a work that is still to be begun); another form says
    in ``context["upload_place"]`` what it takes."""
    user = context["request"].user
    place = context.get("upload_place")
    if place is None:
        place = place_of_work(user, context.get("material"), rows)
    return {
        "draft": place.draft,
        "owner": user.pk,
        "allowed": " ".join(ALLOWED_EXTENSIONS),
        "accept": ",".join(f".{extension}" for extension in ALLOWED_EXTENSIONS),
        "limit": max_upload_size(),
        "most": place.most,
        "held": place.held,
        "taken": " ".join(str(key) for key in sorted(place.taken)),
        "sign_in": resolve_url(settings.LOGIN_URL),
        "words": json.dumps(words_for_script(place.many), ensure_ascii=False),
    }


def words_for_script(many):
    """What the script says; where the server would refuse, it says the same."""
    return {
        "waiting": _("Waiting for its turn"),
        "sending": _("%(done)s of %(size)s MB") % {"done": "{done}", "size": "{size}"},
        "size": _("%(size)s MB") % {"size": "{size}"},
        "small": _("%(size)s KB") % {"size": "{size}"},
        "ready": _("Added"),
        "done": _("The file has been added: %(name)s") % {"name": "{name}"},
        "removed": _("The file has been taken away: %(name)s") % {"name": "{name}"},
        "offline": _("No connection. It will go on by itself; the file is not lost."),
        "signedOut": _(
            "You have been signed out. Sign in, and the files will go on by themselves."
        ),
        "unreadable": _("The file cannot be read. Choose it once more."),
        "wait": _("The files are still on their way. As soon as they have come, we go on."),
        "look": _("Not all files were accepted: look at the list, then press the button again."),
        "many": str(many),
        "kind": _refusal("x.kind", 1).replace(".kind", ".{kind}"),
        "nameless": _refusal("x", 1),
        "refused": {kind: _refusal(f"x.{kind}", 1) for kind in NOTED_KINDS},
        "empty": _refusal("x.pdf", 0),
        "large": _("The file is too large: %(size)s MB. The limit is %(limit)s MB.")
        % {"size": "{size}", "limit": megabytes(max_upload_size())},
    }


def _refusal(name, size):
    """What the server would say of such a file."""
    try:
        check_announced(name, size, ALLOWED_EXTENSIONS, max_upload_size())
    except ValidationError as error:
        return error.messages[0]
    return ""
