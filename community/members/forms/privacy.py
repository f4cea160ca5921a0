"""Forms about a person's own data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .consents import ConsentFieldsMixin

MAX_PASSWORD = 4096


class ConsentsDueForm(ConsentFieldsMixin, forms.Form):
    """Agreement to the texts that a person has not agreed to yet."""

    def __init__(self, *args, person, texts, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_consent_fields(person.role, [text.kind for text in texts])


class DeletionForm(forms.Form):
    """What becomes of the signature, and that it is really she who asks."""

    signature = forms.ChoiceField(
        label=_("How are your works to be signed?"), widget=forms.RadioSelect
    )
    password = forms.CharField(
        label=_("Your password"),
        max_length=MAX_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("So that nobody deletes your account from a computer that you left open."),
    )
    word = forms.CharField(label=_("Confirmation"), max_length=50)

    WORD = _("delete")

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["signature"].choices = [
            ("former", _("“Former member”: my name disappears from the site")),
            ("name", _("“%(name)s”: the signature stays") % {"name": person.get_community_name()}),
        ]
        self.fields["signature"].initial = "former"
        if person.has_usable_password():
            del self.fields["word"]
        else:
            del self.fields["password"]
            self.fields["word"].help_text = _("Type the word “%(word)s”.") % {"word": self.WORD}

    def clean_password(self):
        password = self.cleaned_data["password"]
        if not self.person.check_password(password):
            raise forms.ValidationError(
                _("This is not your password. Check the keyboard layout and capital letters.")
            )
        return password

    def clean_word(self):
        word = self.cleaned_data["word"]
        if word.strip(" «»\"'.").lower() != str(self.WORD):
            raise forms.ValidationError(_("Type the word “%(word)s”.") % {"word": self.WORD})
        return word

    @property
    def keeps_name(self):
        return self.cleaned_data["signature"] == "name"
