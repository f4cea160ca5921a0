"""Pictures out of a Word document: the author's alone while her work is, and no longer there
than something shows them."""

import datetime
import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from home.models import SiteImage, StandardPage
from materials import submission
from materials.actions import store_file
from materials.contribute import drafting
from materials.models import Material, WorkPicture
from tests.materials.word.documents import picture, saved

pytestmark = pytest.mark.django_db


def document(*colours):
    """A document with pictures: one in the text, the others in a table."""
    made = docx.Document()
    made.add_paragraph("Рисунок")
    made.add_paragraph().add_run().add_picture(picture(colours[0]))
    table = made.add_table(1, 2)
    for colour in colours[1:]:
        table.cell(0, 0).paragraphs[0].add_run().add_picture(picture(colour))
    return saved(made).read()


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def author(hub):
    return MembershipFactory(hub=hub).user


@pytest.fixture
def stored(author):
    return store_file(SimpleUploadedFile("План.docx", document("navy", "green")), author)


@pytest.fixture
def draft(author, hub, stored):
    material = drafting.start(author, hub)

    def describe(version):
        version.title, version.summary, version.kind = "Тайный план", "Лист.", "test"
        drafting.add_files(version, [stored])

    drafting.change(material, author, describe)
    return material


def put(material, author, stored):
    version = drafting.newest(fresh(material))
    imported = drafting.read_document(stored, version, author)
    drafting.change(
        material, author, lambda version: drafting.put_document(version, stored.pk, imported)
    )
    return imported.pictures


def fresh(material):
    return Material.objects.get(pk=material.pk)


def staff(hub):
    return {
        "moderator": moderator_of(hub),
        "editor": site_editor(),
        "superuser": UserFactory(is_superuser=True, is_staff=True),
    }


def seen_by(user):
    policy = policy_registry.get_by_type(get_image_model())
    return set(policy.instances_user_has_any_permission_for(user, ["change", "choose", "delete"]))


def test_nobody_else_sees_pictures_of_a_private_draft(client, hub, author, draft, stored):
    pictures = put(draft, author, stored)
    assert len(pictures) == 2
    for person in staff(hub).values():
        client.force_login(person)
        assert not seen_by(person) & set(pictures)
        for name in ["wagtailimages:index", "wagtailimages_chooser:choose"]:
            response = client.get(reverse(name))
            assert response.status_code == 200
            assert "Тайный план" not in response.content.decode()
        url = reverse("wagtailimages:index")
        assert "Тайный план" not in client.get(url, {"q": "тайный"}).content.decode()
        for name in ["edit", "delete"]:
            url = reverse(f"wagtailimages:{name}", args=[pictures[0].pk])
            response = client.get(url)
            assert response.status_code in (302, 403, 404)
            assert "Тайный план" not in response.content.decode()
        client.get(reverse("wagtailimages_chooser:chosen", args=[pictures[0].pk]))


def test_the_author_herself_sees_them_on_the_page(client, author, draft, stored):
    put(draft, author, stored)
    client.force_login(author)
    page = client.get(reverse("materials:edit_send", args=[draft.pk])).content.decode()
    assert page.count("<img") >= 2


def test_a_work_that_is_sent_gives_its_pictures_to_the_hub(hub, author, draft, stored):
    pictures = put(draft, author, stored)
    submission.submit(fresh(draft), author)
    for image in SiteImage.objects.filter(pk__in=[image.pk for image in pictures]):
        assert not image.is_private
        assert image.collection == hub.provision.collection
    for person in staff(hub).values():
        assert seen_by(person) >= set(pictures)


def test_pictures_go_with_the_text(author, draft, stored):
    put(draft, author, stored)
    second = put(draft, author, stored)
    assert set(SiteImage.objects.all()) == set(second), "the text was brought anew"
    drafting.change(draft, author, lambda version: drafting.drop_document(version, stored.pk))
    assert not SiteImage.objects.exists() and not WorkPicture.objects.exists()


def test_pictures_go_with_the_file(author, draft, stored):
    put(draft, author, stored)
    drafting.change(draft, author, lambda version: drafting.remove_file(version, stored.pk))
    assert not SiteImage.objects.exists()


def test_pictures_go_with_the_draft(django_capture_on_commit_callbacks, author, draft, stored):
    files = [image.file for image in put(draft, author, stored)]
    with django_capture_on_commit_callbacks(execute=True):
        submission.delete_draft(fresh(draft), author)
    assert not SiteImage.objects.exists()
    assert not any(file.storage.exists(file.name) for file in files)


def test_a_version_that_moderators_know_keeps_its_pictures(author, draft, stored):
    put(draft, author, stored)
    submission.submit(fresh(draft), author)
    submission.withdraw(fresh(draft), author)
    drafting.change(draft, author, lambda version: drafting.drop_document(version, stored.pk))
    tidy(days=0)
    assert SiteImage.objects.count() == 2


@pytest.mark.indexed
def test_a_picture_that_an_editor_uses_elsewhere_stays(hub, author, draft, stored):
    in_text, _in_table = sorted(put(draft, author, stored), key=lambda image: image.pk)
    submission.submit(fresh(draft), author)
    page = StandardPage(title="О нас", body=[{"type": "image", "value": {
        "image": {"image": in_text.pk, "alt_text": "", "decorative": True}, "caption": "",
        "width": "text"}}])  # fmt: skip
    hub.get_parent().add_child(instance=page)
    fresh(draft).delete()
    assert set(SiteImage.objects.all()) == {in_text}
    tidy(days=0)
    assert SiteImage.objects.filter(pk=in_text.pk).exists()
    page.delete()
    tidy(days=0)
    assert not SiteImage.objects.exists()


def tidy(days):
    call_command("tidy_files", days=days, stdout=io.StringIO())


def test_tidying_takes_what_was_read_and_not_kept(author, draft, stored):
    kept = put(draft, author, stored)
    drafting.read_document(stored, drafting.newest(fresh(draft)), author)
    by_hand = SiteImage.objects.create(
        title="Чужая", file=SimpleUploadedFile("a.png", picture("red").read())
    )
    tidy(days=1)
    assert SiteImage.objects.count() == 5
    SiteImage.objects.update(created_at=timezone.now() - datetime.timedelta(days=3))
    tidy(days=1)
    assert set(SiteImage.objects.all()) == {*kept, by_hand}
