"""Forms of complaints and appeals, for everybody."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .actions.appeals import TEXT_LENGTH as APPEAL_LENGTH
from .actions.complaints import TEXT_LENGTH
from .enums import Rule


class ComplaintForm(forms.Form):
    """What is wrong with a thing."""

    rule = forms.ChoiceField(
        label=_("What is wrong?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    text = forms.CharField(
        label=_("In your words"),
        help_text=_("What exactly, and where: the moderator will find it faster."),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [(rule.value, capfirst(str(rule.label))) for rule in Rule]


class AppealForm(forms.Form):
    """Why a decision is wrong."""

    text = forms.CharField(
        label=_("Why is the decision wrong?"),
        help_text=_("You may appeal once, so write all that matters."),
        max_length=APPEAL_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write at least a few words.")},
    )


def add_errors(form, error):
    """Put what an action refused at the fields of ``form`` that it names, the rest above."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
