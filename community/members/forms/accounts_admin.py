"""What staff are asked when they act on an account."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from subjects.forms import HUB_KEY, HubChoiceField
from subjects.permissions import moderated_hubs

from ..enums import MembershipRole, PersonRole

REASON_LENGTH = 1000
FOR_GOOD, UNTIL = "for_good", "until"


class SuspensionForm(forms.Form):
    """For how long, and why."""

    TERMS = [
        ("7", _("for a week")),
        ("30", _("for 30 days")),
        ("90", _("for 90 days")),
        (UNTIL, _("until the day below")),
        (FOR_GOOD, _("for good")),
    ]

    term = forms.ChoiceField(
        label=_("For how long"), choices=TERMS, widget=forms.RadioSelect, initial="7"
    )
    day = forms.DateField(
        label=_("Day on which access comes back"), required=False, widget=AdminDateInput
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The person will read it word for word."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self):
        data = super().clean()
        if data.get("term") != UNTIL or "day" in self.errors:
            return data
        day = data.get("day")
        if day is None:
            self.add_error("day", _("Choose a day."))
        elif day <= timezone.localdate():
            self.add_error("day", _("Choose a day after today."))
        return data

    @property
    def until(self):
        """The moment when access comes back, or ``None``: for good."""
        term = self.cleaned_data["term"]
        if term == FOR_GOOD:
            return None
        if term == UNTIL:
            day = self.cleaned_data["day"]
        else:
            day = timezone.localdate() + timedelta(days=int(term))
        return timezone.make_aware(datetime.combine(day, time.min))


class RoleForm(forms.Form):
    """Who the person is in the schools of the district."""

    role = forms.ChoiceField(label=_("Role"), choices=PersonRole.choices)


class ToHubForm(forms.Form):
    """Into which hub, and as whom; ``actor`` has a say there."""

    hub = HubChoiceField(label=_("Hub"), queryset=None, to_field_name=HUB_KEY)
    role = forms.ChoiceField(label=_("Role in the hub"), choices=MembershipRole.choices)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hub"].queryset = moderated_hubs(actor).active().order_by("path")


class DeletionForm(forms.Form):
    """How the words of somebody who leaves are signed."""

    keeps_name = forms.TypedChoiceField(
        label=_("How to sign what the person has published"),
        choices=[("", _("“Former member”")), ("yes", _("by the name, as it is now"))],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    is_asked_in_writing = forms.BooleanField(
        label=_("I have the person's written request"),
        help_text=_("Without it only the person herself deletes her account."),
    )
