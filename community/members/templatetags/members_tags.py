"""Tags for pages of people."""

from django import template

from ..me import get_menu

register = template.Library()


@register.simple_tag(takes_context=True)
def me_menu(context):
    """``{% me_menu as items %}``: pages of ``/me/`` with label, url, icon, count, is_current."""
    request = context.get("request")
    return get_menu(request) if request is not None else []
