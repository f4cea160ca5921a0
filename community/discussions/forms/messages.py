"""The line in which one writes in a chat."""

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Post


class MessageForm(forms.Form):
    """A message, and what tells one sending of it from another and people from programs."""

    source = forms.CharField(
        label=_("Your message"),
        strip=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2, "enterkeyhint": "send"}),
        error_messages={
            "required": _("Write something."),
            "max_length": _(
                "A message of a chat has up to %(limit_value)d signs, this one has "
                "%(show_value)d. Send it in parts."
            ),
        },
    )
    form_key = forms.CharField(
        required=False,
        max_length=Post._meta.get_field("form_key").max_length,
        widget=forms.HiddenInput,
    )
    # Nobody sees it. How soon a message comes says nothing: in a chat one answers at once.
    website = forms.CharField(
        required=False,
        label=_("Leave this field empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, initial={"form_key": new_key()}, auto_id="message-%s", **kwargs)
        # What looks like personal data in the message; its author mends or confirms it.
        self.findings = []

    @property
    def is_trapped(self):
        """Whether a program filled the form in."""
        return bool(self.cleaned_data["website"])


def new_key():
    """What the next message is sent under; sent twice, it is one."""
    return secrets.token_hex(16)
