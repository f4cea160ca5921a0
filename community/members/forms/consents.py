"""The boxes by which a person agrees, one for each text, none ticked beforehand."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..enums import ConsentKind
from ..models import ConsentText
from ..texts import offered_kinds, required_kinds, texts_in_force

PREFIX = "consent_"

# What stands at the box; {} is the link to the text.
LABELS = {
    ConsentKind.RULES: (_("I accept the {}"), _("rules of the community")),
    ConsentKind.PERSONAL_DATA: (_("I agree to the {}"), _("processing of my personal data")),
    ConsentKind.PARENTAL: (
        _("My parent or guardian has read the {} and agrees"),
        _("consent for a pupil"),
    ),
    ConsentKind.PUBLIC_NAME: (
        _("I agree that {}"),
        _("my name is shown to everybody who visits the site"),
    ),
}
HINTS = {
    ConsentKind.PUBLIC_NAME: _(
        "Without this, only members of the community see your name. You can change it at any time."
    ),
}


class ConsentCheckbox(forms.CheckboxInput):
    """A box whose value is the version that stands beside it, so that nobody agrees to a text
    that was published while the page was open."""

    def __init__(self, text, attrs=None):
        self.value = str(text.pk)
        super().__init__(attrs, check_test=self._is_ticked)

    def _is_ticked(self, value):
        return str(value) == self.value

    def format_value(self, value):
        return self.value

    def value_from_datadict(self, data, files, name):
        return data.get(name, "")


class ConsentField(forms.Field):
    """Agreement to one version of one text; the clean value is a ``TextInForce`` or ``None``."""

    default_error_messages = {
        "required": _("Without this agreement we cannot go on. Read the text and tick the box."),
        "changed": _("The text has changed meanwhile. Read it and agree once more."),
    }

    def __init__(self, text, required):
        self.text = text
        super().__init__(
            required=required,
            label=consent_label(text),
            help_text=HINTS.get(text.kind, ""),
            widget=ConsentCheckbox(text),
        )

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if str(value) != str(self.text.pk):
            raise ValidationError(self.error_messages["changed"], code="changed")
        return self.text


def consent_label(text):
    """The words beside the box, with a link that opens the text beside the form."""
    words, name = LABELS[text.kind]
    link = format_html(
        '<a href="{}" target="_blank" rel="noopener">{}<span class="visually-hidden"> ({})</span>'
        "</a>",
        text.url,
        name,
        gettext("opens in a new tab"),
    )
    # In one element: a label lays out its parts in a row.
    return format_html("<span>{}</span>", format_html(str(words), link))


class ConsentFieldsMixin:
    """Mixin of forms by which people come in. ``__init__`` calls ``add_consent_fields``.

    The fields are named ``consent_<kind>`` and exist only for kinds that have a text in force;
    their value is the key of the version (``consent_data()`` for tests and factories). They
    may be rendered hidden (``as_hidden``) on the next screen of a form. What was agreed to is
    ``get_agreed_texts()``, for ``actions.consents.give_all``.
    """

    def add_consent_fields(self, role=None, kinds=None):
        """One box for each text that a person of ``role`` is asked about, or only ``kinds``.

        A form where the role is chosen beside the boxes passes no role: it then offers the
        consent of a parent too, and calls ``check_consents(role)`` when it knows the role.
        """
        in_force = texts_in_force()
        if kinds is None:
            kinds = ConsentKind.values if role is None else offered_kinds(role)
        required = required_kinds(role)
        for kind in kinds:
            if kind in in_force:
                self.fields[PREFIX + kind] = ConsentField(in_force[kind], kind in required)

    def check_consents(self, role):
        """Errors at the boxes that ``role`` must tick and that were not; boxes that do not
        concern the role are as good as not ticked."""
        for kind in ConsentKind.values:
            name = PREFIX + kind
            if name not in self.fields or name in self.errors:
                continue
            if kind not in offered_kinds(role):
                self.cleaned_data[name] = None
            elif kind in required_kinds(role) and self.cleaned_data.get(name) is None:
                self.add_error(name, ConsentField.default_error_messages["required"])

    def consent_fields(self):
        """Bound fields of the boxes, for the template."""
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    def get_agreed_texts(self):
        """Versions that were ticked."""
        ticked = [
            value.pk
            for name, value in self.cleaned_data.items()
            if name.startswith(PREFIX) and value is not None
        ]
        texts = ConsentText.objects.in_bulk(ticked)
        return [texts[pk] for pk in ticked]


def consent_data(role=None, public_name=False):
    """What a browser sends when all that ``role`` must agree to is ticked."""
    wanted = [*required_kinds(role), *([ConsentKind.PUBLIC_NAME] if public_name else [])]
    in_force = texts_in_force()
    return {PREFIX + kind: str(in_force[kind].pk) for kind in wanted if kind in in_force}
