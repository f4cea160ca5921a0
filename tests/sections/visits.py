"""Visiting a page as a reader does."""

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext


def get_text(client, url):
    """The text of the page at ``url``; typographic spaces are made plain."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def count_queries(client, url):
    """Queries of the second visit: the first fills Wagtail's cache of root addresses."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def visit_of(rf, user=None):
    """A request of ``user``, or of a visitor, for what answers no address."""
    request = rf.get("/")
    request.user = user or AnonymousUser()
    return request
