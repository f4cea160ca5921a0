"""Pages made for the tests of the ground floor."""

from demo.factories.home import StandardPageFactory


def page_with(*blocks, **fields):
    """A published page whose body is ``blocks``: pairs of a name and a value."""
    page = StandardPageFactory(**fields)
    page.body = [{"type": name, "value": value} for name, value in blocks]
    page.save_revision().publish()
    return page


def main_of(response):
    """What stands in ``main`` of the answered page."""
    html = response.content.decode()
    return html.partition("<main")[2].partition("</main>")[0]
