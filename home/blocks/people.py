"""People to turn to."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .struct import StructBlock

MAX_PEOPLE = 30


class PersonChooserBlock(blocks.ChooserBlock):
    """Chooses a person who has an account."""

    target_model = settings.AUTH_USER_MODEL

    @cached_property
    def widget(self):
        from home.choosers import person_chooser_viewset

        return person_chooser_viewset.widget_class()

    def bulk_to_python(self, values):
        """People with their photos, in one query."""
        people = self.model_class.objects.select_related("photo").in_bulk(values)
        return [people.get(key) for key in values]

    class Meta:
        icon = "user"


class PersonBlock(StructBlock):
    """A person in a certain role."""

    person = PersonChooserBlock(label=_("Person"))
    role = blocks.CharBlock(
        label=_("Role"),
        required=False,
        max_length=150,
        help_text=_("Empty: the person's position."),
    )

    class Meta:
        icon = "user"
        label = _("Person")


class PeopleBlock(StructBlock):
    """Faces, names and roles."""

    title = blocks.CharBlock(label=_("Heading"), required=False, max_length=150)
    items = blocks.ListBlock(PersonBlock(), label=_("People"), min_num=1, max_num=MAX_PEOPLE)

    class Meta:
        icon = "group"
        label = _("People")
        description = _("Whom to turn to: photos, public names and roles.")
        template = "blocks/people.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        # Whoever was deleted or has left is not shown.
        context["items"] = [
            item for item in value["items"] if item["person"] and item["person"].is_active
        ]
        people = [item["person"] for item in context["items"]]
        prefetch_related_objects(people, "photo__renditions")
        return context

    def get_preview_value(self):
        people = get_user_model().objects.filter(is_active=True).order_by("pk")[:2]
        return self.normalize({"title": "", "items": [{"person": person} for person in people]})
