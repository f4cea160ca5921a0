"""A crafted key in a chooser's field is an answer at the field, not an error of the site."""

import pytest

from demo.factories.members import UserFactory
from home.choosers import person_chooser_viewset
from materials.models import Material

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", ["abc", "9" * 30, "", "-1"])
def test_widgets_show_nothing_for_what_is_no_key(value):
    for viewset in [person_chooser_viewset, Material.snippet_viewset.chooser_viewset]:
        assert viewset.widget_class().get_instance(value) is None


def test_widget_shows_who_is_chosen():
    person = UserFactory()
    assert person_chooser_viewset.widget_class().get_instance(str(person.pk)) == person
