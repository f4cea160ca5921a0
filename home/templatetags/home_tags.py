"""Tags that any page may need: settings, menu, the way from the home page, metadata."""

from django import template
from django.utils.html import format_html
from wagtail import hooks

from home.blocks import set_anchors
from home.metadata import get_page_meta
from home.models import SiteSettings
from home.navigation import get_breadcrumbs, get_main_menu, get_section_pages

register = template.Library()


@register.simple_tag(takes_context=True)
def site_settings(context):
    """``{% site_settings as site %}``: what the editor set for the site; one query a request."""
    request = context.get("request")
    return SiteSettings.for_request(request) if request is not None else SiteSettings()


@register.simple_tag(takes_context=True)
def footer_links(context):
    """``{% footer_links as links %}``: links of the foot, pairs of the words and the address.
    Features add theirs by the hook ``register_footer_links``: a function that gives such pairs,
    and asks the database nothing."""
    request = context["request"]
    settings = SiteSettings.for_request(request)
    links = list(settings.get_footer_links(get_section_pages(request)))
    return links + [link for give in hooks.get_hooks("register_footer_links") for link in give()]


@register.simple_tag(takes_context=True)
def main_menu(context):
    """``{% main_menu as menu %}``: sections with title, url and is_current; one query."""
    request = context.get("request")
    return get_main_menu(request) if request is not None else []


@register.simple_tag(takes_context=True)
def breadcrumbs(context):
    """``{% breadcrumbs as trail %}``: pairs of a title and an address; at most one query."""
    return get_breadcrumbs(context)


@register.inclusion_tag("home/meta.html", takes_context=True)
def page_meta(context):
    """Description, canonical address, Open Graph, JSON-LD and feeds, for the head of a page.

    A view may pass ``title`` or ``meta_title``, ``description``, ``noindex``, ``json_ld`` and
    ``feeds`` (pairs of a title and an address).
    """
    if context.get("request") is None:
        return {}
    return {"meta": get_page_meta(context), "site": site_settings(context)}


@register.simple_tag
def json_ld(data):
    """A data block for search engines. It is no script: browsers do not run it, and a strict
    Content Security Policy lets it stand."""
    return format_html('<script type="application/ld+json">{}</script>', data)


@register.simple_tag
def table_of_contents(stream):
    """``{% table_of_contents page.body as contents %}``: headings with anchor and text."""
    return set_anchors(stream)
