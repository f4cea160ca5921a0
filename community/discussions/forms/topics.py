"""What a moderator changes of a topic."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from subjects.permissions import is_site_editor, moderated_hubs

from ..models import Board

MAX_TAGS, MAX_TAG = 8, 50


def boards_moderated_by(user):
    """Boards on which ``user`` may put topics."""
    boards = Board.objects.filter(hub__in=moderated_hubs(user).order_by().values("pk"))
    if is_site_editor(user):
        boards = Board.objects.filter(Q(hub=None) | Q(pk__in=boards.values("pk")))
    return (
        boards.select_related("hub").defer("hub__body", "hub__goal").order_by("hub__path", "order")
    )


class BoardField(forms.ModelChoiceField):
    """A board with its hub, where it is not called as the hub is."""

    def label_from_instance(self, board):
        if board.hub is None or board.hub.title == board.title:
            return board.title
        return f"{board.hub.title}: {board.title}"


class TopicForm(forms.Form):
    """The title, the tags and the board of a topic."""

    title = forms.CharField(label=_("Title"), max_length=200)
    tags = forms.CharField(
        label=_("Tags"), required=False, help_text=_("A few words, with commas between them.")
    )
    board = BoardField(label=_("Board"), queryset=Board.objects.none())

    def __init__(self, *args, topic, moderator, **kwargs):
        initial = {
            "title": topic.title,
            "tags": ", ".join(sorted(topic.tags.names())),
            "board": topic.board_id,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["board"].queryset = boards_moderated_by(moderator)

    def clean_tags(self):
        """Names of tags, each once."""
        names = {" ".join(name.split()): None for name in self.cleaned_data["tags"].split(",")}
        names = [name for name in names if name]
        if len(names) > MAX_TAGS:
            raise forms.ValidationError(
                _("Not more than %(number)s tags."), params={"number": MAX_TAGS}
            )
        if any(len(name) > MAX_TAG for name in names):
            raise forms.ValidationError(
                _("A tag has not more than %(number)s characters."), params={"number": MAX_TAG}
            )
        return names
