"""Pages of the tree."""

from wagtail import views

from home.routing import route_request


def serve(request, path):
    """Wagtail's view of a page, after the page has been found in fewer queries."""
    route_request(request, path)
    return views.serve(request, path)
