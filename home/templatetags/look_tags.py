"""Tags of the look: icons, drawings, the reader's display options, typesetting."""

from django import template
from django.template.defaultfilters import stringfilter
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from home.display import DisplayOptions
from home.text.typography import get_initials, typeset

register = template.Library()

SILENT = format_html('aria-{}="true"', "hidden")


@register.simple_tag
def icon(name, label="", **attributes):
    """``{% icon "download" class="icon-l" %}``: an icon of the sprite ``img/icons.svg``.

    It is hidden from screen readers unless ``label`` says what it means.
    """
    classes = f"icon {attributes.get('class', '')}".strip()
    address = f"{static('img/icons.svg')}#{name}"
    voice = format_html('role="img" aria-label="{}"', label) if label else SILENT
    return format_html(
        '<svg class="{}" width="20" height="20" {}><use href="{}"/></svg>', classes, voice, address
    )


@register.simple_tag
def pattern(name):
    """``{% pattern hub.icon %}``: a subject's drawing from the sprite ``img/patterns.svg``."""
    return format_html(
        '<svg class="pattern" width="320" height="140" {}><use href="{}#{}"/></svg>',
        SILENT,
        static("img/patterns.svg"),
        name or "generic",
    )


@register.simple_tag(takes_context=True)
def display_attributes(context):
    """Attributes of ``<html>`` that carry the reader's display options to the style sheet."""
    request = context.get("request")
    options = DisplayOptions.from_request(request) if request else DisplayOptions()
    return format_html_join(" ", 'data-{}="{}"', options.items())


@register.simple_tag(takes_context=True)
def display_groups(context):
    """``{% display_groups as groups %}``: the reading panel's options and what is chosen."""
    request = context.get("request")
    return (DisplayOptions.from_request(request) if request else DisplayOptions()).get_groups()


@register.filter(is_safe=True)
@stringfilter
def typo(text):
    """``{{ page.title|typo }}``: Russian typesetting, see ``home.text.typography``."""
    return typeset(text)


@register.filter
def timestamp(moment):
    """``<time datetime="{{ post.created_at|timestamp }}">``: a moment for programs. HTML allows
    no more than three digits of a second, so ``date:"c"`` will not do."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


@register.filter
def initials(name):
    """``{{ person|initials }}``: one or two letters for an avatar."""
    return get_initials(str(name))


@register.simple_tag
def page_numbers(page_obj):
    """``{% page_numbers page_obj as numbers %}``: numbers around the current page, with gaps."""
    return page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
