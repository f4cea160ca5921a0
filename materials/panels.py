"""The admin's forms of the bank, in the order in which a teacher thinks of a material."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.panels.base import get_form_for_model

from .fields import upload_hint
from .forms import CollectionForm, MaterialAuthorForm, MaterialFileForm, MaterialForm
from .moderation.about import ReviewPanel

# See css/materials-admin.css.
CHOICES_IN_COLUMNS = forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"})


class RowsPanel(InlinePanel):
    """An ``InlinePanel`` whose rows have a form class of their own."""

    def __init__(self, *args, row_form_class=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.row_form_class = row_form_class

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "row_form_class": self.row_form_class}

    def get_form_options(self):
        options = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["inherit_kwargs"] = ["for_user"]
        rows["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=self.row_form_class,
            defer_required_on_fields=self.child_edit_handler.get_form_options().get(
                "defer_required_on_fields", []
            ),
        )
        return options


material_edit_handler = TabbedInterface(
    [
        ObjectList(
            [
                ReviewPanel(heading=_("About the sending")),
                FieldPanel("title"),
                FieldPanel("summary"),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("hub", widget=forms.Select), FieldPanel("kind")]),
                        FieldPanel("grades", widget=CHOICES_IN_COLUMNS),
                        FieldPanel("tags"),
                    ],
                    heading=_("Where to look for it"),
                ),
                RowsPanel(
                    "files",
                    row_form_class=MaterialFileForm,
                    heading=_("Files"),
                    label=_("file"),
                    panels=[FieldPanel("stored", help_text=upload_hint()), FieldPanel("title")],
                    help_text=_("The first one stands for the material in lists."),
                ),
                FieldPanel("external_url"),
                FieldPanel("body"),
            ],
            heading=_("Material"),
        ),
        ObjectList(
            [
                RowsPanel(
                    "authors",
                    row_form_class=MaterialAuthorForm,
                    heading=_("Authors"),
                    label=_("author's name"),
                    panels=[FieldRowPanel([FieldPanel("user"), FieldPanel("name")])],
                ),
                FieldPanel("school"),
                MultiFieldPanel(
                    [FieldRowPanel([FieldPanel("licence"), FieldPanel("age_mark")])],
                    heading=_("Terms of use"),
                ),
                FieldPanel("also_in", widget=CHOICES_IN_COLUMNS),
                FieldPanel("comment_policy"),
            ],
            heading=_("Authors and terms"),
        ),
    ],
    base_form_class=MaterialForm,
)

collection_edit_handler = ObjectList(
    [
        FieldPanel("title"),
        FieldPanel("hub", widget=forms.Select),
        FieldPanel("introduction"),
        HelpPanel(content=_("Readers see only the materials that are published.")),
        InlinePanel(
            "items",
            heading=_("Materials"),
            label=_("material"),
            panels=[FieldPanel("material"), FieldPanel("note")],
        ),
    ],
    base_form_class=CollectionForm,
)
