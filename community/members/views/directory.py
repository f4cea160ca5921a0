"""The list of members, for members."""

from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from subjects.models import HubPage
from subjects.permissions import moderates_anything

from ..forms.profile import DirectoryForm
from ..models import User
from ..visibility import is_insider
from .decorators import signed_in

PAGE_SIZE = 30


@require_safe
@signed_in
def directory(request):
    """``/members/``: people of the community, as members see them."""
    context = {
        "title": _("Members of the community"),
        "breadcrumbs": [(_("Members of the community"), request.path)],
        "noindex": True,
    }
    if is_insider(request.user):
        context.update(_list(request))
    return TemplateResponse(request, "members/directory.html", context)


def _list(request):
    hubs = HubPage.objects.enterable_by(request.user).defer("body", "goal").order_by("path")
    form = DirectoryForm(request.GET, hubs, with_pupils=moderates_anything(request.user))
    form.is_valid()
    # What the form does not understand is left out: an old address still shows people.
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    people = User.objects.in_directory(request.user).select_related("photo", "organisation")
    if "q" in chosen:
        people = people.found_by_members(chosen["q"])
    if "role" in chosen:
        people = people.filter(role=chosen["role"])
    if "hub" in chosen:
        people = people.shown_in_hub(chosen["hub"])
    # By the name that is shown, or the order would tell a surname that is not.
    page_obj = _paginate(request, people.order_by("name_key", "pk"))
    prefetch_related_objects(list(page_obj.object_list), "photo__renditions")
    count = page_obj.paginator.count
    params = {name: getattr(value, "pk", value) for name, value in chosen.items()}
    return {
        "form": form,
        "page_obj": page_obj,
        "query": urlencode(params),
        "is_narrowed": bool(chosen),
        "total_label": ngettext("%(count)s person", "%(count)s people", count) % {"count": count},
    }


def _paginate(request, people):
    try:
        return Paginator(people, PAGE_SIZE).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(str(error)) from error
