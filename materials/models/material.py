"""The material: what teachers share."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from home.enums import AgeMark, CommentPolicy
from home.validators import validate_web_address
from search.facts import Facts, bits_of, year_of
from subjects.mixins import ForgetsDeletedHub
from subjects.models import HubPage

from ..blocks import MaterialBlocks
from ..enums import Licence, MaterialKind
from ..labels import grades_label, names_label
from ..querysets import MaterialManager
from ..text import make_slug, make_sort_key
from .locking import TimedLockMixin
from .taxonomy import TaggedMaterial

LIVE = Q(live=True)
# What stands at these places under a material's address is for its authors.
OWN_PLACES = {
    "ask", "work", "look", "edit", "revise", "withdraw", "discard", "delete-draft", "coauthors",
    "files",
}  # fmt: skip


class Material(
    ForgetsDeletedHub,
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    TimedLockMixin,
    RevisionMixin,
    index.Indexed,
    ClusterableModel,
):
    """A lesson plan, a presentation, a test...: a text, files or an address, with all that
    a colleague must know to use it.

    ``hub`` is its home and decides who moderates it; ``also_in`` are hubs that show it too.
    """

    title = models.CharField(_("title"), max_length=255)
    title.required_on_save = True
    summary = models.TextField(
        _("summary"),
        max_length=600,
        help_text=_("Two or three sentences: what it is, for whom, what pupils will learn."),
    )
    body = StreamField(
        MaterialBlocks(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("The material itself, or a word on how to use the files. May be left empty."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=MaterialKind.choices)
    hub = models.ForeignKey(
        HubPage,
        verbose_name=_("hub"),
        null=True,  # A draft may still be without one.
        on_delete=models.PROTECT,
        related_name="materials",
        help_text=_("Where the material lives: the hub's moderators look after it."),
    )
    also_in = ParentalManyToManyField(
        HubPage,
        verbose_name=_("also shown in"),
        blank=True,
        related_name="guest_materials",
        help_text=_("Other hubs whose readers need it."),
    )
    grades = ParentalManyToManyField(
        "materials.Grade", verbose_name=_("grades"), blank=True, related_name="materials"
    )
    tags = ClusterTaggableManager(
        verbose_name=_("tags"),
        through=TaggedMaterial,
        blank=True,
        help_text=_("Topics, in a word or two each: fractions, state exam, games."),
    )
    school = models.CharField(
        _("school"), max_length=200, blank=True, help_text=_("Where it was made.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=20,
        choices=Licence.choices,
        default=Licence.AUTHOR_PERMISSION,
        help_text=_("What colleagues may do with it. Ask the author."),
    )
    age_mark = models.CharField(
        _("age mark"),
        max_length=3,
        choices=AgeMark.choices,
        default=AgeMark.SIX,
        help_text=_("From what age it may be shown, by Federal Law No. 436-FZ."),
    )
    external_url = models.URLField(
        _("address on another site"),
        max_length=500,
        blank=True,
        validators=[validate_web_address],
        help_text=_("If the material lies elsewhere: a video, a shared document."),
    )
    comment_policy = models.CharField(
        _("comments"),
        max_length=8,
        choices=CommentPolicy.choices,
        default=CommentPolicy.BY_TYPE,
        db_default=CommentPolicy.BY_TYPE,
        help_text=_("Whether readers may write under the material."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="owned_materials",
    )
    is_private = models.BooleanField(
        _("seen by its author alone, until it is first sent"), default=False, editable=False
    )
    warranted_at = models.DateTimeField(
        _("author's word that it may be published"), null=True, blank=True, editable=False
    )
    # The form that it was begun with: sent twice, it makes one draft.
    form_key = models.CharField(max_length=40, blank=True, default="", editable=False)
    download_count = models.PositiveIntegerField(_("downloads"), default=0, editable=False)
    sort_key = models.CharField(max_length=255, editable=False)

    objects = MaterialManager()

    # What belongs to the material as a whole, not to a version of it: publishing an old
    # revision must not bring old values back.
    server_managed_fields = [
        "owner_id",
        "is_private",
        "warranted_at",
        "form_key",
        "lock_ends_at",
        "download_count",
    ]

    search_fields = [
        index.SearchField("title", boost=3),
        index.AutocompleteField("title"),
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
        index.SearchField("school"),
        index.RelatedFields("tags", [index.SearchField("name", boost=2)]),
        index.RelatedFields("authors", [index.SearchField("label")]),
        index.RelatedFields("files", [index.SearchField("label"), index.SearchField("inner_text")]),
        index.FilterField("live"),
        index.FilterField("hub"),
        # Asked by the permission policy when choosers search.
        index.FilterField("owner"),
        index.FilterField("is_private"),
        index.FilterField("kind"),
        index.FilterField("licence"),
        index.FilterField("first_published_at"),
    ]

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        ordering = ["-first_published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "form_key"],
                condition=~Q(form_key=""),
                name="materials_one_draft_of_a_form",
            )
        ]
        indexes = [
            models.Index(
                fields=["-first_published_at", "-id", "hub"],
                condition=LIVE,
                name="materials_newest",
            ),
            models.Index(
                fields=["-download_count", "-id", "hub"], condition=LIVE, name="materials_popular"
            ),
            models.Index(
                fields=["sort_key", "id", "hub"], condition=LIVE, name="materials_by_title"
            ),
            # All that the filters of the list count, so that no material itself is read.
            models.Index(
                fields=["hub", "kind", "licence", "id"], condition=LIVE, name="materials_counted"
            ),
            models.Index(
                fields=["hub", "-first_published_at"], condition=LIVE, name="materials_in_hub"
            ),
            # What the search leaves out.
            models.Index(fields=["id"], condition=~LIVE, name="materials_not_live"),
        ]

    def __str__(self):
        return self.title or gettext("Untitled material")

    # -- Where it is ---------------------------------------------------------------------

    @property
    def slug(self):
        """The readable part of the address; it follows the title and identifies nothing."""
        slug = make_slug(self.title, "material")
        return f"{slug}-material" if slug in OWN_PLACES else slug

    def get_absolute_url(self):
        """The address of its page; empty before it is saved for the first time."""
        return reverse("materials:detail", args=[self.pk, self.slug]) if self.pk else ""

    @property
    def url(self):
        return self.get_absolute_url()

    def get_workflow(self):
        """The workflow of its hub, so that the hub's own moderators are asked; of the
        nearest hub above when its own has none."""
        if self.hub is None:
            return None
        hubs = HubPage.objects.ancestor_of(self.hub, inclusive=True).select_related(
            "provision__workflow"
        )
        for hub in hubs.order_by("-depth"):
            provision = getattr(hub, "provision", None)
            if provision is not None and provision.workflow.active:
                return provision.workflow
        return None

    @cached_property
    def scheduled_revision(self):
        """The version that waits for its hour; lists bring it along (``for_admin``)."""
        if hasattr(self, "_scheduled_revisions"):
            return next(iter(self._scheduled_revisions), None)
        return super().scheduled_revision

    @classmethod
    def get_indexed_objects(cls):
        """With what the search counts them by."""
        return super().get_indexed_objects().prefetch_related("grades")

    def get_search_facts(self):
        """By what the search counts it."""
        return Facts(
            source="materials",
            hub=self.hub_id,
            kind=self.kind,
            year=year_of(self.first_published_at),
            grades=bits_of(grade.pk for grade in self.grades.all()),
        )

    # -- What its parts say of it --------------------------------------------------------

    @cached_property
    def listed_files(self):
        """Its files in order; a row of a draft may still be without one."""
        return [row for row in self.files.all() if row.stored_id]

    @property
    def lead_file(self):
        """The stored file that stands for it in lists, if it has any."""
        return self.listed_files[0].stored if self.listed_files else None

    @cached_property
    def listed_authors(self):
        """Its authors who have a name, in order."""
        return [author for author in self.authors.all() if author.label]

    @property
    def authors_label(self):
        """Authors in a line, as everybody may see them; the rest of a long list as a number."""
        return names_label([author.label for author in self.listed_authors])

    def authors_label_for(self, viewer):
        """Authors in a line, as ``viewer`` may see them."""
        return names_label([author.label_for(viewer) for author in self.listed_authors])

    @property
    def staff_authors_label(self):
        """Authors in a line for the admin, where people are called as in the community."""
        names = (row.user.get_community_name() if row.user else row.name
                 for row in self.authors.all())  # fmt: skip
        return names_label([name for name in names if name])

    @property
    def grades_label(self):
        """Grades in a line: "grades 5–7"."""
        return grades_label([grade.pk for grade in self.grades.all()])

    @property
    def licence_terms(self):
        """The licence with its explanation and address; ``None`` in an unfinished draft."""
        return Licence(self.licence) if self.licence in Licence.values else None

    # -- Saving --------------------------------------------------------------------------

    def full_clean(self, *args, **kwargs):
        self.sort_key = make_sort_key(self.title)
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        self.sort_key = make_sort_key(self.title)
        super().save(*args, **kwargs)

    def with_content_json(self, content):
        """As Wagtail does it, and what the server manages stays as it is now."""
        material = super().with_content_json(content)
        for name in self.server_managed_fields:
            setattr(material, name, getattr(self, name))
        return material

    # -- Preview -------------------------------------------------------------------------

    def get_preview_template(self, request, mode_name):
        return "materials/material_detail.html"

    def get_preview_context(self, request, mode_name):
        from ..pages import material_context

        return material_context(request, self)
