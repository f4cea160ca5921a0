"""The second step of sharing a work: what it is."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.text.keys import as_key

from ..contribute import drafting
from ..contribute.comparing import differences
from ..contribute.forms import AboutForm, has_wrong_values
from .contribute import Step

REPORTS_KEY = "material_reports"
MAX_REPORTS = 10


class AboutStep(Step):
    """``/materials/<id>/edit/about/``: what the work is."""

    template = "materials/contribute/about.html"
    number = 2
    title = gettext_lazy("What it is")

    def get(self, request):
        version = drafting.newest(self.material)
        return self.show_form(AboutForm(version=version, user=request.user), version)

    def post(self, request):
        version = drafting.newest(self.material)
        form = AboutForm(request.POST, version=version, user=request.user)
        is_valid = form.is_valid()
        act = request.POST.get("act", "next")
        try:
            version = self.change(form.alter)
        except drafting.OutdatedError as conflict:
            return self.show_conflict(form, conflict)
        if form.cleaned_data.get("warranty"):
            drafting.warrant(self.material, request.user)
        if act == "exit" and not has_wrong_values(form):
            return self.leave()
        verb, _colon, key = act.partition(":")
        if verb in ("show", "drop") and not has_wrong_values(form):
            return self.change_document(verb, as_key(key))
        if not is_valid:
            return self.show_form(form, version)
        return redirect("materials:edit_send", self.material.pk)

    def change_document(self, verb, stored_id):
        """Show the text of a document on the page, or take it off."""
        version = drafting.newest(self.material)
        row = next((row for row in documents_of(version) if row.stored_id == stored_id), None)
        if row is None:
            return redirect("materials:edit_about", self.material.pk)
        try:
            if verb == "show":
                imported = drafting.read_document(row.stored, version, self.request.user)
                self.keep(lambda version: drafting.put_document(version, stored_id, imported))
                keep_report(self.request, self.material, stored_id, imported.sentences)
            else:
                self.keep(lambda version: drafting.drop_document(version, stored_id))
                messages.success(self.request, _("The text is taken off the page."))
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
        return redirect(f"{self.request.path}#document")

    def keep(self, alter):
        """Keep a change that overwrites nothing of what somebody typed."""
        drafting.change(self.material, self.request.user, alter)

    def show_form(self, form, version, **context):
        form.suggest()
        shown = drafting.imported_documents(version)
        reports = self.request.session.get(REPORTS_KEY, {})
        documents = [
            {
                "row": row,
                "is_shown": row.stored_id in shown,
                "report": reports.get(f"{self.material.pk}-{row.stored_id}", []),
            }
            for row in documents_of(version)
        ]
        if context.get("conflict"):
            context["differences"] = differences(form, AboutForm(version=version, user=form.user))
        return self.show(version, form=form, documents=documents, **context)


def documents_of(version):
    """Files of the work whose text may be shown on the page."""
    return [row for row in version.files.all() if row.stored_id and row.stored.extension == "docx"]


def keep_report(request, material, stored_id, sentences):
    """What could not be carried over, for as long as she works at it."""
    reports = request.session.get(REPORTS_KEY, {})
    reports[f"{material.pk}-{stored_id}"] = [str(sentence) for sentence in sentences]
    request.session[REPORTS_KEY] = dict(list(reports.items())[-MAX_REPORTS:])
