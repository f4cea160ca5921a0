"""Pages that belong to no feature, for tests and for the demo content."""

import factory
import wagtail_factories

from home.models import StandardPage

from .subjects import get_home


class StandardPageFactory(wagtail_factories.PageFactory):
    """A page of text under the home page."""

    title = factory.Sequence(lambda n: f"Страница {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")
    parent = factory.LazyFunction(get_home)

    class Meta:
        model = StandardPage
