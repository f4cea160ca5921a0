"""The form field of a stored file: a file that arrived once is not asked for again."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from home.uploads import megabytes

from . import actions
from .models import StoredFile

SALT = "materials.stored-file"
TOKEN_AGE = 7 * 24 * 60 * 60


def make_token(stored, user):
    """Lets ``user``, and nobody else, refer to a file from a form."""
    return signing.dumps([stored.pk, user.pk if user else None], salt=SALT)


def read_token(token, user):
    """The ``StoredFile`` of a token, or ``None`` when it is old or somebody else's."""
    try:
        stored_pk, user_pk = signing.loads(token, salt=SALT, max_age=TOKEN_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if user_pk != (user.pk if user else None):
        return None
    return StoredFile.objects.filter(pk=stored_pk).first()


def describe(stored):
    """The file in words: "Plan.docx, 24 KB"."""
    return f"{stored.name}, {filesizeformat(stored.size)}"


class StoredFileWidget(forms.Widget):
    """Chooses a file and remembers the one that is already here, in a signed token."""

    needs_multipart_form = True
    template_name = "materials/admin/stored_file_widget.html"
    user = None

    def value_from_datadict(self, data, files, name):
        return files.get(name), data.get(f"{name}-kept", "")

    def value_omitted_from_data(self, data, files, name):
        return name not in files and f"{name}-kept" not in data

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        stored = value
        if isinstance(value, int):
            stored = StoredFile.objects.filter(pk=value).first()
        if isinstance(stored, StoredFile):
            context["widget"]["kept"] = make_token(stored, self.user)
            context["widget"]["description"] = describe(stored)
        accept = ",".join(f".{extension}" for extension in actions.ALLOWED_EXTENSIONS)
        context["widget"]["attributes"] = flatatt({**context["widget"]["attrs"], "accept": accept})
        return context

    def _render(self, template_name, context, renderer=None):
        # Widgets are looked for in applications alone; ours stands with the other templates.
        return render_to_string(template_name, context)

    def id_for_label(self, id_):
        return id_


class StoredFileField(forms.Field):
    """Gives a ``StoredFile``: the one just uploaded, or the one that was here before.

    A file is stored as soon as it passes the checks, so a mistake in another field of the
    form does not make anybody choose it again. ``user`` must be set before cleaning.
    """

    widget = StoredFileWidget
    default_error_messages = {
        "required": _("Choose a file."),
        "expired": _("The form was open for too long. Choose the file once more."),
    }
    user = None
    kept = None

    def for_user(self, user):
        """Whose uploads these are."""
        self.user = self.widget.user = user

    def clean(self, value):
        upload, token = value or (None, "")
        if upload:
            self.kept = actions.store_file(upload, self.user)
        elif token:
            self.kept = read_token(token, self.user)
            if self.kept is None:
                raise ValidationError(self.error_messages["expired"], code="expired")
        elif self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return self.kept

    def has_changed(self, initial, data):
        upload, token = data or (None, "")
        if upload:
            return True
        stored = read_token(token, self.user) if token else None
        initial = getattr(initial, "pk", initial)
        return (stored.pk if stored else None) != initial

    def bound_data(self, data, initial):
        # A wrong file leaves the one that was here before.
        if self.kept is None and data and data[1]:
            self.kept = read_token(data[1], self.user)
        return self.kept


def upload_hint():
    """What may be uploaded, in words."""
    return _("Up to %(limit)s MB. Word, Excel, PowerPoint, PDF, pictures, sound, video, ZIP.") % {
        "limit": megabytes(actions.max_upload_size())
    }
