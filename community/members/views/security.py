"""How one signs in and how safe that is: the way to all pages of the account."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..gates import has_second_factor
from ..providers import switched_on
from ..sessions import count_sessions
from .decorators import signed_in


@signed_in
def security(request):
    """The overview."""
    title = _("Sign-in and security")
    context = {
        "title": title,
        "breadcrumbs": [(_("My page"), reverse("members:me")), (title, request.path)],
        "rows": list(_rows(request.user)),
        "noindex": True,
    }
    return TemplateResponse(request, "members/me/security.html", context)


def _rows(user):
    if user.has_usable_password():
        yield _row(_("Password"), _("is set"), "account_change_password", _("Change"))
    else:
        yield _row(_("Password"), _("is not set"), "account_set_password", _("Set"))
    text = user.email or _("none: you sign in by your user name")
    yield _row(_("E-mail"), text, "account_email", _("Change") if user.email else _("Add"))
    is_on = has_second_factor(user)
    text = _("is on") if is_on else _("is off: the password alone is asked for")
    yield _row(
        _("Second step of the sign-in"), text, "mfa_index", _("Settings") if is_on else _("Set up")
    )
    count = count_sessions(user)
    text = ngettext("on %(count)d device", "on %(count)d devices", count) % {"count": count}
    yield _row(_("Where you are signed in"), text, "usersessions_list", _("Show devices"))
    if switched_on():
        text = _("Yandex, VK")
        url_name = "socialaccount_connections"
        yield _row(_("Sign-in through other sites"), text, url_name, _("Settings"))


def _row(title, text, url_name, action):
    return {"title": title, "text": text, "url": reverse(url_name), "action": action}
