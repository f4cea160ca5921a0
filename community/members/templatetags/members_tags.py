"""Tags for pages of people."""

from django import template

from ..me import count_news, get_menu

register = template.Library()


@register.simple_tag(takes_context=True)
def me_menu(context, in_header=False):
    """``{% me_menu as items %}``: pages of ``/me/`` with label, url, icon, count, is_current;
    ``in_header=True`` gives those of the menu at the head of every page."""
    request = context.get("request")
    return get_menu(request, in_header) if request is not None else []


@register.simple_tag(takes_context=True)
def me_news(context):
    """``{% me_news as news %}``: how many new things wait on the person's own pages."""
    request = context.get("request")
    return count_news(request) if request is not None else 0
