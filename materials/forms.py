"""Forms of the admin: what is asked of a material before it is published."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm

from home.validators import validate_web_address
from subjects.filters import ModeratedHubFilter

from .enums import Licence, MaterialKind, WorkState
from .fields import StoredFileField, describe, make_token
from .models import Grade, Material


class MaterialForm(WagtailAdminModelForm):
    """A material: a draft may be saved with anything missing, a publication may not."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "external_url" in self.fields:
            # One message that helps, instead of the library's beside it.
            self.fields["external_url"].validators = [validate_web_address]

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None and self.instance.owner_id is None:
            self.instance.owner = self.for_user
        if not self.is_deferred_validation:
            self._check_hub(cleaned.get("hub"))
            self._check_content(cleaned)
        return cleaned

    def _check_hub(self, hub):
        if hub is not None and hub.is_wound_up and not self.instance.live:
            self.add_error(
                "hub", gettext("The hub is wound up: nothing new can be published in it.")
            )

    def _check_content(self, cleaned):
        if "files" not in self.formsets:
            return
        rows = self.formsets["files"]
        rows.is_valid()
        has_file = any(
            row.cleaned_data.get("stored") and not row.cleaned_data.get("DELETE")
            for row in rows.forms
            if hasattr(row, "cleaned_data")
        )
        # A row with an error has its own message.
        if (
            has_file
            or cleaned.get("external_url")
            or cleaned.get("body")
            or rows.total_error_count()
        ):
            return
        raise ValidationError(
            gettext("There is nothing in the material yet: add a file, a text or an address.")
        )


class MaterialFileForm(WagtailAdminModelForm):
    """A file of a material."""

    stored = StoredFileField(label=_("File"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stored"].for_user(self.for_user)

    def get_field_updates_for_resave(self):
        """After the editor saved the form by itself: the file is here, do not send it again."""
        updates = super().get_field_updates_for_resave()
        stored = self.cleaned_data.get("stored")
        if stored is not None:
            name = self.add_prefix("stored")
            updates += [
                (f"{name}-kept", make_token(stored, self.for_user)),
                (f"{name}-name", describe(stored)),
                (name, ""),
            ]
        return updates


class MaterialAuthorForm(WagtailAdminModelForm):
    """An author: a person of the community or a name."""

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation and not (cleaned.get("user") or cleaned.get("name")):
            self.add_error("name", gettext("Choose a person or type a name."))
        return cleaned


class CollectionForm(WagtailAdminModelForm):
    """A collection; one that is published holds at least one material."""

    def clean(self):
        cleaned = super().clean()
        if self.is_deferred_validation or "items" not in self.formsets:
            return cleaned
        rows = self.formsets["items"]
        rows.is_valid()
        chosen = [
            row.cleaned_data["material"]
            for row in rows.forms
            if getattr(row, "cleaned_data", {}).get("material")
            and not row.cleaned_data.get("DELETE")
        ]
        if not chosen and not rows.total_error_count():
            raise ValidationError(gettext("Choose at least one material."))
        return cleaned


class MaterialFilterSet(WagtailFilterSet):
    """Filters of the admin's list of materials."""

    hub = ModeratedHubFilter()
    kind = ChoiceFilter(label=_("Kind"), choices=MaterialKind.choices)
    grade = ModelChoiceFilter(label=_("Grade"), queryset=Grade.objects.all(), method="for_grade")
    licence = ChoiceFilter(label=_("Licence"), choices=Licence.choices)
    work_state = ChoiceFilter(label=_("State"), choices=WorkState.choices)

    class Meta:
        model = Material
        fields = ["work_state", "hub", "kind", "grade", "live", "licence"]

    def for_grade(self, materials, name, grade):
        return materials.for_grade(grade.pk)
