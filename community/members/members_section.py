"""The section "Members" of every hub: who leads it, who teaches, who is in it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from home.text.keys import search_key
from subjects.counts import count_rows
from subjects.permissions import can_moderate
from subjects.sections import HubSection

from .enums import MembershipRole
from .forms.memberships import MembersFilterForm
from .models import Membership
from .permissions import can_see_members, can_see_pupils
from .standing import own_membership, standing_of
from .visibility import can_see, is_insider

PAGE_SIZE = 48
# As many of those who lead are shown at once; of a larger hub the list has the rest.
LEADING_SHOWN = 100
LEADERS_ON_OVERVIEW = 5


@dataclass
class Group:
    """People of one role, under their heading."""

    role: str
    title: str
    people: list


@dataclass
class Tutor:
    """A tutor with what she tells of herself and may be shown."""

    person: object
    about: str
    subjects: str


def leading_titles():
    return [
        (MembershipRole.HEAD, _("Heads")),
        (MembershipRole.MODERATOR, _("Moderators")),
        (MembershipRole.EXPERT, _("Experts")),
    ]


def visible_memberships(viewer, hub):
    """Active memberships of ``hub`` with people whom ``viewer`` may see. Moderators see all;
    what one does for a hub is not hidden from members, whatever one chose."""
    active = Membership.objects.active().filter(hub=hub)
    if can_moderate(viewer, hub):
        return active.of_people()
    if not is_insider(viewer):
        return active.shown_to_visitors()
    shown = active.shown_to_members(can_see_pupils(viewer, hub))
    leading = active.of_people().leading()
    own = active.filter(user=viewer)
    return active.filter(pk__in=(shown | leading | own).order_by().values("pk"))


def leading_memberships(viewer, hub):
    """Those who lead or teach: everybody sees them, if their names are public."""
    return visible_memberships(viewer, hub).leading().with_faces().by_name()


class MembersSection(HubSection):
    """People of the hub alone: those of the hubs below it have their own lists."""

    slug = "members"
    label = _("Members")
    order = 80
    area = "aside"
    overview_template = "members/hub/overview.html"

    def get_count_rows(self, user):
        return [count_rows(Membership.objects.active(), self.slug, "hub__path")]

    def sum_rows(self, rows, hubs):
        own = {path: number for _name, path, _detail, number in rows}
        return {hub.pk: own.get(hub.path, 0) for hub in hubs}

    def fact(self, count):
        return ngettext("%(count)s member", "%(count)s members", count) % {"count": count}

    def get_overview_context(self, hub, request):
        leading = leading_memberships(request.user, hub).moderating()
        count = Membership.objects.active().filter(hub=hub).count()
        return {
            "leaders": list(leading[:LEADERS_ON_OVERVIEW]),
            "count": count,
            "url": self.get_url(hub),
        }

    def serve(self, request, hub):
        context = {**self.get_page_context(hub, request), **members_context(request, hub)}
        return TemplateResponse(request, "members/hub/members.html", context)


def members_context(request, hub):
    """What the page of the section shows ``request.user``."""
    viewer = request.user
    form = MembersFilterForm(request.GET)
    sees_list = can_see_members(viewer, hub)
    chosen = form.values() if sees_list else {}
    context = {
        "noindex": True,
        "form": form,
        "sees_list": sees_list,
        "is_narrowed": bool(chosen),
        "standing": standing_of(viewer, hub, own_membership(viewer, hub)).value,
        "query": urlencode(chosen),
    }
    if sees_list:
        page_obj = _paginate(request, _chosen(visible_memberships(viewer, hub), chosen))
        count = page_obj.paginator.count
        context["page_obj"] = page_obj
        context["total_label"] = ngettext("%(count)s person", "%(count)s people", count) % {
            "count": count
        }
    if not chosen and (not sees_list or context["page_obj"].number == 1):
        context.update(_leading(viewer, hub))
    return context


def _chosen(memberships, chosen):
    """Those who are looked for; unasked, plain members: the others stand above them."""
    role = chosen.get("role")
    if role:
        memberships = memberships.filter(role=role)
    for word in search_key(chosen.get("q", "")).split():
        memberships = memberships.filter(user__name_key__contains=word)
    if not chosen:
        memberships = memberships.filter(role=MembershipRole.MEMBER)
    return memberships.with_faces().by_name()


def _leading(viewer, hub):
    memberships = list(leading_memberships(viewer, hub)[:LEADING_SHOWN])
    groups = [
        Group(role.value, title, [row.user for row in memberships if row.role == role])
        for role, title in leading_titles()
    ]
    tutors = [row.user for row in memberships if row.role == MembershipRole.TUTOR]
    return {
        "groups": [group for group in groups if group.people],
        "tutors": [_as_tutor(viewer, person) for person in tutors],
    }


def _as_tutor(viewer, person):
    return Tutor(
        person,
        person.about if can_see(viewer, person, "about") else "",
        person.taught_subjects if can_see(viewer, person, "subjects") else "",
    )


def _paginate(request, memberships):
    try:
        return Paginator(memberships, PAGE_SIZE).page(request.GET.get("page") or 1)
    except InvalidPage as error:
        raise Http404(str(error)) from error
