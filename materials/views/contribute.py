"""Sharing a work: three steps, each of which keeps what it was given."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache

from home.text.keys import as_key
from subjects.models import HubPage

from .. import locks, submission
from ..contribute import drafting
from ..contribute.comparing import differences
from ..contribute.forms import FilesForm
from ..fields import make_token
from ..models import Material
from ..pages import bank_breadcrumb
from ..permissions import can_contribute, can_see_work, contributable_hubs

METHODS = ["get", "head", "post"]


def get_work(request, pk):
    """The work of that number, if it is the reader's own; else 404."""
    material = Material.objects.select_related("hub").filter(pk=pk).first()
    if material is None or not can_see_work(request.user, material):
        raise Http404("No such work of hers.")
    return material


def wanted_hub(request):
    """The hub from whose page she came, if she may add to it."""
    key = as_key(request.POST.get("hub") or request.GET.get("hub", ""))
    hub = HubPage.objects.live().active().filter(pk=key).first() if key else None
    return hub if hub is not None and can_contribute(request.user, hub) else None


class Step(View):
    """One screen of the three. ``act`` in what was sent says which button was pressed."""

    http_method_names = METHODS
    template = ""
    number = 0
    title = ""
    material = None

    @method_decorator(never_cache)
    @method_decorator(login_required)
    def dispatch(self, request, *args, pk, **kwargs):
        self.material = get_work(request, pk)
        try:
            submission.check_may_edit(request.user, self.material)
        except PermissionDenied as error:
            if submission.state_of(self.material) not in submission.UNDER_REVIEW:
                raise
            messages.info(request, str(error))
            return redirect("materials:work", pk)
        if request.method == "GET":
            # What is sent while another one edits is a conflict, which keeps what was typed.
            try:
                locks.take(self.material, request.user)
            except locks.HeldError as error:
                return self.show_held(error)
        return super().dispatch(request, *args, **kwargs)

    @property
    def base(self):
        """The version that she had before her eyes."""
        return as_key(self.request.POST.get("base", "")) or 0

    def change(self, alter):
        return drafting.change(self.material, self.request.user, alter, base=self.base)

    def show(self, version, status=200, **context):
        context = {
            "title": self.title,
            "step": self.number,
            "material": self.material,
            "version": version,
            "base": Material.objects.values_list("latest_revision_id", flat=True).get(
                pk=self.material.pk
            ),
            "work_url": reverse("materials:work", args=[self.material.pk]),
            "noindex": True,
            "breadcrumbs": [
                (_("My materials"), reverse("materials:my_works")),
                (str(version), reverse("materials:work", args=[self.material.pk])),
                (self.title, self.request.path),
            ],
            **context,
        }
        return TemplateResponse(self.request, self.template, context, status=status)

    def show_held(self, error):
        """Another author edits the work: it can be looked at."""
        version = drafting.newest(self.material)
        url = reverse("materials:work", args=[self.material.pk])
        context = {
            "title": str(version),
            "noindex": True,
            "breadcrumbs": [(_("My materials"), reverse("materials:my_works")),
                            (str(version), url), (self.title, self.request.path)],
            "material": self.material,
            "version": version,
            "tags": version.tags.all(),
            "held": locks.words_for(error, self.request.user),
            "may_ask": error.ends_at is not None,
        }  # fmt: skip
        return TemplateResponse(self.request, "materials/contribute/held.html", context)

    def show_conflict(self, form, conflict):
        """The form as it was filled in, beside what is kept: nothing was overwritten."""
        held = locks.words_for(conflict.held, self.request.user) if conflict.held else ""
        return self.show_form(form, conflict.version, conflict=True, held=held)

    def leave(self):
        """She goes on another day."""
        locks.release(self.material, self.request.user)
        messages.success(self.request, _("The draft is saved."))
        return redirect("materials:work", self.material.pk)


class FilesStep(Step):
    """``/materials/<id>/edit/``: files, an address or a text."""

    template = "materials/contribute/files.html"
    number = 1
    title = gettext_lazy("Files or text")

    def get(self, request):
        version = drafting.newest(self.material)
        return self.show_form(FilesForm(version=version, user=request.user), version)

    def post(self, request):
        version = drafting.newest(self.material)
        form = FilesForm(request.POST, request.FILES, version=version, user=request.user)
        form.is_valid()
        tell_refused(request, form)
        act = request.POST.get("act", "next")

        def alter(version):
            form.alter(version)
            alter_rows(version, act)

        try:
            version = self.change(alter)
        except drafting.OutdatedError as conflict:
            return self.show_conflict(form, conflict)
        except ValidationError as error:
            form.add_error("files", error)
        if act == "next" and not form.errors and not has_content(version):
            form.add_error(None, _("Add a file, an address or a text: one of them is enough."))
        if form.errors:
            return self.show_form(form, version)
        if act == "exit":
            return self.leave()
        if act == "next":
            return redirect("materials:edit_about", self.material.pk)
        return redirect(f"{request.path}#files")

    def show_form(self, form, version, **context):
        rows = list(version.files.all())
        if context.get("conflict"):
            context["differences"] = differences(form, FilesForm(version=version, user=form.user))
        return self.show(version, form=form, rows=[row for row in rows if row.stored_id],
                         has_long_text="text" not in form.fields,
                         # Files that have come and are not in the version shown.
                         pending=[make_token(stored, form.user) for stored in form.stored
                                  if stored.pk not in {row.stored_id for row in rows}],
                         **context)  # fmt: skip


def tell_refused(request, form):
    """Name the files that did not come along, for their rows are gone with the page."""
    for name, reason in form.refused_before:
        words = _("The file “%(file)s” was not added. %(reason)s")
        messages.warning(request, words % {"file": name, "reason": reason})


def alter_rows(version, act):
    """What a button beside a file asks for: "remove:12", "up:12" or "down:12"."""
    verb, _colon, key = act.partition(":")
    stored_id = as_key(key)
    if stored_id is None:
        return
    if verb == "remove":
        drafting.remove_file(version, stored_id)
    elif verb in ("up", "down"):
        drafting.move_file(version, stored_id, -1 if verb == "up" else 1)


def has_content(version):
    """Whether there is something to show to colleagues."""
    return bool(any(row.stored_id for row in version.files.all())
                or version.external_url or version.body)  # fmt: skip


class NewView(View):
    """``/materials/new/``: the first step of a work that is not there yet."""

    http_method_names = METHODS
    title = gettext_lazy("Share a material")

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.show("materials/contribute/visitor.html", next=request.get_full_path())
        if not contributable_hubs(request.user):
            hubs = HubPage.objects.live().active().defer("body", "goal").order_by("title")
            return self.show("materials/contribute/no_hub.html", person=request.user, hubs=hubs)
        return super().dispatch(request, *args, **kwargs)

    def show(self, template, **context):
        context = {
            "title": self.title,
            "step": 1,
            "hub": self.request.GET.get("hub", ""),
            "noindex": True,
            "breadcrumbs": [bank_breadcrumb(), (self.title, self.request.path)],
            **context,
        }
        return TemplateResponse(self.request, template, context)

    def show_form(self, form):
        return self.show(
            "materials/contribute/files.html",
            form=form,
            chosen_hub=wanted_hub(self.request),
            unfinished=drafting.unfinished(self.request.user),
            # A form that comes back with an error is the same form.
            key=self.request.POST.get("key") or secrets.token_urlsafe(16),
        )

    def get(self, request):
        return self.show_form(FilesForm(user=request.user))

    def post(self, request):
        form = FilesForm(request.POST, request.FILES, user=request.user)
        form.is_valid()
        tell_refused(request, form)
        is_exit = request.POST.get("act") == "exit"
        if not form.has_something:
            if is_exit and not form.errors:
                return redirect("materials:my_works")
            if not form.errors:
                form.add_error(None, _("Add a file, an address or a text: one of them is enough."))
            return self.show_form(form)
        material = self.begin(request)
        try:
            drafting.change(material, request.user, form.alter)
        except ValidationError as error:
            form.add_error("files", error)
        for error in [error for errors in form.errors.values() for error in errors]:
            messages.error(request, error)
        if is_exit:
            messages.success(request, _("The draft is saved."))
            return redirect("materials:work", material.pk)
        return redirect("materials:edit_files" if form.errors else "materials:edit_about",
                        material.pk)  # fmt: skip

    def begin(self, request):
        """The draft of this form: the one it has made already, or a new one."""
        key = request.POST.get("key", "").replace("\x00", "")[: drafting.MAX_KEY]
        return drafting.begin(request.user, key or secrets.token_urlsafe(16), wanted_hub(request))
