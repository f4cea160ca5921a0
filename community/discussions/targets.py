"""What can be commented on, and who may read it. Features of other floors register more
through the hook ``register_comment_target``."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail import hooks
from wagtail.models import Page

from home.enums import CommentPolicy
from home.models import HomePage
from materials.models import Material
from sections.announcements.models import AnnouncementIndexPage, AnnouncementPage
from sections.instructions.models import HelpIndexPage
from subjects.models import CommunityIndexPage, HubPage, SubjectIndexPage
from subjects.permissions import published_paths
from subjects.querysets import restrictions_closed_to

# Pages that show what stands elsewhere.
LISTS = (
    HomePage,
    SubjectIndexPage,
    CommunityIndexPage,
    HubPage,
    AnnouncementIndexPage,
    HelpIndexPage,
)


class CommentTarget:
    """One kind of thing under which comments may stand.

    ``model``  the model by which comments know their target: of pages always ``Page``
    ``name``   of the kind in addresses
    """

    model = None
    name = ""

    def takes_comments(self, target):
        """Whether anything can ever be said under ``target``; asked before the database is."""
        return True

    def visible_to(self, user):
        """Those that ``user`` may read."""
        raise NotImplementedError

    def visible_in(self, hubs, user):
        """The same, for whom it is known already that she may enter ``hubs`` (keys) alone."""
        return self.visible_to(user)

    def get_hub(self, target):
        """The hub whose members write here; ``None``: the whole community."""
        return target.hub

    def get_policy(self, target):
        """What was chosen for this very thing (``CommentPolicy``)."""
        return target.comment_policy

    def is_open_by_type(self, target, settings):
        """Whether the site (``DiscussionSettings``) has comments under such things."""
        raise NotImplementedError


class MaterialTarget(CommentTarget):
    model = Material
    name = "material"

    def visible_to(self, user):
        return Material.objects.visible_to(user)

    def visible_in(self, hubs, user):
        return Material.objects.readable_in(hubs)

    def is_open_by_type(self, target, settings):
        return settings.comments_on_materials


class PageTarget(CommentTarget):
    """Pages of the tree: those on whose way no restriction keeps the reader out."""

    model = Page
    name = "page"

    def takes_comments(self, target):
        """Not under what only lists other pages: there one could not say of what one speaks."""
        return not issubclass(target.specific_class, LISTS)

    def visible_to(self, user):
        path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        closed = restrictions_closed_to(user).annotate(page_path=path)
        hidden = Page.objects.filter(live=False).annotate(page_path=path)
        readable = ~Exists(closed.filter(page_path__startswith=F("page__path")))
        for own in published_paths(user):
            readable |= Q(path__startswith=own)
        above = Exists(hidden.filter(page_path__startswith=F("path")))
        return Page.objects.live().filter(readable, ~above)

    def get_hub(self, target):
        return getattr(target.specific, "hub", None)

    def get_policy(self, target):
        return getattr(target.specific, "comment_policy", CommentPolicy.OFF)

    def is_open_by_type(self, target, settings):
        if issubclass(target.specific_class, AnnouncementPage):
            return settings.comments_on_announcements
        return settings.comments_on_pages


def get_targets():
    """All registered kinds of targets."""
    plugged = (make() for make in hooks.get_hooks("register_comment_target"))
    return [MaterialTarget(), PageTarget(), *plugged]


def target_of(thing):
    """The ``CommentTarget`` of ``thing``, or ``None`` where nothing is commented on."""
    return next((target for target in get_targets() if isinstance(thing, target.model)), None)


def has_comments(thing):
    """Whether readers may comment on ``thing``, as it or else the site has it."""
    kind = target_of(thing)
    if kind is None:
        return False
    if not kind.takes_comments(thing):
        return False
    policy = kind.get_policy(thing)
    if policy == CommentPolicy.BY_TYPE:
        from .models import DiscussionSettings

        return kind.is_open_by_type(thing, DiscussionSettings.current())
    return policy == CommentPolicy.ON
