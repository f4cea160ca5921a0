"""What differs from reader to reader: names and faces of people."""

from django import template
from django.contrib.auth.models import AnonymousUser

register = template.Library()


@register.simple_tag(takes_context=True)
def for_viewer(context, thing, name):
    """``{% for_viewer person "name" as words %}``: what ``person.name_for(viewer)`` answers; of a
    thing that does not tell readers apart, its plain ``name``.

    The viewer is whoever asked for the page, also in a template included with ``only``; without
    a request, as in a feed, it is a visitor. A page may set ``request.viewer`` to show how
    others see it.
    """
    if (answer := getattr(thing, f"{name}_for", None)) is not None:
        return answer(get_viewer(context))
    return getattr(thing, name, "")


def get_viewer(context):
    """The person who looks at what ``context`` is rendered for."""
    request = getattr(context, "request", None) or context.get("request")
    if request is None:
        return AnonymousUser()
    return getattr(request, "viewer", None) or getattr(request, "user", None) or AnonymousUser()
