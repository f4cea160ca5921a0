"""Shows what features plug into a page that knows no feature."""

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def plugged(context, part, **extra):
    """``{% plugged part hub=hub %}``: the part's template with the part's own context alone,
    so that nothing of the page leaks into it and parts cannot collide."""
    own = {"request": context.get("request"), **part.context, **extra}
    return context.template.engine.get_template(part.template).render(context.new(own))
