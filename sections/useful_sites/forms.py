from django import forms
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.admin.forms import WagtailAdminModelForm

from home.enums import AgeMark
from home.validators import validate_web_address
from sections.audience import AUDIENCE_FILTER_CHOICES
from sections.listing import FilterForm, HubFilterField

AGE_CHOICES = [("", _("Any age")), *AgeMark.choices]


class UsefulSiteForm(WagtailAdminModelForm):
    """The editor's form of a site."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        address = self.fields.get("url")
        if address is not None:
            address.assume_scheme = "https"
            # One message that helps, instead of the library's beside it.
            address.validators = [validate_web_address]


class UsefulSiteFilterForm(FilterForm):
    """Filters of the register of links."""

    q = forms.CharField(label=_("Search"), max_length=100, required=False)
    hub = HubFilterField()
    audience = forms.ChoiceField(
        label=_("For whom"), choices=AUDIENCE_FILTER_CHOICES, required=False
    )
    age = forms.ChoiceField(label=_("Age mark"), choices=AGE_CHOICES, required=False)
    tag = forms.ModelChoiceField(
        Tag.objects.none(),
        label=_("Tag"),
        empty_label=_("Any tag"),
        to_field_name="slug",
        required=False,
    )

    def __init__(self, *args, in_hub=False, **kwargs):
        super().__init__(*args, **kwargs)
        used = Tag.objects.filter(tagged_sites__content_object__live=True)
        self.fields["tag"].queryset = used.distinct().order_by("name")
        if in_hub:
            del self.fields["hub"]

    def apply(self, sites):
        """``sites`` that the reader asked for."""
        values = self.values()
        if q := values.get("q"):
            sites = sites.matching(q)
        if hub := values.get("hub"):
            sites = sites.in_hub(hub)
        if audience := values.get("audience"):
            sites = sites.for_audience(audience)
        if age := values.get("age"):
            sites = sites.filter(age_mark=age)
        if tag := values.get("tag"):
            sites = sites.tagged(tag)
        return sites
