"""Whoever edits a work holds it for a while; nothing is overwritten, nobody is shut out."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from community.notifications.models import Notice
from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import moderator_of
from materials import coauthors, locks, submission
from materials.contribute import drafting
from materials.models import Material

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(hub):
    return MembershipFactory(hub=hub, user=UserFactory(last_name="Осинина")).user


@pytest.fixture
def friend(hub):
    return MembershipFactory(hub=hub, user=UserFactory(last_name="Кленова")).user


@pytest.fixture
def work(hub, owner, friend):
    work = MaterialFactory(
        title="Проценты", hub=hub, owner=owner, authors=[owner], live=False,
        files=[StoredFileFactory()], with_revision=True,
    )  # fmt: skip
    coauthors.invite(work, friend, owner)
    coauthors.accept(work, friend)
    return Material.objects.get(pk=work.pk)


def url(name, work):
    return reverse(f"materials:{name}", args=[work.pk])


def fresh(work):
    return Material.objects.get(pk=work.pk)


def let_time_pass(work):
    past = timezone.now() - datetime.timedelta(seconds=1)
    Material.objects.filter(pk=work.pk).update(lock_ends_at=past)


def rename(title):
    return lambda version: setattr(version, "title", title)


def test_whoever_opens_a_step_holds_the_work(client, work, owner, friend):
    client.force_login(owner)
    client.get(url("edit_files", work))
    assert fresh(work).is_locked_for(friend) and not fresh(work).is_locked_for(owner)
    with pytest.raises(locks.HeldError):
        locks.take(work, friend)
    client.force_login(friend)
    page = client.get(url("edit_files", work))
    assert "Осинина" in page.text and "<textarea" not in page.text and "Проценты" in page.text
    assert "Осинина" in client.get(url("work", work)).text


def test_it_is_free_when_the_time_is_over(work, owner, friend):
    locks.take(work, owner)
    let_time_pass(work)
    assert fresh(work).get_lock() is None
    assert locks.take(fresh(work), friend)
    with pytest.raises(locks.HeldError):
        locks.take(fresh(work), owner)


def test_saving_after_the_work_was_lost_overwrites_nothing(client, work, owner, friend):
    client.force_login(owner)
    client.get(url("edit_about", work))
    base = fresh(work).latest_revision_id
    let_time_pass(work)
    locks.take(fresh(work), friend)
    page = client.post(url("edit_about", work), {"title": "Моё название", "base": base})
    assert "Кленова" in page.text and 'value="Моё название"' in page.text
    assert drafting.newest(fresh(work)).title == "Проценты"
    # When it is free again, the same form is kept: nobody else has saved anything.
    locks.release(work, friend)
    client.post(url("edit_about", work), {"title": "Моё название", "base": base, "act": "exit"})
    assert drafting.newest(fresh(work)).title == "Моё название"


def test_what_another_one_has_saved_is_not_overwritten_either(work, owner, friend):
    base = work.latest_revision_id
    drafting.change(work, friend, rename("Её"), base=base)
    locks.release(work, friend)
    with pytest.raises(drafting.OutdatedError):
        drafting.change(fresh(work), owner, rename("Моё"), base=base)
    assert drafting.newest(fresh(work)).title == "Её"


def test_saving_holds_it_for_longer(work, owner):
    locks.take(work, owner)
    soon = timezone.now() + datetime.timedelta(minutes=2)
    Material.objects.filter(pk=work.pk).update(lock_ends_at=soon)
    drafting.change(fresh(work), owner, rename("Дальше"))
    assert fresh(work).lock_ends_at > soon + datetime.timedelta(minutes=10)


def test_leaving_and_sending_give_it_back(client, work, owner, friend):
    client.force_login(owner)
    client.get(url("edit_files", work))
    base = fresh(work).latest_revision_id
    client.post(url("edit_files", work), {"act": "exit", "base": base})
    assert not fresh(work).locked
    locks.take(fresh(work), friend)
    submission.submit(fresh(work), friend)
    assert not fresh(work).locked


def test_nobody_sends_what_another_one_edits(work, owner, friend):
    locks.take(work, owner)
    with pytest.raises(locks.HeldError):
        submission.submit(fresh(work), friend)


def test_a_waiting_colleague_is_told_of_once(client, work, owner, friend):
    locks.take(work, owner)
    client.force_login(friend)
    for _ in range(2):
        client.post(url("ask", work))
    assert Notice.objects.filter(recipient=owner, verb="material_asked").count() == 1


def test_looking_writes_nothing_into_the_history(client, work, owner):
    before = ModelLogEntry.objects.count()
    client.force_login(owner)
    client.get(url("edit_files", work))
    client.head(url("edit_about", work))
    assert ModelLogEntry.objects.count() == before


# -- Moderators --------------------------------------------------------------------------------


def edit_url(work):
    return reverse(Material.snippet_viewset.get_url_name("edit"), args=[work.pk])


def test_a_moderator_decides_whoever_edited_last(client, work, owner, hub):
    moderator = moderator_of(hub)
    client.force_login(owner)
    client.get(url("edit_send", work))
    submission.submit(fresh(work), owner)
    client.force_login(moderator)
    page = client.get(edit_url(work))
    assert page.status_code == 200 and not page.context["locked_for_user"]
    assert submission.approve(fresh(work), moderator)
    assert fresh(work).live


def test_a_moderator_sees_who_edits_and_may_unlock(client, work, owner, hub):
    moderator = moderator_of(hub)
    submission.submit(work, owner)
    submission.return_for_changes(fresh(work), moderator, "Добавьте ответы.")
    locks.take(fresh(work), owner)
    client.force_login(moderator)
    page = client.get(edit_url(work))
    assert page.context["locked_for_user"] and "Осинина" in page.text
    client.post(reverse(Material.snippet_viewset.get_url_name("unlock"), args=[work.pk]))
    assert not fresh(work).is_locked_now
    # The author goes on: nothing was changed meanwhile.
    drafting.change(fresh(work), owner, rename("С ответами"), base=fresh(work).latest_revision_id)


def test_what_a_moderator_locks_stays_locked(client, work, owner, hub):
    moderator = moderator_of(hub)
    submission.submit(work, owner)
    submission.return_for_changes(fresh(work), moderator, "Добавьте ответы.")
    locks.take(fresh(work), owner)
    locks.release(fresh(work), owner)
    client.force_login(moderator)
    client.post(reverse(Material.snippet_viewset.get_url_name("lock"), args=[work.pk]))
    assert fresh(work).is_locked_for(owner) and fresh(work).lock_ends_at is None
    assert not locks.release(fresh(work))
    with pytest.raises(locks.HeldError):
        locks.take(fresh(work), owner)
