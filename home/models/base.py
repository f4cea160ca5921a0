"""What all pages of the site are made from."""

from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from home.enums import CommentPolicy

HOME_DEPTH = 2


class BasePage(Page):
    """What every page of the site has, whatever it shows."""

    social_image = models.ForeignKey(
        "home.SiteImage",
        verbose_name=_("social image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown when somebody shares the page in a messenger. 1200 × 630 is best."),
    )

    comment_policy = models.CharField(
        _("comments"),
        max_length=8,
        choices=CommentPolicy.choices,
        default=CommentPolicy.BY_TYPE,
        db_default=CommentPolicy.BY_TYPE,
        help_text=_("Whether readers may write under the page."),
    )

    # What its template asks for, fetched together with the page.
    select_related_on_route = ("social_image",)

    # schema.org's word for what the page is.
    schema_type = "WebPage"

    promote_panels = [*Page.promote_panels, FieldPanel("social_image")]
    settings_panels = [*Page.settings_panels, FieldPanel("comment_policy")]

    class Meta:
        abstract = True

    # -- What machines read ---------------------------------------------------------

    def get_meta_description(self):
        """For search engines and messengers: the editor's words, else the lead."""
        return self.search_description or strip_tags(getattr(self, "lead", "") or "")

    def get_json_ld(self, request):
        """What the page is in schema.org's words; a page type that is something more special
        says so with ``schema_type`` or adds to what this gives."""
        from home.metadata import absolute_url

        data = {
            "@type": self.schema_type,
            "name": self.title,
            "url": absolute_url(request, self.get_url(request) or request.path),
            "inLanguage": "ru",
            "datePublished": self.first_published_at and self.first_published_at.isoformat(),
            "dateModified": self.last_change and self.last_change.isoformat(),
            "description": self.get_meta_description(),
        }
        return {name: value for name, value in data.items() if value}

    def get_feeds(self, request):
        """Feeds of what the page lists: pairs of a title and an address."""
        return []

    # -- Where it is ------------------------------------------------------------------

    def get_breadcrumbs(self, request):
        """The way here from below the home page, this page the last; one query."""
        if self.depth <= HOME_DEPTH:
            return []
        if not hasattr(self, "_breadcrumbs"):
            ancestors = getattr(self, "known_ancestors", None)
            if ancestors is None:
                ancestors = self.get_ancestors().order_by("path")
            ancestors = [page for page in ancestors if page.depth > HOME_DEPTH]
            self._breadcrumbs = [
                (page.title, page.get_url(request) if page.live else "")
                for page in (*ancestors, self)
            ]
        return self._breadcrumbs

    @property
    def last_change(self):
        """When what readers see last changed."""
        return self.last_published_at or self.latest_revision_created_at

    def get_view_restrictions(self):
        """As Wagtail does it, without asking again what routing has learnt on the way. A page
        that was found to be the reader's own (``is_entered``) has none for her."""
        if getattr(self, "is_entered", False):
            return PageViewRestriction.objects.none()
        way = [*getattr(self, "known_ancestors", []), self]
        if not all(hasattr(page, "is_restricted") for page in way):
            return super().get_view_restrictions()
        if any(page.alias_of_id for page in way):
            return super().get_view_restrictions()
        restricted = [page.pk for page in way if page.is_restricted]
        if not restricted:
            return PageViewRestriction.objects.none()
        return PageViewRestriction.objects.filter(page__in=restricted)

    # -- What is no longer here -------------------------------------------------------

    @property
    def is_gone(self):
        """Whether it was published once and has been taken away, not just put off."""
        return not self.live and self.first_published_at is not None and not self.go_live_at

    def route(self, request, path_components):
        """The address of a page that was taken away still answers, with "gone"."""
        if not path_components and self.is_gone:
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request, *args, **kwargs):
        if self.is_gone and not getattr(request, "is_preview", False):
            return self.serve_gone(request)
        return super().serve(request, *args, **kwargs)

    def serve_gone(self, request):
        """410 with the place where the page was; its title is not told: it may have been taken
        away because of the title."""
        from home.views.errors import gone

        parent = self.get_parent()
        is_open = parent is not None and parent.live and parent.depth > HOME_DEPTH
        return gone(request, hub=parent if is_open else None)
