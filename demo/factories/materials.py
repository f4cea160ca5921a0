"""Materials with their files and collections, for tests and for the demo content."""

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from materials.actions import store_file
from materials.enums import Licence, MaterialKind
from materials.models import (
    Grade,
    Material,
    MaterialAuthor,
    MaterialCollection,
    MaterialCollectionItem,
    MaterialFile,
    StoredFile,
)

from .subjects import HubPageFactory


class GradeFactory(factory.django.DjangoModelFactory):
    """A school year; the migrations bring all of them."""

    number = 5
    title = factory.LazyAttribute(lambda grade: f"{grade.number} класс")

    class Meta:
        model = Grade
        django_get_or_create = ["number"]


class StoredFileFactory(factory.django.DjangoModelFactory):
    """A file that passed every check of an upload: ``name`` and ``content`` (bytes)."""

    name = "План урока.txt"
    content = factory.Sequence(lambda n: f"Тема урока {n}: сравнение дробей.".encode())
    uploaded_by = None

    class Meta:
        model = StoredFile

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        upload = SimpleUploadedFile(kwargs["name"], kwargs["content"])
        return store_file(upload, kwargs["uploaded_by"])


class MaterialFactory(factory.django.DjangoModelFactory):
    """A published material, or a draft with ``live=False``.

    Beside the fields: ``grades`` (numbers), ``tags`` (names), ``also_in`` (hubs), ``authors``
    (users or names), ``files`` (``StoredFile``s, or pairs of one and a title), and
    ``with_revision`` for a history that begins with what is published.
    """

    title = factory.Sequence(lambda n: f"Сравнение дробей, вариант {n}")
    summary = "Конспект урока в 5 классе: дети сами приходят к трём способам сравнения."
    kind = MaterialKind.LESSON_PLAN
    hub = factory.SubFactory(HubPageFactory)
    licence = Licence.CC_BY
    live = True
    first_published_at = factory.LazyAttribute(lambda o: timezone.now() if o.live else None)
    last_published_at = factory.LazyAttribute(lambda o: o.first_published_at)
    has_unpublished_changes = factory.LazyAttribute(lambda o: not o.live)

    class Meta:
        model = Material

    @classmethod
    def _create(cls, model_class, *args, grades=(), tags=(), authors=(), files=(), also_in=(),
                with_revision=False, **kwargs):  # fmt: skip
        material = model_class(**kwargs)
        material.save()
        material.grades.set(GradeFactory(number=number) for number in grades)
        material.also_in.set(also_in)
        material.tags.add(*tags)
        for order, author in enumerate(authors):
            who = {"name": author} if isinstance(author, str) else {"user": author}
            material.authors.add(MaterialAuthor(sort_order=order, **who))
        for order, entry in enumerate(files):
            stored, title = entry if isinstance(entry, tuple) else (entry, "")
            material.files.add(MaterialFile(sort_order=order, stored=stored, title=title))
        material.save()
        if with_revision:
            revision = material.save_revision(user=material.owner, changed=False, clean=False)
            if material.live:
                material.live_revision = revision
                material.save(update_fields=["live_revision"])
        # As the next request would find it, with nothing remembered of the making.
        return model_class.objects.get(pk=material.pk)


class MaterialFileFactory(factory.django.DjangoModelFactory):
    """A file on a material that is already there."""

    material = factory.SubFactory(MaterialFactory)
    stored = factory.SubFactory(StoredFileFactory)

    class Meta:
        model = MaterialFile


class MaterialCollectionFactory(factory.django.DjangoModelFactory):
    """A published collection; ``materials`` in order, each alone or with a note."""

    title = factory.Sequence(lambda n: f"Готовимся к проверочной, часть {n}")
    introduction = "<p>Начните с листа для повторения, потом дайте тест.</p>"
    live = True
    first_published_at = factory.LazyFunction(timezone.now)
    last_published_at = factory.LazyAttribute(lambda o: o.first_published_at)

    class Meta:
        model = MaterialCollection

    @classmethod
    def _create(cls, model_class, *args, materials=(), **kwargs):
        collection = model_class(**kwargs)
        collection.save()
        for order, entry in enumerate(materials):
            material, note = entry if isinstance(entry, tuple) else (entry, "")
            collection.items.add(
                MaterialCollectionItem(sort_order=order, material=material, note=note)
            )
        collection.save()
        return collection
