"""Tags for letters and pages about decisions."""

from django import template

from ..things import thing_of

register = template.Library()


@register.simple_tag
def thing_of_case(case):
    """``{% thing_of_case case as thing %}``: what it is about, as it is now."""
    return thing_of(case)
