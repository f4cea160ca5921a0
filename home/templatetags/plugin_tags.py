"""Shows what features plug into a page that knows no feature."""

from django import template

from home.plugins import page_end_parts

register = template.Library()


@register.simple_tag(takes_context=True)
def page_end(context, thing):
    """``{% page_end material as parts %}``: what features add below ``thing``. A preview has
    nothing there, nor has what was never saved."""
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return []
    if thing is None or getattr(thing, "pk", None) is None:
        return []
    return page_end_parts(thing, request)


@register.simple_tag(takes_context=True)
def plugged(context, part, **extra):
    """``{% plugged part hub=hub %}``: the part's template with the part's own context alone,
    so that nothing of the page leaks into it and parts cannot collide."""
    # A template that was included with ``only`` has the request no more, but its context has.
    request = getattr(context, "request", None) or context.get("request")
    own = {"request": request, **part.context, **extra}
    return context.template.engine.get_template(part.template).render(context.new(own))
