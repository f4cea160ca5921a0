"""The sources that belong to no feature."""

from wagtail import hooks

from .pages import PageSource


@hooks.register("register_search_source")
def register_page_source():
    return PageSource()
