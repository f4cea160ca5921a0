"""What materials keep of a person: her works with their files, and how they are signed."""

import re
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from modelsearch.backends import get_search_backends
from wagtail.models import Revision

from home.plugins import PersonalDataSource
from home.uploads.names import safe_name, split_extension

from .models import CoAuthor, Material, MaterialAuthor, MaterialFile, StoredFile
from .uploads import discard_of

AT_ONCE = 200


class MaterialData(PersonalDataSource):
    """Works that a person made or added."""

    name = "materials"
    order = 30

    def export(self, person):
        works = (
            _works_of(person)
            .select_related("hub")
            .prefetch_related("authors__user", "files__stored", "tags", "grades")
        )
        rows, files = [], {}
        for work in works.iterator(chunk_size=AT_ONCE):
            names = {
                f"materials/{work.pk}/{row.stored.name}": row.stored.file
                for row in work.listed_files
            }
            files |= names
            rows.append(
                {
                    "number": work.pk,
                    "title": work.title,
                    "summary": work.summary,
                    "text": work.body.get_prep_value(),
                    "kind": work.get_kind_display(),
                    "hub": work.hub.title if work.hub else None,
                    "school": work.school,
                    "licence": work.get_licence_display(),
                    "authors": [author.label for author in work.listed_authors],
                    "tags": sorted(tag.name for tag in work.tags.all()),
                    "address": work.get_absolute_url(),
                    "other_address": work.external_url,
                    "published": work.first_published_at if work.live else None,
                    "files": list(names),
                }
            )
        shared = CoAuthor.objects.filter(user=person)
        asked = list(shared.values("material", "status", "created_at", "answered_at"))
        return {"materials.json": rows, "invitations-of-coauthors.json": asked, **files}

    def erase(self, person, public_name):
        """Sign the works anew, in every version of them and in the search; her surname goes
        from the names of files, too."""
        discard_of(person)
        CoAuthor.objects.filter(user=person).delete()
        keys = list(_works_of(person).order_by().values_list("pk", flat=True))
        MaterialAuthor.objects.filter(user=person).update(name=public_name)
        if person.last_name and person.last_name not in public_name:
            _rename_files(person)
        _sign_versions(person, public_name)
        # The account is still hers while this runs: say how it will be signed.
        _index(keys, person, public_name)


def _works_of(person):
    mine = Q(pk__in=MaterialAuthor.objects.filter(user=person).values("material"))
    return Material.objects.filter(mine | Q(owner=person)).order_by("pk")


def _name_pattern(person):
    """The surname as a word of its own: «Рябинина_урок.docx», but no «Ли» in «Литература»."""
    return re.compile(rf"(?<![^\W_]){re.escape(person.last_name)}(?![^\W_])", re.IGNORECASE)


def _without(pattern, name):
    """A file's name without the surname, and with the same type."""
    if not pattern.search(name):
        return name
    stem, extension = split_extension(name)
    stem = re.sub(r"^[\s_.,-]+|[\s_.,-]+$", "", pattern.sub("", stem))
    return safe_name(f"{stem or 'file'}.{extension}" if extension else stem or "file")


def _rename_files(person):
    pattern = _name_pattern(person)
    works = _works_of(person).order_by().values("pk")
    stored = StoredFile.objects.filter(Q(uploaded_by=person) | Q(uses__material__in=works))
    _save_changed(stored.distinct(), "name", partial(_without, pattern))
    _save_changed(
        MaterialFile.objects.filter(material__in=works).exclude(title=""),
        "title",
        lambda title: pattern.sub("", title).strip(),
    )


def _save_changed(rows, field, change):
    """Write those of ``rows`` whose ``field`` changes; a few questions however many they are."""
    changed = []
    for row in rows.only("pk", field).iterator(chunk_size=AT_ONCE):
        value = change(getattr(row, field))
        if value != getattr(row, field):
            setattr(row, field, value)
            changed.append(row)
    rows.model._base_manager.bulk_update(changed, [field], batch_size=AT_ONCE)


def _sign_versions(person, public_name):
    """Her name in the versions kept of materials: also of those that have other authors now."""
    kind = ContentType.objects.get_for_model(Material)
    pattern = _name_pattern(person) if person.last_name else None
    versions = Revision.objects.filter(content_type=kind).only("pk", "content")
    changed = []
    for version in versions.iterator(chunk_size=AT_ONCE):
        authors = [
            row for row in version.content.get("authors", []) if row.get("user") == person.pk
        ]
        is_hers = bool(authors) or version.content.get("owner") == person.pk
        for row in authors:
            row["name"] = public_name
        if is_hers and pattern and not pattern.search(public_name):
            for row in version.content.get("files", []):
                row["title"] = pattern.sub("", row.get("title") or "").strip()
        if is_hers:
            changed.append(version)
        if len(changed) >= AT_ONCE:
            Revision.objects.bulk_update(changed, ["content"])
            changed = []
    Revision.objects.bulk_update(changed, ["content"])


def _index(keys, person, public_name):
    """Put the works into the search anew, under the new signature."""
    for start in range(0, len(keys), AT_ONCE):
        works = list(
            Material.objects.filter(pk__in=keys[start : start + AT_ONCE]).prefetch_related(
                "authors__user", "files__stored", "tags", "grades"
            )
        )
        for work in works:
            for author in work.authors.all():
                if author.user_id == person.pk:
                    author.user, author.name = None, public_name
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(Material, works)
