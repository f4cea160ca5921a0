"""A new password for somebody who has lost hers and cannot have a letter."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.generic import View

from home.mail import site_words

from ..actions.passwords import set_new_password
from ..models import User
from ..password_rights import can_set_password
from ..rights import can_open_card


@method_decorator(never_cache, name="dispatch")
class NewPasswordView(View):
    """Asks first; then shows the password once, ready to be printed."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        if kwargs["pk"] >= 2**63:
            raise Http404
        self.person = get_object_or_404(User, pk=kwargs["pk"])
        if not can_set_password(request.user, self.person):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, pk):
        return self.show("members/admin/new_password.html")

    @sensitive_variables("password")
    def post(self, request, pk):
        password = set_new_password(self.person, request.user)
        return self.show(
            "members/admin/new_password_done.html",
            password=password,
            site_url=site_words()["site_url"].partition("://")[2],
        )

    def show(self, template, **context):
        context |= {
            "person": self.person,
            "title": _("New password"),
            "has_card": can_open_card(self.request.user, self.person),
        }
        return TemplateResponse(self.request, template, context)
