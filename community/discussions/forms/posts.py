"""What people fill in to write: a post, a topic with its first post, an old post anew.

A form that comes back keeps all that was typed, files that have arrived among it, and its key,
so that it makes one post however often it is sent.
"""

import secrets

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.text.keys import as_key
from materials import actions as bank
from materials import uploads
from materials.contribute.fields import ChoiceField, FilesField, Lines
from materials.contribute.forms import cut_nothing
from materials.fields import make_token, upload_hint

from .. import traps
from ..attachments import place_of_post
from ..models import Board, Post
from ..permissions import may_write
from ..quotes import quote_of

MAX_TAGS, MAX_TAG = 10, 60


class PostForm(forms.Form):
    """A post. ``place`` names where it is written, for what is kept on the person's device
    (``topic-12``); ``reply_to`` and ``quoted`` are posts; ``taken`` as for ``place_of_post``."""

    source = forms.CharField(
        label=_("Text"),
        strip=False,
        error_messages={"required": _("Write something.")},
        widget=forms.Textarea({"rows": 6, "data-editor-text": ""}),
    )
    files = FilesField(label=_("Files"), required=False)
    reply_to = forms.CharField(required=False, widget=forms.HiddenInput)
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)
    shown_at = forms.CharField(required=False, widget=forms.HiddenInput)
    # Nobody sees it (``traps``).
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    submit_label = _("Send")
    findings = ()

    def __init__(
        self, *args, user, place, reply_to=None, quoted=None, held=(), taken=None, **kwargs
    ):
        self.user, self.place, self.held = user, place, list(held)
        self.stored, self.taken = [], taken
        kwargs["initial"] = {
            "form_key": secrets.token_urlsafe(16),
            "shown_at": traps.stamp(),
            "reply_to": reply_to.pk if reply_to else "",
            "source": quote_of(quoted) if quoted else "",
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.answered = reply_to
        cut_nothing(self)
        accept = ",".join(f".{extension}" for extension in bank.ALLOWED_EXTENSIONS)
        self.fields["files"].widget.attrs["accept"] = accept
        self.fields["files"].help_text = upload_hint()

    def _sent(self, name):
        """All values of ``name`` in what was sent."""
        return self.data.getlist(name) if hasattr(self.data, "getlist") else []

    def clean_form_key(self):
        return self.cleaned_data["form_key"].replace("\0", "")[:40]

    def clean_reply_to(self):
        """The post that is answered; what is no number answers nothing."""
        key = as_key(self.cleaned_data["reply_to"])
        found = Post.objects.select_related("author").filter(pk=key).first() if key else None
        # The form names whom one answers, as long as it can be read.
        self.answered = found if found is not None and found.is_published else None
        return found

    def clean_files(self):
        """Keep each file that is right; what is said of the others names them."""
        tokens = self._sent("uploaded")
        self.stored, refusals = uploads.collect(self.user, tokens, self.cleaned_data["files"] or [])
        if refusals:
            raise ValidationError([
                gettext("%(file)s: %(error)s") % {"file": name, "error": words} if name else words
                for name, words in refusals
            ])  # fmt: skip
        return self.stored

    @property
    def key(self):
        """Of this form, shown anew or for the first time."""
        return self["form_key"].value()

    @property
    def is_trapped(self):
        """Whether a program filled it in."""
        return traps.is_caught(self.data.get("shown_at"), self.data.get("website"))

    @property
    def confirmed(self):
        """Keys of the findings that the author leaves in."""
        return {key for value in self._sent("confirmed") for key in value.split()}

    @property
    def confirmation(self):
        """What the box that confirms all findings sends."""
        return " ".join(sorted({finding.key for finding in self.findings} | self.confirmed))

    @property
    def is_preview(self):
        """Whether she only wants to see how it will look."""
        return self.data.get("act") == "preview"

    @property
    def attached(self):
        """``(stored, token)`` of files that are in the form already."""
        files = self.stored if self.is_bound else self.held
        return [(stored, make_token(stored, self.user)) for stored in files]

    @property
    def upload_place(self):
        held = self.stored or self.held
        return place_of_post(self.user, f"post-{self.place}", held, self.taken)

    @property
    def query(self):
        """What the address of the form says beside its path, so that whoever has to sign in
        first comes back to the same form."""
        return f"?reply={self.answered.pk}" if self.answered else ""

    def arguments(self):
        """What the actions take beside the text."""
        return {
            "files": self.cleaned_data["files"],
            "confirmed": self.confirmed,
            "form_key": self.cleaned_data["form_key"],
            "is_trapped": self.is_trapped,
        }


class EditForm(PostForm):
    """A post anew."""

    submit_label = _("Save")

    def __init__(self, *args, post, **kwargs):
        held = [row.stored for row in post.attachments.select_related("stored")]
        kwargs["initial"] = {"source": post.source}
        super().__init__(*args, place=f"edit-{post.pk}", held=held, **kwargs)


class TopicForm(PostForm):
    """A topic with its first post."""

    submit_label = _("Publish the topic")

    board = ChoiceField(
        label=_("Board"), queryset=Board.objects.none(), empty_label=_("Choose from the list")
    )
    title = forms.CharField(
        label=_("Title"),
        help_text=_("What it is about, in a few words: “How to begin fractions in class 5”."),
        error_messages={"required": _("Give the topic a title.")},
    )
    is_question = forms.BooleanField(
        label=_("This is a question"),
        required=False,
        help_text=_("You will be able to mark the answer that helped."),
    )
    tags = Lines(
        label=_("Tags"),
        separator=r"[,;\n]",
        longest=MAX_TAG,
        most=MAX_TAGS,
        required=False,
        max_length=700,
        help_text=_("In a word or two each, with commas between: fractions, games."),
    )
    field_order = ["board", "title", "source", "files", "is_question", "tags"]

    def __init__(self, *args, boards, **kwargs):
        super().__init__(*args, place="topic", **kwargs)
        self.fields["board"].queryset = boards
        self.fields["board"].label_from_instance = name_of_board
        self.fields["source"].widget.attrs["rows"] = 9

    @property
    def query(self):
        board = as_key(str(self["board"].value() or ""))
        return f"?board={board}" if board else ""


def name_of_board(board):
    """A board in a list of all: a hub's other boards are called with their hub."""
    if board.hub is None or board.is_main:
        return board.title
    return f"{board.hub.title}: {board.title}"


def boards_to_write_in(user):
    """Boards in which ``user`` may begin a topic, as a QuerySet."""
    visible = Board.objects.visible_to(user).select_related("hub").defer("hub__body", "hub__goal")
    keys = [board.pk for board in visible if may_write(user, board=board)]
    return Board.objects.filter(pk__in=keys).select_related("hub").order_by("hub__title", "order")
