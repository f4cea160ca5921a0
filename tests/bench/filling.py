"""Fills a database with as many materials as are wanted, past everything that a work goes
through: only the rows that pages read."""

import datetime
import random

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Revision

from community.members.models import Membership, User
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from materials.enums import Licence, MaterialKind
from materials.models import (
    Material,
    MaterialAuthor,
    MaterialFile,
    StoredFile,
    Submission,
    TaggedMaterial,
)
from materials.text import make_sort_key
from subjects.models import HubPage

AT_ONCE = 2000
PEOPLE, TAGS, HUBS = 400, 300, 14
WORDS = (
    "дроби проценты сравнение повторение урок задачи чтение клетка энергия опыт карта слова "
    "спряжение текст проект практикум игра тренажёр контроль диктант легенда поэма реакция"
).split()
SUMMARY = "Материал для урока: карточки, ответы и советы учителю. Проверено в двух классах. " * 2
EXTENSIONS = ["docx", "pdf", "pptx", "xlsx"]
# Of a thousand works: on their way in one of these states, but never more than so many waiting.
DRAFTS, WAITING, MOST_WAITING = 20, 5, 300


class Filler:
    """A community and its bank, which grows to the size asked for."""

    def __init__(self):
        self.random = random.Random(20)
        self.hubs = self._make_hubs()
        self.editor = site_editor()
        self.moderator = moderator_of(self.hubs[0])
        self.author = UserFactory(username="author")
        MembershipFactory(user=self.author, hub=self.hubs[0])
        self.people = self._make_people()
        self.tags = Tag.objects.bulk_create(
            Tag(name=f"тема {number}", slug=f"tema-{number}") for number in range(TAGS)
        )

    def _make_hubs(self):
        hubs = [HubPageFactory() for _ in range(HUBS - 2)]
        return hubs + [HubPageFactory(parent=hubs[0]) for _ in range(2)]

    def _make_people(self):
        people = [
            UserFactory.build(username=f"teacher-{number}", password="!")  # Nobody signs in.
            for number in range(PEOPLE)
        ]
        for person in people:
            person.prepare()
        User.objects.bulk_create(people)
        Membership.objects.bulk_create(
            Membership(
                user=person, hub=self.random.choice(self.hubs), status="active",
                joined_at=timezone.now(),
            )
            for person in people
        )  # fmt: skip
        Group.objects.get_or_create(name="bench")
        return people

    # -- Materials -----------------------------------------------------------------------------

    def grow_to(self, size):
        """Add materials until there are ``size``."""
        start = Material.objects.count()
        while start < size:
            self._add(start, min(AT_ONCE, size - start))
            start += AT_ONCE
        self._send_some(size)

    def _add(self, start, number):
        materials = Material.objects.bulk_create(
            self._material(start + place) for place in range(number)
        )
        self._add_files(materials)
        self._add_authors(materials)
        self._add_words(materials)
        self._add_versions(materials)

    def _material(self, number):
        title = " ".join(self.random.sample(WORDS, 3)).capitalize() + f" {number}"
        is_draft = number % 1000 < DRAFTS
        published = timezone.now() - datetime.timedelta(minutes=5 * number)
        return Material(
            title=title,
            sort_key=make_sort_key(title),
            summary=SUMMARY,
            body=[{"type": "text", "value": "<p>Ход урока.</p>" * 30, "id": str(number)}],
            kind=self.random.choice(MaterialKind.values),
            # Two hubs hold a good part of the bank, as it happens.
            hub=self.hubs[min(int(self.random.expovariate(0.25)), HUBS - 1)],
            licence=self.random.choice(Licence.values),
            owner=self.author if number % 2000 == 0 else self.random.choice(self.people),
            live=not is_draft,
            has_unpublished_changes=is_draft,
            first_published_at=None if is_draft else published,
            last_published_at=None if is_draft else published,
            download_count=int(self.random.expovariate(0.02)),
        )

    def _add_files(self, materials):
        used = [one for one in materials for _ in range(self.random.choice([0, 1, 1, 1, 2]))]
        stored = StoredFile.objects.bulk_create(self._stored() for _ in used)
        MaterialFile.objects.bulk_create(
            MaterialFile(material=material, stored=file, sort_order=0)
            for material, file in zip(used, stored, strict=True)
        )

    def _stored(self):
        extension = self.random.choice(EXTENSIONS)
        return StoredFile(
            file=f"materials/bench.{extension}", name=f"Урок.{extension}", extension=extension,
            media_type="application/octet-stream", size=120_000, sha256="0" * 64,
        )  # fmt: skip

    def _add_authors(self, materials):
        rows = []
        for material in materials:
            rows.append(MaterialAuthor(material=material, user=material.owner, sort_order=0))
            if self.random.random() < 0.2:
                person = self.random.choice(self.people)
                rows.append(MaterialAuthor(material=material, user=person, sort_order=1))
        MaterialAuthor.objects.bulk_create(rows)

    def _add_words(self, materials):
        grades, guests = Material.grades.through, Material.also_in.through
        grade_rows, tag_rows, guest_rows = [], [], []
        for material in materials:
            first = self.random.randint(1, 9)
            for grade in range(first, first + self.random.randint(1, 3)):
                grade_rows.append(grades(material_id=material.pk, grade_id=grade))
            for tag in self.random.sample(self.tags, 3):
                tag_rows.append(TaggedMaterial(content_object=material, tag=tag))
            if self.random.random() < 0.1:
                hub = self.random.choice(self.hubs)
                if hub.pk != material.hub_id:
                    guest_rows.append(guests(material_id=material.pk, hubpage_id=hub.pk))
        grades.objects.bulk_create(grade_rows)
        TaggedMaterial.objects.bulk_create(tag_rows)
        guests.objects.bulk_create(guest_rows)

    def _add_versions(self, materials):
        kind = ContentType.objects.get_for_model(Material)
        encoder = DjangoJSONEncoder()
        versions = Revision.objects.bulk_create(
            Revision(
                content_type=kind,
                base_content_type=kind,
                object_id=str(material.pk),
                object_str=material.title,
                user=material.owner,
                created_at=material.first_published_at or timezone.now(),
                content={
                    "pk": material.pk,
                    "title": material.title,
                    "summary": material.summary,
                    "kind": material.kind,
                    "hub": material.hub_id,
                    "owner": material.owner_id,
                    "live": material.live,
                    "body": encoder.encode(list(material.body.raw_data)),
                    "authors": [], "files": [], "tagged_items": [], "grades": [], "also_in": [],
                },
            )
            for material in materials
        )  # fmt: skip
        for material, version in zip(materials, versions, strict=True):
            material.latest_revision = version
            material.live_revision = version if material.live else None
        Material.objects.bulk_update(
            materials, ["latest_revision", "live_revision"], batch_size=500
        )

    def _send_some(self, size):
        """So many drafts wait for their moderators as one may think of."""
        wanted = min(size * WAITING // 1000, MOST_WAITING) - Submission.objects.count()
        drafts = Material.objects.filter(live=False, submissions=None).select_related(
            "hub__provision__workflow", "latest_revision"
        )
        for material in drafts.order_by("pk")[:wanted]:
            material.get_workflow().start(material, material.owner)


def busiest_hub(filler):
    """The hub that holds the most, with hubs below it."""
    return HubPage.objects.get(pk=filler.hubs[0].pk)
