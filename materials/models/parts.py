"""What a material has several of: authors and files."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class MaterialAuthor(Orderable):
    """Who made it: a person of the community, or only a name."""

    material = ParentalKey("materials.Material", on_delete=models.CASCADE, related_name="authors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="authored_materials",
        help_text=_("If the author is registered here."),
    )
    name = models.CharField(
        _("name"),
        max_length=200,
        blank=True,
        help_text=_("As it should be signed. May be left empty for a registered person."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self):
        return self.label

    @property
    def label(self):
        """The name that everybody sees under the material: in feeds, data for robots and the
        search index too."""
        return self.user.get_public_name() if self.user else self.name

    @property
    def is_named(self):
        """Whether everybody may know who it is."""
        return bool(self.label) and (self.user is None or self.user.name_is_public)

    def label_for(self, viewer):
        """The name as ``viewer`` may see it."""
        return self.user.name_for(viewer) if self.user else self.name

    def page_for(self, viewer):
        """The address of the author's own page, where ``viewer`` may open it."""
        return self.user.page_for(viewer) if self.user else ""

    def clean(self):
        super().clean()
        self._sign()

    def save(self, *args, **kwargs):
        self._sign()
        super().save(*args, **kwargs)

    def _sign(self):
        """Keep the name, so that it stays when the person's account goes: only of one who
        agreed to be named to everybody. As long as the account is there, it alone is asked."""
        if not self.user:
            return
        if not (self.user.name_is_public or self.user.has_left):
            self.name = ""
        elif not self.name:
            self.name = self.user.get_public_name()


class MaterialFile(Orderable):
    """A file of a material, under the title its readers see."""

    material = ParentalKey("materials.Material", on_delete=models.CASCADE, related_name="files")
    # Not PROTECT: a revision that names a deleted file must still open.
    stored = models.ForeignKey(
        "materials.StoredFile",
        verbose_name=_("file"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="uses",
    )
    title = models.CharField(
        _("title"),
        max_length=200,
        blank=True,
        help_text=_("What is inside. Left empty, the name of the file is shown."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self):
        return self.label

    @property
    def label(self):
        """What readers see it called."""
        return self.title or (self.stored.name if self.stored else "")

    @property
    def inner_text(self):
        """What is written in the file, for the search index; empty until it was read."""
        text = getattr(self.stored, "text", None) if self.stored else None
        return text.whole if text else ""

    @property
    def url(self):
        """The address that counts the download and serves it; empty in the preview of a
        material that was never saved."""
        if not (self.material_id and self.stored_id):
            return ""
        return reverse("materials:file", args=[self.material_id, self.stored_id])

    @property
    def preview_url(self):
        """The address of a picture of the first page; empty where there is none."""
        if not (self.url and self.stored.preview):
            return ""
        return reverse("materials:preview", args=[self.material_id, self.stored_id])
