"""What can be complained of and decided on: each feature registers its kinds through the hook
``register_moderated_kind``."""

from django.contrib.contenttypes.models import ContentType
from wagtail import hooks

from .enums import Act


class ModeratedKind:
    """One kind of thing: a post, a material, a person's page.

    ``model``     the model of the things
    ``name``      key in addresses (``/complaints/<name>/<id>/``)
    ``label``     what one of them is called, in the nominative; ``plural_label``: several
    ``acts``      what a moderator may decide (``enums.Act``)
    ``template``  shows one of them to a moderator, with what stands around it; gets ``target``
    """

    model = None
    name = ""
    label = ""
    plural_label = ""
    acts = (Act.APPROVE,)
    template = "moderation/admin/target.html"

    def visible_to(self, user):
        """QuerySet of those that ``user`` may read, and so complain of."""
        raise NotImplementedError

    def get_hub(self, target):
        """The hub whose moderators decide; ``None``: the editors of the site."""
        return getattr(target, "hub", None)

    def get_author(self, target):
        """Whose it is, or ``None``."""
        raise NotImplementedError

    def find(self, pk):
        """The thing with that key as it is now, or ``None`` when it is gone."""
        return self.model._base_manager.filter(pk=pk).first()

    def lock(self, pk):
        """The thing with that key, held with all that ``carry_out`` changes until the
        transaction ends; ``None`` when it is gone. The feature takes its locks here in the
        order in which it takes them elsewhere: the case is locked after them."""
        return self.model._base_manager.select_for_update().filter(pk=pk).first()

    def for_queue(self, keys):
        """``{key: thing}`` with all that ``get_title`` and the rest ask for, in a fixed number of
        queries."""
        return self.model._base_manager.in_bulk(keys)

    def get_title(self, target):
        """In a few words, for lists and letters."""
        return str(target)

    def get_context(self, target):
        """What ``template`` needs beside ``target``: what stands around it, its files."""
        return {}

    def get_source(self, target):
        """The text that ``Act.EDIT`` changes, as its author typed it."""
        return self.get_text(target)

    def get_log_label(self, target):
        """What the log calls it. The log is never mended, so this holds no words of the author
        and no name."""
        return f"{self.label} № {target.pk}"

    def get_text(self, target):
        """What it says, as plain text."""
        return ""

    def get_earlier_text(self, target, moderator):
        """What it said before ``moderator`` took something out of it; ``None`` if nobody knows."""

    def get_changed_at(self, target):
        """When it last became something else than a moderator may have approved, or ``None``."""
        return getattr(target, "edited_at", None)

    def get_url(self, target):
        """Where it is read."""
        return target.get_absolute_url()

    def hold(self, target):
        """Take it down until a moderator decides. Returns whether it was up."""
        return False

    def is_up(self, target):
        """Whether it is where its readers find it."""
        return True

    def carry_out(self, act, target, moderator, reason, text=None):
        """Do what was decided: what is approved or put back, or mended by ``Act.EDIT`` (``text``
        is the mended text), is up afterwards; what is hidden or removed is not. Returns whether
        anything changed."""
        raise NotImplementedError


def get_kinds():
    """All registered kinds."""
    return [register() for register in hooks.get_hooks("register_moderated_kind")]


def get_kind(name):
    """The kind called ``name``, or ``None``."""
    return next((kind for kind in get_kinds() if kind.name == name), None)


def kind_of(target):
    """The kind that ``target`` is of; ``LookupError`` when nobody registered it."""
    return kind_of_type(ContentType.objects.get_for_model(target))


def kind_of_type(content_type):
    """The kind of things of a content type."""
    model = content_type.model_class()
    for kind in get_kinds():
        if kind.model is model:
            return kind
    raise LookupError(f"Nobody registered {content_type} as something to moderate.")
