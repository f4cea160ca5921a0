"""Making a work together: who may ask, who answers, and what each may then do."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from wagtail.models import ModelLogEntry

from community.members.enums import PersonRole
from community.notifications.models import Notice
from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of
from materials import coauthors, submission
from materials.contribute import drafting
from materials.enums import CoAuthorStatus
from materials.models import CoAuthor, Material
from materials.permissions import is_author
from subjects.models import HubPage


def a_member(hub, **kwargs):
    return MembershipFactory(hub=hub, user=UserFactory(**kwargs)).user


@pytest.fixture
def owner(hub):
    return a_member(hub, last_name="Осинина")


@pytest.fixture
def friend(hub):
    return a_member(hub, last_name="Кленова", first_name="Анна", middle_name="")


@pytest.fixture
def work(db, hub, owner):
    return MaterialFactory(
        title="Проценты в магазине", hub=hub, owner=owner, authors=[owner], live=False,
        files=[StoredFileFactory()], with_revision=True,
    )  # fmt: skip


def names(material):
    version = Material.objects.get(pk=material.pk).get_latest_revision_as_object()
    return [row.user for row in version.authors.all()]


# -- Asking and answering ----------------------------------------------------------------------


def test_whoever_accepts_may_edit_and_is_named(work, owner, friend):
    assert coauthors.invite(work, friend, owner)
    assert not is_author(friend, work) and names(work) == [owner]
    assert coauthors.accept(work, friend)
    assert is_author(friend, work) and names(work) == [owner, friend]
    submission.check_may_edit(friend, work)


def test_each_act_counts_once(work, owner, friend):
    assert coauthors.invite(work, friend, owner) and not coauthors.invite(work, friend, owner)
    assert coauthors.accept(work, friend) and not coauthors.accept(work, friend)
    assert coauthors.remove(work, friend, owner) and not coauthors.remove(work, friend, owner)
    acts = ModelLogEntry.objects.filter(action__startswith="materials.coauthor_")
    assert acts.count() == 3
    assert all("Кленова" not in str(entry.data) for entry in acts)


def test_both_are_told(work, owner, friend):
    coauthors.invite(work, friend, owner)
    told = Notice.objects.get(recipient=friend)
    assert told.verb == "coauthor_invited" and told.url == reverse(
        "materials:invitation", args=[work.pk]
    )
    coauthors.decline(work, friend)
    assert Notice.objects.get(recipient=owner).verb == "coauthor_answered"
    assert "Кленова" in Notice.objects.get(recipient=owner).title


def test_only_the_owner_invites_and_deletes(work, owner, friend, hub):
    third = a_member(hub)
    coauthors.invite(work, friend, owner)
    coauthors.accept(work, friend)
    for act in [
        lambda: coauthors.invite(work, third, friend),
        lambda: coauthors.remove(work, owner, friend),
        lambda: submission.delete_draft(work, friend),
    ]:
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize("who", ["pupil", "outsider", "suspended", "owner"])
def test_who_cannot_be_asked(work, owner, hub, who):
    person = {
        "pupil": lambda: a_member(hub, role=PersonRole.PUPIL),
        "outsider": UserFactory,
        "suspended": lambda: a_member(hub, status="suspended"),
        "owner": lambda: owner,
    }[who]()
    with pytest.raises(ValidationError):
        coauthors.invite(work, person, owner)
    assert not CoAuthor.objects.exists()


def test_nobody_answers_for_another(work, owner, friend, hub):
    coauthors.invite(work, friend, owner)
    stranger = a_member(hub)
    for act in [coauthors.accept, coauthors.decline]:
        with pytest.raises(PermissionDenied):
            act(work, stranger)


def test_whoever_is_only_named_in_a_draft_has_no_say(work, friend, owner):
    drafting.change(work, owner, lambda version: version.authors.add(
        *[type(row)(user=friend) for row in version.authors.all()]))  # fmt: skip
    assert not is_author(friend, Material.objects.get(pk=work.pk))


def test_a_published_work_gets_the_name_with_its_next_version(work, owner, friend, hub):
    submission.submit(work, owner)
    submission.approve(Material.objects.get(pk=work.pk), moderator_of(hub))
    coauthors.invite(work, friend, owner)
    coauthors.accept(work, friend)
    fresh = Material.objects.get(pk=work.pk)
    assert not fresh.has_unpublished_changes and names(work) == [owner]
    drafting.change(fresh, friend, lambda version: setattr(version, "title", "Проценты"))
    assert names(work) == [owner, friend]


def test_leaving_takes_the_name_out(work, owner, friend):
    coauthors.invite(work, friend, owner)
    coauthors.accept(work, friend)
    assert coauthors.leave(work, friend)
    assert names(work) == [owner] and not is_author(friend, work)
    assert Notice.objects.filter(recipient=owner, verb="coauthor_left").exists()


def test_a_coauthor_sends_the_work_and_both_hear_of_the_answer(work, owner, friend, hub):
    coauthors.invite(work, friend, owner)
    coauthors.accept(work, friend)
    assert submission.submit(Material.objects.get(pk=work.pk), friend)
    submission.return_for_changes(Material.objects.get(pk=work.pk), moderator_of(hub), "Ответы?")
    told = Notice.objects.filter(verb="material_returned")
    assert {notice.recipient for notice in told} == {owner, friend}


# -- Pages -------------------------------------------------------------------------------------


def url(name, work, *args):
    return reverse(f"materials:{name}", args=[work.pk, *args])


def test_find_choose_invite_without_a_script(client, work, owner, friend):
    client.force_login(owner)
    found = client.post(url("coauthors", work), {"q": "клен", "person": ""})
    assert f'value="{friend.pk}"' in found.text
    client.post(url("coauthors", work), {"q": "клен", "person": friend.pk})
    client.post(url("coauthors", work), {"q": "клен", "person": friend.pk})
    assert CoAuthor.objects.get().user == friend
    client.force_login(friend)
    assert "Вас приглашают" in client.get(reverse("materials:my_works")).text
    page = client.get(url("invitation", work))
    assert "Проценты" in page.text and 'value="accept"' in page.text
    assert client.get(url("edit_files", work)).status_code == 404
    client.post(url("invitation", work), {"answer": "accept"})
    assert client.get(url("edit_files", work)).status_code == 200
    assert client.get(url("coauthors", work)).status_code == 200


def test_the_search_shows_what_the_list_of_members_shows(client, work, owner, friend, hub):
    a_member(hub, last_name="Кленов", role=PersonRole.PUPIL)
    client.force_login(owner)
    found = client.get(url("find_coauthors", work), {"q": "клен"}).json()["items"]
    assert [item["id"] for item in found] == [friend.pk]
    assert client.get(url("find_coauthors", work), {"q": friend.email}).json() == {"items": []}


@pytest.mark.parametrize("text", ["", "\x00", "к", "Ж" * 10_000, "%_"])
def test_odd_words_find_nobody(client, work, owner, text):
    client.force_login(owner)
    assert client.get(url("find_coauthors", work), {"q": text}).json() == {"items": []}
    assert client.post(url("coauthors", work), {"q": text}).status_code == 200


@pytest.mark.parametrize("key", ["0", "-1", "x", "9" * 40, "\x00"])
def test_odd_keys_invite_nobody(client, work, owner, key):
    client.force_login(owner)
    assert client.post(url("coauthors", work), {"person": key}).status_code == 200
    assert not CoAuthor.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "coauthor", "visitor"])
def test_the_owners_pages_are_hers(client, work, owner, friend, hub, who):
    coauthors.invite(work, friend, owner)
    coauthors.accept(work, friend)
    row = CoAuthor.objects.get()
    if who != "visitor":
        client.force_login(friend if who == "coauthor" else a_member(hub))
    refused = 302 if who == "visitor" else 404
    assert client.get(url("find_coauthors", work)).status_code == refused
    assert client.post(url("coauthors", work), {"person": "1"}).status_code == refused
    assert client.post(url("remove_coauthor", work, row.pk)).status_code == refused
    assert CoAuthor.objects.get().status == CoAuthorStatus.ACCEPTED


def test_an_owner_removes_and_a_coauthor_leaves(client, work, owner, friend):
    coauthors.invite(work, friend, owner)
    client.force_login(owner)
    client.post(url("remove_coauthor", work, CoAuthor.objects.get().pk))
    client.post(url("remove_coauthor", work, 12345))
    assert not CoAuthor.objects.exists()
    coauthors.invite(work, friend, owner)
    coauthors.accept(work, friend)
    client.force_login(friend)
    assert client.get(url("leave", work)).status_code == 200
    assert client.post(url("leave", work)).url == reverse("materials:my_works")
    assert not CoAuthor.objects.exists()


def test_the_invited_may_have_the_files_until_she_declines(client, work, owner, friend):
    file = url("file", work, work.files.get().stored_id)
    coauthors.invite(work, friend, owner)
    client.force_login(friend)
    assert client.get(file).status_code == 200
    coauthors.decline(work, friend)
    assert client.get(file).status_code == 404


# -- Whatever they do, in whatever order -------------------------------------------------------

ACTS = {
    "invite": lambda work, owner, friend: coauthors.invite(work, friend, owner),
    "accept": lambda work, owner, friend: coauthors.accept(work, friend),
    "decline": lambda work, owner, friend: coauthors.decline(work, friend),
    "remove": lambda work, owner, friend: coauthors.remove(work, friend, owner),
    "leave": lambda work, owner, friend: coauthors.leave(work, friend),
    "send": lambda work, owner, friend: submission.submit(work, friend),
    "take back": lambda work, owner, friend: submission.withdraw(work, owner),
}


class TogetherMachine(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        hub = HubPage.objects.first() or HubPageFactory()
        self.owner, self.friend = a_member(hub), a_member(hub)
        self.work = MaterialFactory(
            hub=hub, owner=self.owner, authors=[self.owner], live=False,
            files=[StoredFileFactory()], with_revision=True,
        )  # fmt: skip

    def logged(self):
        return ModelLogEntry.objects.filter(
            object_id=str(self.work.pk), action__startswith="materials.coauthor_"
        ).count()

    @rule(name=st.sampled_from(sorted(ACTS)))
    def act(self, name):
        before = self.logged()
        work = Material.objects.get(pk=self.work.pk)
        try:
            done = ACTS[name](work, self.owner, self.friend)
        except PermissionDenied:
            done = False
        is_shared = name not in ("send", "take back")
        assert self.logged() == before + (1 if done and is_shared else 0), name

    @invariant()
    def rights_follow_the_answer(self):
        row = CoAuthor.objects.filter(material=self.work, user=self.friend).first()
        has_accepted = row is not None and row.status == CoAuthorStatus.ACCEPTED
        assert is_author(self.friend, Material.objects.get(pk=self.work.pk)) == has_accepted
        if not has_accepted:
            assert self.friend not in names(self.work)


class TogetherTest(TestCase):
    def test_rights_follow_the_answer(self):
        from hypothesis.stateful import run_state_machine_as_test

        run_state_machine_as_test(
            TogetherMachine,
            settings=settings(max_examples=8, stateful_step_count=12, deadline=None,
                              derandomize=True),
        )  # fmt: skip
