"""The form by which a chat is announced or changed."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..chat_rights import possible_leaders
from ..models import ChatSession, Discussion

# Where a fault of ``actions.chats`` stands in the form.
FIELDS = {"starts_at": "begins", "ends_at": "ends"}


class LeaderField(forms.ModelChoiceField):
    """People by the names that members see."""

    def label_from_instance(self, person):
        return person.get_community_name()


class ChatForm(forms.Form):
    """What the chat is about, when it is, and who leads it."""

    title = forms.CharField(
        label=_("What the chat is about"),
        max_length=Discussion._meta.get_field("title").max_length,
        help_text=_("For example: How to prepare for the municipal Olympiad."),
        error_messages={"required": _("Say in a few words what the chat is about.")},
    )
    date = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose the day."),
            "invalid": _("This is no day: write it like 15.03.2027."),
        },
    )
    begins = forms.TimeField(
        label=_("Begins at"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": _("Choose the hour of the beginning."),
            "invalid": _("This is no time of the day: write it like 15:30."),
        },
    )
    ends = forms.TimeField(
        label=_("Ends at"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": _("Choose the hour of the end."),
            "invalid": _("This is no time of the day: write it like 15:30."),
        },
    )
    leader = LeaderField(
        label=_("Who leads it"),
        queryset=None,
        required=False,
        empty_label=_("nobody in particular"),
        help_text=_("A member of the hub. Who leads the chat may end it before its time."),
        error_messages={"invalid_choice": _("A chat is led by a member of the hub.")},
    )
    description = forms.CharField(
        label=_("In more detail"),
        required=False,
        max_length=ChatSession._meta.get_field("description").max_length,
        help_text=_("Questions that will be talked about, what to read before, whom you invite."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, hub, announcer, session=None, **kwargs):
        super().__init__(*args, initial=_initial(session), **kwargs)
        self.session = session
        self.fields["leader"].queryset = possible_leaders(hub, announcer)

    def clean(self):
        values = super().clean()
        if {"date", "begins", "ends"} <= values.keys():
            values["starts_at"] = self._moment("begins")
            values["ends_at"] = self._moment("ends")
        return values

    def _moment(self, field):
        # What was not touched stays to the second.
        if self.session is not None and not {"date", field} & set(self.changed_data):
            return self.session.starts_at if field == "begins" else self.session.ends_at
        moment = datetime.combine(self.cleaned_data["date"], self.cleaned_data[field])
        return timezone.make_aware(moment)

    def get_values(self):
        """What ``actions.chats`` asks for."""
        names = ["title", "description", "leader", "starts_at", "ends_at"]
        return {name: self.cleaned_data[name] for name in names}

    def add_faults(self, error):
        """Show a ``ValidationError`` of ``actions.chats`` at its fields."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, faults in error.error_dict.items():
            self.add_error(FIELDS.get(name, name), faults)


def _initial(session):
    if session is None:
        return {}
    starts_at, ends_at = map(timezone.localtime, [session.starts_at, session.ends_at])
    return {
        "title": session.discussion.title,
        "description": session.description,
        "leader": session.leader_id,
        "date": starts_at.date(),
        "begins": starts_at.time().replace(second=0, microsecond=0),
        "ends": ends_at.time().replace(second=0, microsecond=0),
    }
