"""A form that is sent twice, or four times at once, makes one draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from community.members.models import Membership
from demo.factories.members import MembershipFactory
from demo.factories.subjects import HubPageFactory
from materials import submission
from materials.contribute import drafting
from materials.models import Material

NEW = reverse("materials:new")
TIMES = 4


def author():
    return MembershipFactory(hub=HubPageFactory()).user


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def send(client, key="a-form", **values):
    file = SimpleUploadedFile("Дроби.txt", b"1/2 > 1/3")
    return client.post(NEW, {"key": key, "text": "Набранное", "files": file, **values})


def kept_by(user):
    """``(number of drafts, files, typed text)`` of her works."""
    works = [work.get_latest_revision_as_object() for work in Material.objects.filter(owner=user)]
    files = [row.stored.name for work in works for row in work.listed_files]
    return len(works), files, [drafting.typed_text(work) for work in works]


def test_four_presses_at_once_make_one_draft(crowd):
    user = crowd.once(author)
    clients = [crowd.once(lambda: signed_in(user)) for _ in range(TIMES)]
    answers = crowd.together([lambda client=client: send(client) for client in clients])
    assert crowd.once(lambda: kept_by(user)) == (1, ["Дроби.txt"], ["Набранное"])
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.url for answer in answers}) == 1


def test_people_and_forms_do_not_meet(crowd):
    user, other = crowd.once(author), crowd.once(author)
    acts = [(user, "one"), (user, "two"), (other, "one"), (other, "two")]
    clients = [(crowd.once(lambda user=user: signed_in(user)), key) for user, key in acts]
    crowd.together([lambda client=client, key=key: send(client, key) for client, key in clients])
    assert crowd.once(lambda: kept_by(user))[0] == 2
    assert crowd.once(lambda: kept_by(other))[0] == 2


@pytest.mark.django_db
def test_a_form_that_was_sent_on_its_way_begins_a_new_work():
    user = author()
    client = signed_in(user)
    hub = Membership.objects.get(user=user).hub
    send(client)
    sent = Material.objects.get()

    def describe(version):
        version.title, version.summary, version.kind, version.hub = "Дроби", "Лист.", "test", hub

    drafting.change(sent, user, describe)
    submission.submit(sent, user)
    kept = Material.objects.get(pk=sent.pk).latest_revision_id
    for _ in range(2):
        send(client, text="Другое")
    assert Material.objects.get(pk=sent.pk).latest_revision_id == kept
    assert kept_by(user) == (2, ["Дроби.txt"] * 2, ["Другое", "Набранное"])


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "a" * 500, "'\"<>\x00", "ключ", "☃"])
def test_a_crafted_key_does_no_harm(key):
    user = author()
    assert send(signed_in(user), key).status_code == 302
    assert len(Material.objects.get().form_key) <= 40


@pytest.mark.django_db
def test_an_unfinished_draft_is_offered_on_any_device():
    user = author()
    send(signed_in(user))
    begun = Material.objects.get()
    client = signed_in(user)
    assert client.get(NEW).context["unfinished"] == begun
    Material.objects.filter(pk=begun.pk).update(is_private=False)
    assert client.get(NEW).context["unfinished"] is None
