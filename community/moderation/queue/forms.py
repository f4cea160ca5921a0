"""What a moderator fills in when she decides."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from home.text.keys import as_key

from ..actions.appeals import TEXT_LENGTH
from ..actions.decisions import REASON_LENGTH
from ..enums import Act, Rule, SanctionKind

DAYS = [1, 3, 7, 14, 30, 90, 365]
REASON_HELP = _("The author will read it word for word.")
# As long as the longest post.
MENDED_LENGTH = 20_000


def rule_choices():
    return [("", _("Choose the rule")), *((one.value, capfirst(str(one.label))) for one in Rule)]


class ReasonForm(forms.Form):
    """Rule and reason, as for several things at once; ``names_rule`` is false for people and
    works, of whom no rule is asked."""

    rule = forms.ChoiceField(label=_("Rule"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=REASON_HELP,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, names_rule=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = rule_choices()
        if not names_rule:
            del self.fields["rule"]


class DecisionForm(forms.Form):
    """One decision. What must be said for which act is asked by ``actions.decisions``, so that
    it is the same everywhere."""

    act = forms.ChoiceField(
        label=_("What is to be done"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is to be done.")},
    )
    rule = forms.ChoiceField(label=_("Rule"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=REASON_HELP,
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    text = forms.CharField(
        label=_("Text without the personal data"),
        required=False,
        max_length=MENDED_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    sanction = forms.ChoiceField(label=_("Measure against the author"), required=False)
    days = forms.ChoiceField(label=_("How long"), required=False)

    def __init__(self, *args, acts, sanctions, text="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = [(act.value, capfirst(str(act.label))) for act in acts]
        self.fields["rule"].choices = rule_choices()
        kinds = [(kind.value, capfirst(str(kind.label))) for kind in sanctions]
        self.fields["sanction"].choices = [("", _("none")), *kinds]
        self.fields["days"].choices = [
            *((str(n), ngettext("%(n)d day", "%(n)d days", n) % {"n": n}) for n in DAYS),
            ("", _("for good")),
        ]
        self.fields["days"].initial = "7"
        self.fields["text"].initial = text
        if Act.EDIT not in acts:
            del self.fields["text"]
        if not sanctions:
            del self.fields["sanction"], self.fields["days"]

    @property
    def decision(self):
        """What ``actions.decisions.decide`` is told."""
        data = self.cleaned_data
        told = {name: data[name] for name in ("act", "rule", "reason")}
        if data["act"] == Act.EDIT:
            told["text"] = data["text"]
        if data.get("sanction"):
            told["sanction"] = data["sanction"]
            told["until"] = self._until()
        return told

    def _until(self):
        data = self.cleaned_data
        days = as_key(data.get("days", ""))
        if days is None or data["sanction"] == SanctionKind.WARNING:
            return None
        return timezone.now() + datetime.timedelta(days=days)


class RestoreForm(forms.Form):
    """Why something is put back."""

    reason = forms.CharField(
        label=_("Why it is put back"),
        help_text=REASON_HELP,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class HearingForm(forms.Form):
    """What becomes of an appeal."""

    verdict = forms.ChoiceField(
        label=_("The decision"),
        choices=[("upheld", _("Stands")), ("overturned", _("Is taken back"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Answer"),
        help_text=REASON_HELP,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
