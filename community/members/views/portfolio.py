"""``/me/portfolio/``: a person's own entries."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..actions import portfolio as actions
from ..enums import PortfolioKind
from ..forms.portfolio import PortfolioEntryForm
from ..models import PortfolioEntry
from ..portfolio.document import KIND_TITLES, group_entries
from ..portfolio.limits import MAX_ENTRIES
from .decorators import signed_in

STEPS = {"up": -1, "down": 1}


def _context(request, title, *trail, **context):
    """What each of these pages tells its frame."""
    portfolio = (_("Portfolio"), reverse("members:me_portfolio"))
    me = (_("My page"), reverse("members:me"))
    return {
        "title": title,
        "breadcrumbs": [me, portfolio, *trail],
        "noindex": True,
        "person": request.user,
        **context,
    }


@signed_in
def own_portfolio(request):
    """All entries by part, each with what can be done with it."""
    entries = list(request.user.portfolio_entries.all())
    context = _context(
        request,
        _("Portfolio"),
        groups=group_entries(entries),
        count=len(entries),
        limit=MAX_ENTRIES,
        is_full=len(entries) >= MAX_ENTRIES,
        kinds=KIND_TITLES.items(),
    )
    return TemplateResponse(request, "members/portfolio/own.html", context)


@signed_in
def add_entry(request):
    """A new entry; ``?kind=`` preselects the part."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in PortfolioKind.values else ""
    entry = PortfolioEntry(person=request.user, kind=kind)
    if request.method != "POST" and request.user.portfolio_entries.count() >= MAX_ENTRIES:
        messages.warning(
            request,
            _("A portfolio holds up to %(limit)s entries. Delete one that you no longer need.")
            % {"limit": MAX_ENTRIES},
        )
        return redirect("members:me_portfolio")
    form = PortfolioEntryForm(
        request.POST or None, request.FILES or None, instance=entry, initial={"kind": kind}
    )
    if request.method == "POST" and _carry_out(
        form, lambda: actions.add_entry(form.instance, form.new_scan)
    ):
        messages.success(request, _("“%(title)s” is in your portfolio.") % {"title": entry.title})
        return _to_entry(entry)
    title = _("New entry")
    context = _context(request, title, (title, request.path), form=form)
    return TemplateResponse(request, "members/portfolio/form.html", context)


@signed_in
def change_entry(request, pk):
    """An entry of one's own, to be put right."""
    entry = get_object_or_404(PortfolioEntry, pk=pk, person=request.user)
    title, scan_name = entry.title, entry.scan_name
    form = PortfolioEntryForm(request.POST or None, request.FILES or None, instance=entry)

    def act():
        removes = form.cleaned_data.get("removes_scan", False)
        if actions.change_entry(form.instance, form.new_scan, removes_scan=removes):
            messages.success(request, _("Saved."))
        else:
            messages.info(request, _("Nothing was changed."))

    if request.method == "POST" and _carry_out(form, act):
        return _to_entry(entry)
    context = _context(
        request,
        _("Entry of the portfolio"),
        (title, request.path),
        form=form,
        entry=entry,
        scan_name=scan_name,
    )
    return TemplateResponse(request, "members/portfolio/form.html", context)


@signed_in
def delete_entry(request, pk):
    """Asks, and deletes on POST; what is gone already is no error."""
    entry = PortfolioEntry.objects.filter(pk=pk, person=request.user).first()
    if request.method == "POST":
        if entry is not None:
            actions.delete_entry(entry)
            words = _("“%(title)s” was deleted from your portfolio.")
            messages.success(request, words % {"title": entry.title})
        return redirect("members:me_portfolio")
    entry = entry or get_object_or_404(PortfolioEntry, pk=pk, person=request.user)
    title = _("Delete the entry?")
    context = _context(request, title, (title, request.path), entry=entry)
    return TemplateResponse(request, "members/portfolio/delete.html", context)


@signed_in
@require_POST
def move_entry(request, pk):
    """One place up or down."""
    entry = get_object_or_404(PortfolioEntry, pk=pk, person=request.user)
    step = STEPS.get(request.POST.get("step"))
    if step is not None:
        actions.move_entry(entry, step)
    return _to_entry(entry)


@signed_in
@require_POST
def order_entries(request):
    """The order in which a part was left by dragging (``static/js/ordering.js``)."""
    kind = request.POST.get("kind")
    keys = [int(key) for key in request.POST.getlist("item") if key.isdecimal() and len(key) < 19]
    if kind in PortfolioKind.values:
        actions.order_entries(request.user, kind, keys[:MAX_ENTRIES])
    return HttpResponse(status=204)


def _carry_out(form, act):
    """Whether ``form`` was right and ``act`` was done; else the form says why not, and keeps
    what was typed and the scan."""
    if form.is_valid():
        try:
            act()
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return True
    form.keep_scan()
    return False


def _to_entry(entry):
    return redirect(f"{reverse('members:me_portfolio')}#entry-{entry.pk}")
