"""Forms of the ground floor."""

from django import forms

from home.display import CHOICES


class DisplayForm(forms.Form):
    """Options of the reading panel; each may be left out."""

    theme = forms.ChoiceField(choices=CHOICES["theme"].choices, required=False)
    size = forms.ChoiceField(choices=CHOICES["size"].choices, required=False)
    spacing = forms.ChoiceField(choices=CHOICES["spacing"].choices, required=False)
    images = forms.ChoiceField(choices=CHOICES["images"].choices, required=False)
