"""Forms by which staff invite people: a sheet of names, a list from a file."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.text.keys import as_key
from subjects.forms import HUB_KEY, hub_label
from subjects.permissions import is_site_editor

from ..actions.invitations import Newcomer
from ..enums import MembershipRole, PersonRole
from ..invitation_rights import hub_roles_to_invite, hubs_to_invite_to, person_roles_to_invite
from ..models import Organisation
from ..people_lists.checking import known_emails
from ..people_lists.names import parse_lines

# More people come by a file.
MAX_PEOPLE = 300
MAX_CHARACTERS = 60_000
# So many wrong lines are named; the rest is counted.
SHOWN_ERRORS = 20


class HubsField(forms.ModelMultipleChoiceField):
    """Hubs to join, with ticks."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, hub):
        return hub_label(hub)

    def clean(self, value):
        # The database fails on a key that is too long for it, instead of finding nothing.
        if isinstance(value, (list, tuple)):
            for key in value:
                if as_key(str(key)) is None:
                    raise self.wrong_choice(key)
        return super().clean(value)

    def wrong_choice(self, key):
        return ValidationError(
            self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
        )


class PlaceFields(forms.Form):
    """Where the people come from and where to: what both forms ask."""

    title = forms.CharField(
        label=_("Title of the sheet"),
        max_length=200,
        help_text=_("For you, to find it again: School No. 5, mathematics, autumn."),
    )
    role = forms.ChoiceField(label=_("Role"), initial=PersonRole.TEACHER)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.listed(), required=False
    )
    hubs = HubsField(label=_("Hubs to join"), queryset=None, to_field_name=HUB_KEY)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        roles = person_roles_to_invite(user)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        hubs = self.fields["hubs"]
        hubs.queryset = hubs_to_invite_to(user)
        hubs.required = not is_site_editor(user)
        own = list(hubs.queryset[:2])
        if len(own) == 1:
            hubs.initial = [own[0].pk]


class SheetForm(PlaceFields):
    """People typed one under another."""

    # The same form sent twice makes one sheet.
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    names = forms.CharField(
        label=_("People, one in each line"),
        max_length=MAX_CHARACTERS,
        help_text=_(
            "Surname, first name, patronymic; an e-mail, where there is one, after a comma: "
            "Petrova Vera Ilyinichna, vera@mail.ru"
        ),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    school_class = forms.CharField(
        label=_("Class"), max_length=10, required=False, help_text=_("For pupils: 7Б, for example.")
    )
    hub_role = forms.ChoiceField(
        label=_("Role in the hubs"), initial=MembershipRole.MEMBER, required=False
    )
    sends_letters = forms.BooleanField(
        label=_("Send the code by e-mail to those who have one"), required=False
    )

    field_order = [
        "key", "title", "names", "role", "school_class", "organisation", "hubs", "hub_role",
        "sends_letters",
    ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        roles = hub_roles_to_invite(self.user)
        self.fields["hub_role"].choices = [(role.value, role.label) for role in roles]

    def clean_hub_role(self):
        return self.cleaned_data["hub_role"] or MembershipRole.MEMBER

    def clean_names(self):
        people, errors = parse_lines(self.cleaned_data["names"])
        known = known_emails({person.email for person in people if person.email})
        errors += [
            (person.number, gettext("Somebody with this e-mail is already registered."))
            for person in people
            if person.email in known
        ]
        if errors:
            raise ValidationError(_in_words(sorted(errors)))
        if not people:
            raise ValidationError(_("There is nobody in the list."))
        if len(people) > MAX_PEOPLE:
            raise ValidationError(
                _("There are more than %(limit)s people. Upload them as a table.")
                % {"limit": MAX_PEOPLE}
            )
        return people

    def get_newcomers(self):
        """The people, for ``actions.invitations.invite``; only of a valid form."""
        data = self.cleaned_data
        is_pupil = data["role"] == PersonRole.PUPIL
        return [
            Newcomer(
                last_name=person.last_name,
                first_name=person.first_name,
                middle_name="" if is_pupil else person.middle_name,
                email=person.email,
                role=data["role"],
                organisation=data["organisation"],
                school_class=data["school_class"] if is_pupil else "",
                hubs=tuple(data["hubs"]),
            )
            for person in data["names"]
        ]


def _in_words(errors):
    """What is wrong, line by line; of very many only the first."""
    said = [
        gettext("Line %(line)s: %(error)s") % {"line": number, "error": words}
        for number, words in errors[:SHOWN_ERRORS]
    ]
    if len(errors) > SHOWN_ERRORS:
        more = len(errors) - SHOWN_ERRORS
        said.append(gettext("And errors in lines below: %(count)s.") % {"count": more})
    return said


class UploadForm(PlaceFields):
    """A table of people. What is chosen here holds for rows that say nothing themselves."""

    file = forms.FileField(
        label=_("Table"),
        help_text=_("XLSX or CSV, up to 5,000 people. The first row names the columns."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    field_order = ["file", "title", "role", "organisation", "hubs"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = gettext("For rows that do not name it.")
        for name in ["role", "organisation", "hubs"]:
            self.fields[name].help_text = words
        # A moderator may name the hubs in the table instead.
        self.fields["hubs"].required = False
        self.fields["title"].required = False


class AcceptForm(forms.Form):
    """Whether bad rows are left out, and whether letters go off."""

    only_good = forms.BooleanField(required=False)
    with_letters = forms.BooleanField(
        label=_("Send the code by e-mail to those who have one"), required=False
    )
