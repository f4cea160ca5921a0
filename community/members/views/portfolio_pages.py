"""``/members/<handle>/portfolio/``: what others see; the PDF; the scans."""

import hashlib

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.metadata import absolute_url
from home.models import SiteSettings
from home.uploads import safe_name, type_by_extension
from home.uploads.names import split_extension
from home.uploads.serving import ServedFile, serve_stored_file

from ..models import User
from ..portfolio import pdf
from ..portfolio.document import can_open_portfolio, get_portfolio
from ..portfolio.rates import may_make_pdf
from ..visibility import is_self


def _get_person(request, handle):
    people = User.objects.select_related("photo", "organisation")
    person = get_object_or_404(people, username=handle)
    if not can_open_portfolio(request.user, person):
        raise Http404
    return person


@require_safe
def portfolio(request, handle):
    """The portfolio as a document, which also prints as one."""
    person = _get_person(request, handle)
    return _page(request, person, get_portfolio(person, request.user))


def _page(request, person, shown, problem="", status=200):
    title = _("Portfolio: %(name)s") % {"name": shown.name}
    context = {
        "person": person,
        "portfolio": shown,
        "is_own": is_self(request.user, person),
        "problem": problem,
        "title": title,
        "breadcrumbs": [
            (shown.name, person.get_absolute_url()),
            (_("Portfolio"), reverse("members:portfolio", args=[person.username])),
        ],
        "noindex": True,
    }
    return TemplateResponse(request, "members/portfolio/page.html", context, status=status)


@require_safe
def portfolio_pdf(request, handle):
    """The same as a file. It is set once for each state of the portfolio as a reader sees it."""
    person = _get_person(request, handle)
    shown = get_portfolio(person, request.user)
    data = pdf.get_data(
        shown,
        site_name=SiteSettings.for_request(request).name,
        base_url=absolute_url(request, "/"),
    )
    version = pdf.get_version(data, shown.photo)
    unchanged = get_conditional_response(request, etag=f'"{version}"')
    if unchanged is not None:
        return _personal(unchanged, version)
    content = pdf.find_pdf(version)
    if content is None:
        if not may_make_pdf(request):
            problem = _("You asked for a PDF too often. Wait ten minutes, or print this page.")
            return _page(request, person, shown, problem, status=429)
        try:
            content = pdf.make_pdf(data, pdf.get_photo(shown), version)
        except pdf.PdfError:
            problem = _("The PDF could not be made. Print this page: it looks the same.")
            return _page(request, person, shown, problem, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    name = safe_name(_("Portfolio, %(name)s") % {"name": shown.name} + ".pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return _personal(response, version)


def _personal(response, version):
    """Kept by the reader's own browser alone, which asks each time whether it has changed."""
    response.headers["ETag"] = f'"{version}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Cookie"])
    return response


@require_safe
def portfolio_scan(request, handle, pk):
    """The scan of an entry, for those who may see the entry."""
    person = _get_person(request, handle)
    entry = get_object_or_404(person.portfolio_entries.visible_to(request.user), pk=pk)
    if not entry.scan or not entry.scan.storage.exists(entry.scan.name):
        raise Http404
    kind = type_by_extension(split_extension(entry.scan.name)[1])
    scan = ServedFile(
        file=entry.scan,
        name=entry.scan_name or entry.scan.name.rpartition("/")[2],
        media_type=kind.media_type if kind else "application/octet-stream",
        size=entry.scan.size,
        # Stored anew under another name whenever it is another file.
        version=hashlib.sha256(entry.scan.name.encode()).hexdigest()[:32],
        created_at=entry.scan.storage.get_modified_time(entry.scan.name),
    )
    return serve_stored_file(request, scan)
