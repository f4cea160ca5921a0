"""Making a sheet of invitations, and the sheet on paper."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from wagtail.admin import messages
from wagtail_modeladmin.helpers import AdminURLHelper
from wagtail_modeladmin.views import WMABaseView

from home.mail import site_words

from ..actions import invitation_letters, invitations
from ..forms.invitations import SheetForm
from ..models import Invitation, InvitationSheet

# A picture to be read by a telephone takes a while to draw.
SLIPS_AT_ONCE = 120


class SheetCreateView(WMABaseView):
    """Names one under another become a sheet of codes."""

    def check_action_permitted(self, user):
        return self.permission_helper.user_can_create(user)

    def get_page_title(self):
        return _("New sheet of invitations")

    def get_template_names(self):
        return ["members/admin/sheet_form.html"]

    def get_context_data(self, form=None, **kwargs):
        form = form or SheetForm(user=self.request.user)
        return super().get_context_data(form=form, **kwargs)

    def post(self, request, *args, **kwargs):
        form = SheetForm(request.POST, user=request.user)
        if form.is_valid():
            try:
                return self.make(form)
            except ValidationError as error:
                form.add_error(None, error)
            except PermissionDenied as error:
                form.add_error(None, str(error))
        return self.render_to_response(self.get_context_data(form=form))

    def make(self, form):
        data = form.cleaned_data
        newcomers = form.get_newcomers()
        sheet = invitations.invite(
            newcomers,
            data["title"],
            self.request.user,
            organisation=data["organisation"],
            hub_role=data["hub_role"],
            key=data["key"],
        )
        if data["sends_letters"]:
            invitation_letters.send_sheet(sheet, self.request.user)
        message = ngettext(
            "%(count)d person is invited.", "%(count)d people are invited.", len(newcomers)
        )
        say_invited(self.request, sheet, message % {"count": len(newcomers)})
        return redirect(f"{AdminURLHelper(Invitation).index_url}?sheet={sheet.pk}")


def say_invited(request, sheet, message):
    """Tell that a sheet is made, with the way to print it."""
    url = AdminURLHelper(InvitationSheet).get_action_url("print", sheet.pk)
    messages.success(request, message, buttons=[messages.button(url, _("Print the sheet"))])


@dataclass(frozen=True)
class Slip:
    """One person's part of the sheet."""

    invitation: Invitation
    drawing: str
    size: int


@method_decorator(never_cache, name="dispatch")
class SheetPrintView(WMABaseView):
    """Slips to be cut apart, of the codes that still open."""

    def dispatch(self, request, *args, **kwargs):
        if not self.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self):
        return ["members/admin/sheet_print.html"]

    def get_context_data(self, **kwargs):
        sheets = InvitationSheet.objects.visible_to(self.request.user)
        sheet = get_object_or_404(sheets.select_related("organisation"), pk=self.kwargs["pk"])
        usable = sheet.invitations.usable().select_related("user__organisation")
        paginator = Paginator(usable.order_by("user__search_key", "pk"), SLIPS_AT_ONCE)
        number = self.request.GET.get("p", "1")
        if not number.isdecimal() or len(number) > 4 or int(number) not in paginator.page_range:
            raise Http404
        page = paginator.page(int(number))
        return super().get_context_data(
            sheet=sheet,
            page=page,
            slips=[make_slip(invitation) for invitation in page],
            join_address=plain_address(invitation_letters.join_url()),
            site_name=site_words()["site_name"],
            language=settings.LANGUAGE_CODE,
            **kwargs,
        )


def plain_address(url):
    """``url`` as people type it."""
    return url.partition("://")[2].rstrip("/")


def make_slip(invitation):
    """The slip of ``invitation``, with its link drawn as an SVG path of squares."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(invitation_letters.join_url(invitation.code))
    code.make()
    rows = code.get_matrix()
    drawing = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return Slip(invitation, drawing, len(rows))
