"""What is asked of an author, in three steps. A draft keeps whatever is right; only going on
asks for what is missing."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.enums import AgeMark
from home.uploads import safe_name
from home.validators import validate_web_address
from subjects.models import HubPage

from .. import actions, uploads
from ..enums import Licence, MaterialKind
from ..fields import upload_hint
from ..models import Grade, Material, MaterialAuthor
from ..permissions import contributable_hubs
from . import drafting
from .fields import ChoiceField, ChoicesField, FilesField, Lines
from .plain_text import MAX_TYPED
from .suggestions import guess_grades, guess_kind, suggest_tags

MAX_TAGS, MAX_TAG = 20, 60
MAX_COAUTHORS = 20
MAX_NAME = MaterialAuthor._meta.get_field("name").max_length
NOT_BEFORE_A_NAME = re.compile(r"^[\s\d.)*–—-]+")
NOT_TYPED = {"\x00"}
MAX_REFUSED, MAX_REASON = 40, 300


def cut_nothing(form):
    """A browser cuts what is pasted into a field with a limit, and does not say so: what is too
    long comes to the server, which does."""
    for field in form.fields.values():
        field.widget.attrs.pop("maxlength", None)


class FilesForm(forms.Form):
    """Step 1: files, an address or a text; one of them is enough."""

    files = FilesField(label=_("Files"), required=False)
    external_url = forms.CharField(
        label=_("Address on another site"),
        required=False,
        max_length=500,
        widget=forms.TextInput({"inputmode": "url", "autocapitalize": "none", "spellcheck": "false",
                                "placeholder": "https://"}),
        help_text=_("If the work lies elsewhere: a video, a shared document."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=MAX_TYPED,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("The work itself, or a word on how to use the files. An empty line begins a "
                    "new paragraph."),
    )  # fmt: skip

    def __init__(self, *args, version=None, user, **kwargs):
        self.version, self.user = version, user
        self.stored = []
        kwargs["initial"] = self.get_initial(version)
        super().__init__(*args, **kwargs)
        cut_nothing(self)
        accept = ",".join(f".{extension}" for extension in actions.ALLOWED_EXTENSIONS)
        self.fields["files"].widget.attrs["accept"] = accept
        self.fields["files"].help_text = upload_hint()
        if version is not None and kwargs["initial"]["text"] is None:
            del self.fields["text"]

    @staticmethod
    def get_initial(version):
        """What is kept already."""
        if version is None:
            return {}
        return {"external_url": version.external_url, "text": drafting.typed_text(version)}

    def clean_external_url(self):
        address = self.cleaned_data["external_url"].strip()
        if address and "://" not in address and "." in address.partition("/")[0]:
            address = f"https://{address}"
        if address:
            validate_web_address(address)
        return address

    def clean_files(self):
        """Keep each file that is right; what is said of the others names them."""
        tokens = self.data.getlist("uploaded") if hasattr(self.data, "getlist") else []
        self.stored, refusals = uploads.collect(self.user, tokens, self.cleaned_data["files"] or [])
        if refusals:
            raise ValidationError([
                gettext("%(file)s: %(error)s") % {"file": name, "error": words} if name else words
                for name, words in refusals
            ])  # fmt: skip
        return self.stored

    @property
    def refused_before(self):
        """``(name, reason)`` of files that were refused before the form was sent, as the script
        of the page tells it."""
        told = self.data.getlist("refused") if hasattr(self.data, "getlist") else []
        pairs = (line.replace("\x00", "").partition("\n") for line in told[:MAX_REFUSED])
        return [(safe_name(name[:MAX_REASON]), reason.strip()[:MAX_REASON])
                for name, _line, reason in pairs if name.strip()]  # fmt: skip

    @property
    def has_something(self):
        """Whether there is anything at all to keep."""
        typed = self.cleaned_data.get("external_url") or self.cleaned_data.get("text")
        return bool(self.stored or typed)

    def alter(self, version):
        """Put what is right into ``version``."""
        if self.stored:
            drafting.add_files(version, self.stored)
        if "external_url" in self.cleaned_data:
            version.external_url = self.cleaned_data["external_url"]
        if "text" in self.cleaned_data and "text" in self.fields:
            drafting.set_typed_text(version, self.cleaned_data["text"])


class AboutForm(forms.Form):
    """Step 2: what the work is, where it belongs and on what terms."""

    title = forms.CharField(
        label=_("Title"),
        max_length=255,
        help_text=_("So that a colleague understands what it is: “Fractions: a worksheet”."),
    )
    summary = forms.CharField(
        label=_("In short"),
        max_length=Material._meta.get_field("summary").max_length,
        widget=forms.Textarea({"rows": 3}),
        help_text=Material._meta.get_field("summary").help_text,
    )
    kind = forms.ChoiceField(
        label=_("What it is"), choices=[("", _("Choose from the list")), *MaterialKind.choices]
    )
    hub = ChoiceField(
        label=_("In which hub"),
        queryset=HubPage.objects.none(),
        empty_label=_("Choose from the list"),
        help_text=_("Its moderators look the work through before it is published."),
    )
    grades = ChoicesField(
        label=_("For which grades"),
        queryset=Grade.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tags = Lines(
        label=_("Topics"),
        separator=r"[,;\n]",
        longest=MAX_TAG,
        most=MAX_TAGS,
        required=False,
        max_length=1500,
        help_text=_("In a word or two each, with commas between: fractions, games."),
    )
    licence = forms.ChoiceField(
        label=_("What colleagues may do with it"),
        choices=[(terms.value, terms.explanation) for terms in Licence],
        widget=forms.RadioSelect,
    )
    age_mark = forms.ChoiceField(label=_("From what age it may be shown"), choices=AgeMark.choices)
    school = forms.CharField(label=_("School"), max_length=200, required=False)
    coauthors = Lines(
        label=_("Co-authors"),
        separator=r"[;\n]",
        longest=MAX_NAME,
        most=MAX_COAUTHORS,
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Surnames and names, each in a line of its own."),
    )
    also_in = ChoicesField(
        label=_("Show it in these hubs as well"),
        queryset=HubPage.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    warranty = forms.BooleanField(
        label=_("I am the author of the work or have a permission to publish it."),
        error_messages={"required": _("Without this the work cannot be published.")},
    )

    def __init__(self, *args, version, user, **kwargs):
        self.version, self.user = version, user
        kwargs["initial"] = self.get_initial(version) | self.guess(version, user)
        super().__init__(*args, **kwargs)
        cut_nothing(self)
        hubs = contributable_hubs(user)
        keys = {hub.pk for hub in hubs}
        # Where it lives already stays a choice, even after its author has left that hub.
        home = {version.hub_id} - {None}
        choices = HubPage.objects.order_by("title")
        self.fields["hub"].queryset = choices.filter(pk__in=keys | home)
        guests = {hub.pk for hub in version.also_in.all()}
        self.fields["also_in"].queryset = choices.filter(pk__in=keys | guests)
        if len(keys | guests) < 2:
            del self.fields["also_in"]
        self.found_tags, self.common_tags = [], []

    def suggest(self):
        """Find tags to offer; asked for only when the form is shown."""
        present = {name.lower() for name in self.initial["tags"].split(", ")}
        found, common = suggest_tags(self.version)
        self.found_tags = [name for name in found if name.lower() not in present]
        self.common_tags = [name for name in common if name.lower() not in present]
        self.chosen_tags = set(self.data.getlist("tag")) if self.is_bound else set()

    @staticmethod
    def get_initial(version):
        """What is kept already."""
        return {
            "title": version.title,
            "summary": version.summary,
            "kind": version.kind,
            "hub": version.hub_id,
            "grades": [grade.pk for grade in version.grades.all()],
            "tags": ", ".join(tag.name for tag in version.tags.all()),
            "licence": version.licence,
            "age_mark": version.age_mark,
            "school": version.school,
            "coauthors": "\n".join(row.name for row in version.authors.all() if not row.user_id),
            "also_in": [hub.pk for hub in version.also_in.all()],
            "warranty": version.warranted_at is not None,
        }

    @staticmethod
    def guess(version, user):
        """What the site knows by itself of a work that was not described yet."""
        guessed = {}
        if not version.kind:
            guessed["kind"] = guess_kind(version)
            guessed["grades"] = guess_grades(version)
        if version.hub_id is None:
            hubs = contributable_hubs(user)
            guessed["hub"] = hubs[0].pk if len(hubs) == 1 else None
        return guessed

    def clean_tags(self):
        chosen = [
            " ".join(name.split())[:MAX_TAG]
            for name in self.data.getlist("tag")[:MAX_TAGS]
            if not NOT_TYPED & set(name)
        ]
        lowered = {}
        for name in [*self.cleaned_data["tags"], *filter(None, chosen)]:
            lowered.setdefault(name.lower(), name)
        return list(lowered.values())[:MAX_TAGS]

    def clean_coauthors(self):
        names = [NOT_BEFORE_A_NAME.sub("", name) for name in self.cleaned_data["coauthors"]]
        return [name for name in names if name]

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def alter(self, version):
        """Put what is right into ``version``, and touch nothing that stays as it was."""
        values = self.cleaned_data
        for name in ["title", "summary", "kind", "hub", "licence", "age_mark", "school"]:
            if name in values:
                setattr(version, name, values[name])
        for name in ["grades", "also_in"]:
            if name in values:
                chosen = [one for one in values[name] if one != values.get("hub")]
                if {one.pk for one in chosen} != {one.pk for one in getattr(version, name).all()}:
                    setattr(version, name, chosen)
        if "tags" in values:
            kept = {tag.name.lower() for tag in version.tags.all()}
            if kept != {name.lower() for name in values["tags"]}:
                version.tags.set(values["tags"])
        if "coauthors" in values:
            self._set_coauthors(version, values["coauthors"])

    def _set_coauthors(self, version, names):
        rows = list(version.authors.all())
        if names == [row.name for row in rows if not row.user_id]:
            return
        rows = [row for row in rows if row.user_id]
        rows += [MaterialAuthor(name=name) for name in names]
        for order, row in enumerate(rows):
            row.sort_order = order
        version.authors = rows


# Errors of what is not there yet; a draft is kept without it.
MISSING = {"required"}


def has_wrong_values(form):
    """Whether something was typed that cannot be kept, beside what is only missing."""
    return any(
        error.code not in MISSING for errors in form.errors.as_data().values() for error in errors
    )
