"""Composes the list of instructions."""

from itertools import groupby

from django.utils.translation import gettext as _

from sections.listing import get_list_context

from .forms import HelpFilterForm

PAGE_SIZE = 30


def by_service(articles):
    """``articles``, given in the order of services, as pairs of a name and its articles."""
    groups = groupby(articles, key=lambda article: article.service)
    return [(service or _("Other services"), list(group)) for service, group in groups]


def get_index_context(request, articles):
    """Context of the list of ``articles`` beside what every page has."""
    form = HelpFilterForm(request.GET, services=articles.services())
    # An article without a service comes after the named ones.
    chosen = form.apply(articles).named_services_first()
    context = get_list_context(request, form, chosen, PAGE_SIZE)
    context["services"] = by_service(context["page_obj"].object_list)
    return context
