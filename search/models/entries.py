"""The index of the search.

The key of an entry is made of the content type and the key of what it stands for, so SQLite's
full-text table alone says which things were found, and writing needs no look-up.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import MatchField, VectorField

# Keys of things are below this, and keys of entries are this many times the content type's more.
ENTRY_BITS = 40
ENTRY_SPAN = 1 << ENTRY_BITS


def entry_key(content_type_id, object_id):
    """The key of the entry of a thing."""
    return content_type_id * ENTRY_SPAN + object_id


class Cell(models.Model):
    """What is known of things beside their words (``search.facts``), once for all of which the
    same is known: so they are counted by one number. ``key`` is all of it in words."""

    key = models.CharField(_("key"), max_length=120, unique=True)
    source = models.CharField(_("source"), max_length=20)
    hub = models.IntegerField(_("hub"), null=True)
    kind = models.CharField(_("kind"), max_length=20, blank=True)
    year = models.SmallIntegerField(_("year"), null=True)
    grades = models.IntegerField(_("grades"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("cell of the search index")
        verbose_name_plural = _("cells of the search index")

    def __str__(self):
        return self.key


class Entry(models.Model):
    """That a thing is indexed, when, and where it is counted; ``container`` is what it is a part
    of, and seen with.

    On PostgreSQL ``vector`` has its terms. Counting reads many rows, so they are narrow: with
    ``padding``, which takes next to no room, each is long enough for the terms to be put apart.
    """

    id = models.BigIntegerField(primary_key=True)
    # Things of one type are asked for by a range of keys.
    content_type = models.ForeignKey(
        ContentType, verbose_name=_("kind"), on_delete=models.CASCADE, db_index=False,
        related_name="+",
    )  # fmt: skip
    object_id = models.BigIntegerField(_("key"))
    indexed_at = models.DateTimeField(_("indexed"))
    cell = models.ForeignKey(
        Cell, verbose_name=_("cell"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    container = models.BigIntegerField(_("part of"), null=True)
    vector = VectorField(null=True)
    padding = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("entry of the search index")
        verbose_name_plural = _("entries of the search index")
        indexes = [
            models.Index(
                fields=["container"],
                condition=models.Q(container__isnull=False),
                name="search_entry_container",
            )
        ]

    def __str__(self):
        return f"{self.content_type_id}: {self.object_id}"


class EntryText(models.Model):
    """The terms of a thing by field, for SQLite's full-text table (which triggers keep in step)
    and for ranking. ``marks`` are words of the title as they may be typed (``_word``) and terms
    of it (``=term``); ``words`` are all words as they are written, for corrections."""

    entry = models.OneToOneField(
        Entry, primary_key=True, on_delete=models.CASCADE, related_name="text"
    )
    title = models.TextField(blank=True)
    tags = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    files = models.TextField(blank=True)
    marks = models.TextField(blank=True)
    words = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("text of the search index")
        verbose_name_plural = _("texts of the search index")

    def __str__(self):
        return self.title


class FullText(models.Model):
    """SQLite's full-text table; made by a migration, on SQLite alone. Its hidden column of the
    same name is what is asked."""

    id = models.BigIntegerField(primary_key=True, db_column="rowid")
    match = MatchField(db_column="search_fulltext")

    wagtail_reference_index_ignore = True

    class Meta:
        managed = False
        db_table = "search_fulltext"
        verbose_name = _("full-text table")
        verbose_name_plural = _("full-text tables")

    def __str__(self):
        return str(self.pk)
