"""What can be complained of and decided on: each feature registers its kinds through the hook
``register_moderated_kind``."""

from django.contrib.contenttypes.models import ContentType
from wagtail import hooks

from .enums import Act


class ModeratedKind:
    """One kind of thing: a post, a material, a person's page.

    ``model``     the model of the things
    ``name``      key in addresses (``/complaints/<name>/<id>/``)
    ``label``     what one of them is called, in the nominative
    ``acts``      what a moderator may decide (``enums.Act``)
    ``template``  shows one of them to a moderator, with what stands around it; gets ``target``
    """

    model = None
    name = ""
    label = ""
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

    def get_title(self, target):
        """In a few words, for lists and letters."""
        return str(target)

    def get_text(self, target):
        """What it says, as plain text."""
        return ""

    def get_url(self, target):
        """Where it is read."""
        return target.get_absolute_url()

    def hold(self, target):
        """Take it down until a moderator decides. Returns whether it was up."""
        return False

    def carry_out(self, act, target, moderator, reason, text=None):
        """Do what was decided (``text``: the mended text for ``Act.EDIT``). Returns whether
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
