"""Forms in which the admin keeps people.

Rights are asked of ``community.members.rights``: an editor gives only the groups whose
rights she has. Status, consents and memberships are no fields: acts change them.
"""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser
from wagtail.permissions import policy_registry
from wagtail.users.forms import UserForm

from ..actions.accounts import change_email, change_rights, change_role, givable_groups
from ..actions.additions import add_person
from ..actions.group_changes import check_room_in_hubs
from ..actions.invitations import Newcomer
from ..handles import validate_handle
from ..models import User
from ..organisation_chooser import organisation_chooser_viewset
from ..people_admin.words import account_facts, community_facts

NAME_FIELDS = ["last_name", "first_name", "middle_name", "public_name", "photo"]
COMMUNITY_FIELDS = [
    "role",
    "organisation",
    "other_organisation",
    "school_class",
    "position",
    "taught_subjects",
    "about",
]
ACCOUNT_FIELDS = ["username", "email"]
# What is asked when somebody is added.
NEWCOMER_FIELDS = [
    "last_name",
    "first_name",
    "middle_name",
    "role",
    "organisation",
    "school_class",
    "position",
    "email",
]
RIGHTS_FIELDS = ["is_superuser", "groups"]
# Changed by acts of their own, each with an entry in the log.
BY_ACTS = ["role", "email", "is_superuser", "groups"]


class PersonForm(UserForm):
    """What is kept of a person. ``actor`` fills it in.

    A pupil may have no e-mail and a person no patronymic.
    """

    password_required = False
    password_enabled = False

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("May be empty: then the person signs in by user name."),
    )
    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Surname"), max_length=150)
    is_superuser = forms.BooleanField(
        label=gettext_lazy("Administrator of the site"),
        required=False,
        help_text=gettext_lazy("May do everything, also what only the owner of the site should."),
    )

    class Meta:
        model = User
        fields = [*NAME_FIELDS, *COMMUNITY_FIELDS, *ACCOUNT_FIELDS, *RIGHTS_FIELDS]
        widgets = {
            "photo": AdminImageChooser,
            "organisation": organisation_chooser_viewset.widget_class,
            "about": forms.Textarea(attrs={"rows": 4}),
            "groups": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "username": gettext_lazy(
                "The person signs in by it, and it is in the address of her page: Latin letters, "
                "digits, hyphens."
            ),
            "groups": gettext_lazy(
                "Only groups whose rights you have yourself. Members of hubs are kept in the "
                "register of memberships."
            ),
            "other_organisation": gettext_lazy("Only if it is not in the list above."),
        }

    def __init__(self, *args, actor, editing_self=False, **kwargs):
        self.actor = actor
        super().__init__(*args, **kwargs)
        self._limit_photo()
        self._limit_groups()
        if not actor.is_superuser or editing_self:
            del self.fields["is_superuser"]

    @property
    def tabs(self):
        """The fields as the template groups them, with what is shown and not changed here."""
        parts = [
            ("names", _("Names"), NAME_FIELDS, []),
            ("community", _("Community"), COMMUNITY_FIELDS, community_facts(self.instance)),
            (
                "account",
                _("Account"),
                ACCOUNT_FIELDS,
                account_facts(self.instance),
            ),
            ("rights", _("Rights"), RIGHTS_FIELDS, []),
        ]
        tabs = [self._tab(*part) for part in parts]
        return [tab for tab in tabs if tab["fields"]]

    def _tab(self, name, title, names, facts):
        fields = [self[field] for field in names if field in self.fields]
        errors = sum(bool(field.errors) for field in fields)
        facts = facts if self.instance.pk else []
        return {
            "name": name, "title": title, "fields": fields, "facts": facts, "errors_count": errors,
        }  # fmt: skip

    def _limit_photo(self):
        field, images = self.fields["photo"], get_image_model()
        policy = policy_registry.get_by_type(images)
        allowed = policy.instances_user_has_permission_for(self.actor, "choose")
        field.queryset = images.objects.filter(
            Q(pk__in=allowed.values("pk")) | Q(pk=self.instance.photo_id)
        )

    def _limit_groups(self):
        """Groups of members follow their memberships and are not given here."""
        self.fields["groups"].queryset = givable_groups(self.actor)

    def clean_groups(self):
        """Whoever is to moderate a hub becomes its member: there must be a place."""
        groups = self.cleaned_data["groups"]
        check_room_in_hubs(self.instance, groups)
        return groups

    def clean_username(self):
        """A name that the site keeps for itself is given to nobody; who has one keeps it."""
        username = self.cleaned_data["username"]
        if username != self.instance.username:
            validate_handle(username, self.instance)
        return username

    def clean_email(self):
        """No e-mail is kept as none, not as an empty text: two people may have none."""
        email = self.cleaned_data["email"] or None
        if email is None:
            return None
        others = User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(_("Somebody with this e-mail is already registered."))
        return email


class PersonEditForm(PersonForm):
    """A person who is here."""

    @transaction.atomic
    def save(self, commit=True):
        person, data = self.instance, self.cleaned_data
        wanted = {name: data[name] for name in BY_ACTS if name in self.fields}
        kept = User.objects.get(pk=person.pk)
        for name in ["role", "email", "is_superuser"]:
            setattr(person, name, getattr(kept, name))
        person.save()
        change_role(person, wanted["role"], self.actor)
        change_email(person, wanted["email"], self.actor)
        change_rights(person, self.actor, wanted["groups"], wanted.get("is_superuser"))
        return person


class PersonCreationForm(PersonForm):
    """A new person. She gets an invitation; only a superuser may type a password for her.
    Rights are given when she is there."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {name: self.fields[name] for name in NEWCOMER_FIELDS}
        self.fields["email"].help_text = gettext_lazy(
            "The code of the invitation is sent there. Without an e-mail, print the code."
        )
        if self.actor.is_superuser:
            self.fields["password"] = forms.CharField(
                label=gettext_lazy("Password"),
                required=False,
                strip=False,
                max_length=128,
                widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
                help_text=gettext_lazy(
                    "Leave empty: then the person gets an invitation and chooses her own."
                ),
            )

    def clean_password(self):
        password = self.cleaned_data["password"]
        if password:
            validate_password(password, user=self.instance)
        return password

    def save(self, commit=True):
        """The new person: in at once with the password, or invited."""
        data = dict(self.cleaned_data)
        password = data.pop("password", "")
        newcomer = Newcomer(**{**data, "email": data["email"] or ""})
        return add_person(newcomer, self.actor, password)
