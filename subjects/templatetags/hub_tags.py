"""Tags for the pages of hubs."""

from django import template

from ..sections import hub_acts as acts_of

register = template.Library()


@register.simple_tag(takes_context=True)
def hub_acts(context, hub):
    """``{% hub_acts hub as acts %}``: parts for the hub's head; none without a request."""
    request = context.get("request")
    return acts_of(hub, request) if request is not None else []
