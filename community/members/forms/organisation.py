"""Where somebody works or learns: chosen from the register, or written down."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.text.keys import as_key, bare_words

from ..models import Organisation

NOT_LISTED = "other"


class OrganisationForm(forms.Form):
    """A text in which one looks for an organisation, and the one that was chosen; shown by
    ``members/includes/organisation_field.html``. Without scripts the form comes back with a list
    to choose from."""

    organisation_text = forms.CharField(
        label=_("School or other organisation"),
        max_length=200,
        required=False,
        help_text=_("Type the number or a part of the name and choose from the list."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    # The key of a row of the register, or NOT_LISTED: chosen from the list of matches.
    organisation = forms.CharField(max_length=20, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Organisations to choose from, when the words do not tell which it is.
        self.matches = []

    def find_organisation(self, data, is_required=False):
        """Put the row of the register, or ``None``, at ``organisation`` of ``data``."""
        chosen, text = data.get("organisation", ""), data["organisation_text"]
        data["organisation"] = None
        if key := as_key(chosen):
            # Words that were changed after the choice count more than the choice.
            named = Organisation.objects.listed().named_like(text)
            data["organisation"] = named.filter(pk=key).first()
        if data["organisation"] or (chosen == NOT_LISTED and text):
            return
        if not text:
            if is_required:
                self.add_error("organisation_text", gettext("Write where you work or learn."))
            return
        found = Organisation.objects.offered_for(text)
        words = bare_words(text)
        exact = [row for row in found if words in (bare_words(row.name), bare_words(str(row)))]
        if len(exact) == 1:
            data["organisation"] = exact[0]
        elif found:
            self.matches = found
            self.add_error(
                "organisation_text", gettext("Choose your organisation from those found below.")
            )
