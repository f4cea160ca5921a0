"""A person's rights over her own data: a copy of it, and its deletion."""

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.uploads.serving import ServedFile, serve_stored_file
from home.views.errors import Gone

from .. import gates
from ..actions import deletion, exports
from ..forms.privacy import DeletionForm
from ..models import AccountDeletion, DataExport
from .decorators import signed_in

LISTED_EXPORTS = 10


def _frame(request, title, *way, **context):
    return {
        "title": title,
        "breadcrumbs": [(_("My page"), reverse("members:me")), *way, (title, request.path)],
        "noindex": True,
        **context,
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def me_data(request):
    """Copies of the person's data, a button for a new one, and the way to deletion."""
    if request.method == "POST":
        try:
            exports.request_export(request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(
                request,
                _("We are preparing the copy. When it is ready, it appears here and we write you."),
            )
        return redirect("members:me_data")
    context = _frame(
        request,
        _("My data"),
        exports=DataExport.objects.filter(user=request.user)[:LISTED_EXPORTS],
        days=exports.DAYS_KEPT,
    )
    return TemplateResponse(request, "members/me/data.html", context)


@signed_in
@require_safe
def download_data(request, pk):
    """The archive, for its owner alone."""
    export = get_object_or_404(DataExport, pk=pk, user=request.user)
    if not export.is_ready or not export.file.storage.exists(export.file.name):
        raise Gone
    day = localtime(export.ready_at).date().isoformat()
    response = serve_stored_file(
        request,
        ServedFile(
            file=export.file,
            name=_("my-data-%(day)s.zip") % {"day": day},
            media_type="application/zip",
            size=export.size,
            version=f"export-{export.pk}",
            created_at=export.ready_at,
        ),
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def me_delete(request):
    """Deletion of the account: asked for here, and called off here."""
    way = (_("My data"), reverse("members:me_data"))
    pending = AccountDeletion.objects.filter(user=request.user).first()
    if pending is not None:
        context = _frame(request, _("The account will be deleted"), way, deletion=pending)
        return TemplateResponse(request, "members/me/delete_pending.html", context)
    refusal = None
    try:
        deletion.check_can_delete(request.user)
    except ValidationError as error:
        refusal = error.messages[0]
    form = DeletionForm(request.POST or None, person=request.user)
    if request.method == "POST" and refusal is None and form.is_valid():
        deletion.request_deletion(request.user, form.keeps_name)
        due = AccountDeletion.objects.get(user=request.user).due_at
        logout(request)
        messages.success(
            request,
            _(
                "Your account will be deleted on %(day)s. Until then you can sign in and call it "
                "off."
            )
            % {"day": date_format(localtime(due), "j E Y")},
        )
        return redirect("/")
    context = _frame(
        request,
        _("Delete the account"),
        way,
        form=form,
        refusal=refusal,
        days=deletion.DAYS_TO_THINK,
        moderated=deletion.moderated_by(request.user),
    )
    return TemplateResponse(request, "members/me/delete.html", context)


@signed_in
@require_POST
def cancel_deletion(request):
    """She has changed her mind."""
    if deletion.cancel_deletion(request.user):
        messages.success(request, _("Your account stays. We are glad."))
    gates.remember(request, request.user)
    return redirect("members:me")
