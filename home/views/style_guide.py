"""The living style guide, for those who draw and those who test."""

from django.template.response import TemplateResponse

from home.style_guide import get_samples


def style_guide_view(request):
    """All components in all states; the address exists only where ``STYLE_GUIDE`` is set."""
    return TemplateResponse(request, "home/style_guide.html", get_samples())
