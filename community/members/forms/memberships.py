"""Forms of joining a hub, and of looking through its members."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.text.keys import search_key

from ..enums import MembershipRole


class JoinForm(forms.Form):
    """What a newcomer says to the moderators."""

    note = forms.CharField(
        label=_("A few words to the moderator"),
        help_text=_("For example: where you work and what you teach."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MembersFilterForm(forms.Form):
    """Whom one looks for among a hub's members."""

    q = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = forms.ChoiceField(
        label=_("Role in the hub"),
        required=False,
        choices=[("", pgettext_lazy("roles", "All")), *MembershipRole.choices],
    )

    def __init__(self, data):
        super().__init__(data, auto_id="filter-%s")

    def clean_q(self):
        # Signs alone look for nobody.
        return self.cleaned_data["q"] if search_key(self.cleaned_data["q"]) else ""

    def values(self):
        """What was chosen; what the form does not understand is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
