"""The last step of sharing a work: look at it and send it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from subjects.permissions import can_moderate

from .. import submission
from ..contribute import checking, drafting
from ..pages import material_context
from .contribute import Step


class SendStep(Step):
    """``/materials/<id>/edit/send/``: how readers will see it, what the guard has found, and
    the sending."""

    template = "materials/contribute/send.html"
    number = 3
    title = gettext_lazy("Look and send")

    def get(self, request):
        return self.show_work(drafting.newest(self.material))

    def post(self, request):
        if request.POST.get("act") == "exit":
            return self.leave()
        version = drafting.newest(self.material)
        if self.base != self.material.latest_revision_id:
            messages.warning(request, _("The work was changed meanwhile. Look at it once more."))
            return redirect(request.path)
        confirmed = set(request.POST.getlist("confirmed"))
        must_wait = checking.files_being_read(version)[1]
        if must_wait or checking.problems_of(version):
            return self.show_work(version, confirmed, is_refused=True)
        try:
            is_sent = submission.submit(self.material, request.user, confirmed=confirmed)
        except submission.PersonalDataFoundError:
            return self.show_work(version, confirmed, is_refused=True)
        except ValidationError as error:
            return self.show_work(version, confirmed, errors=error.messages)
        except PermissionDenied as error:
            return self.show_work(version, confirmed, errors=[str(error)])
        if is_sent:
            messages.success(request, self.words_of_success(version))
        return redirect("materials:work", self.material.pk)

    def words_of_success(self, version):
        if can_moderate(self.request.user, version.hub):
            return _("It is published. Thank you!")
        return _("It is sent. Thank you!")

    def show_work(self, version, confirmed=(), **context):
        findings = checking.shown_findings(version, confirmed)
        unread, must_wait = checking.files_being_read(version)
        page = material_context(self.request, version)
        return self.show(
            version,
            hub=version.hub,
            page=page,
            tags=page["tags"],
            guest_hubs=page["guest_hubs"],
            findings=findings,
            unconfirmed=sum(1 for one in findings if not one.is_confirmed),
            unread=unread,
            must_wait=must_wait,
            problems=checking.problems_of(version),
            publishes=version.hub is not None and can_moderate(self.request.user, version.hub),
            **context,
        )
