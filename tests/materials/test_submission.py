"""The way of a work from its author to the readers."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from materials import actions, submission
from materials.enums import Outcome, WorkState
from materials.models import Material
from subjects.signals import activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def author(hub):
    return MembershipFactory(hub=hub).user


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


@pytest.fixture
def draft(hub, author):
    return MaterialFactory(
        hub=hub, owner=author, live=False, files=[StoredFileFactory()], with_revision=True
    )


@pytest.fixture
def told():
    verbs = []

    def hear(sender, verb, **kwargs):
        verbs.append(verb)

    activity.connect(hear)
    yield verbs
    activity.disconnect(hear)


def fresh(material):
    return Material.objects.get(pk=material.pk)


def state(material):
    return submission.state_of(fresh(material))


def change(material, title, user):
    version = fresh(material).get_latest_revision_as_object()
    version.title = title
    version.save_revision(user=user)


def entries(material):
    found = ModelLogEntry.objects.for_instance(material).order_by("pk")
    return [entry.action for entry in found if entry.action.startswith("materials.")]


def test_a_work_is_sent_and_published(draft, author, moderator, told):
    assert state(draft) == WorkState.DRAFT
    assert submission.submit(draft, author)
    assert state(draft) == WorkState.IN_REVIEW
    assert not Material.objects.published().exists()
    assert submission.approve(fresh(draft), moderator)
    assert state(draft) == WorkState.PUBLISHED
    assert fresh(draft).submissions.get().outcome == Outcome.APPROVED
    assert entries(draft) == ["materials.submit", "materials.approved"]
    assert told == ["material_submitted", "published", "material_approved"]


def test_sending_twice_sends_once(draft, author):
    assert submission.submit(draft, author)
    assert not submission.submit(fresh(draft), author)
    assert fresh(draft).submissions.count() == 1


def test_a_returned_work_is_mended_and_sent_again(draft, author, moderator):
    submission.submit(draft, author)
    with pytest.raises(ValidationError):
        submission.return_for_changes(fresh(draft), moderator, "  ")
    assert submission.return_for_changes(fresh(draft), moderator, "Добавьте ответы.")
    assert state(draft) == WorkState.RETURNED
    assert fresh(draft).submissions.get().comment == "Добавьте ответы."
    submission.check_may_edit(author, fresh(draft))
    change(draft, "С ответами", author)
    assert submission.submit(fresh(draft), author)
    assert state(draft) == WorkState.IN_REVIEW
    submission.approve(fresh(draft), moderator)
    assert fresh(draft).title == "С ответами" and state(draft) == WorkState.PUBLISHED


def test_a_refused_work_has_a_way_out(draft, author, moderator):
    submission.submit(draft, author)
    assert submission.refuse(fresh(draft), moderator, "Это чужая работа.")
    assert state(draft) == WorkState.REFUSED
    assert fresh(draft).submissions.get().outcome == Outcome.REFUSED
    change(draft, "Своя работа", author)
    assert submission.submit(fresh(draft), author)
    assert state(draft) == WorkState.IN_REVIEW


def test_the_author_takes_her_work_back(draft, author):
    submission.submit(draft, author)
    with pytest.raises(PermissionDenied):
        submission.check_may_edit(author, fresh(draft))
    assert submission.withdraw(fresh(draft), author)
    assert state(draft) == WorkState.DRAFT
    assert not submission.withdraw(fresh(draft), author)
    assert entries(draft) == ["materials.submit", "materials.withdrawn"]


def test_a_published_work_stays_up_while_its_changes_wait(draft, author, moderator):
    submission.submit(draft, author)
    submission.approve(fresh(draft), moderator)
    change(draft, "Новое название", author)
    assert state(draft) == WorkState.REVISING
    assert submission.submit(fresh(draft), author)
    assert state(draft) == WorkState.REVISION_IN_REVIEW
    assert Material.objects.published().get().title != "Новое название"
    submission.approve(fresh(draft), moderator)
    assert Material.objects.published().get().title == "Новое название"


def test_changes_of_a_published_work_are_dropped(draft, author, moderator):
    submission.submit(draft, author)
    submission.approve(fresh(draft), moderator)
    title = fresh(draft).title
    change(draft, "Лишнее", author)
    assert submission.discard_changes(fresh(draft), author)
    assert state(draft) == WorkState.PUBLISHED
    assert fresh(draft).get_latest_revision_as_object().title == title
    assert not submission.discard_changes(fresh(draft), author)


def test_whoever_moderates_the_hub_publishes_at_once(hub, moderator):
    work = MaterialFactory(hub=hub, owner=moderator, live=False, files=[StoredFileFactory()])
    assert submission.submit(work, moderator)
    assert state(work) == WorkState.PUBLISHED


def test_personal_data_is_mended_or_confirmed(draft, author, moderator):
    version = draft.get_latest_revision_as_object()
    version.summary = "Звоните: 8 912 345-67-89"
    version.save_revision(user=author)
    with pytest.raises(submission.PersonalDataFoundError) as caught:
        submission.submit(fresh(draft), author)
    assert state(draft) == WorkState.DRAFT
    keys = [finding.key for finding in caught.value.findings]
    assert submission.submit(fresh(draft), author, confirmed=keys)
    assert fresh(draft).submissions.get().confirmed[0]["kind"] == "phone"


def test_an_incomplete_work_is_not_sent(hub, author):
    work = MaterialFactory(hub=hub, owner=author, live=False, with_revision=True)
    with pytest.raises(ValidationError):
        submission.submit(work, author)


@pytest.mark.parametrize("who", ["stranger", "other_moderator", "member"])
def test_nobody_else_sends_or_decides(draft, author, hub, who):
    other = {
        "stranger": UserFactory,
        "other_moderator": lambda: moderator_of(HubPageFactory()),
        "member": lambda: MembershipFactory(hub=hub).user,
    }[who]()
    with pytest.raises(PermissionDenied):
        submission.submit(draft, other)
    submission.submit(draft, author)
    for act in [
        lambda: submission.withdraw(fresh(draft), other),
        lambda: submission.approve(fresh(draft), other),
        lambda: submission.refuse(fresh(draft), other, "нет"),
        lambda: submission.return_for_changes(fresh(draft), other, "нет"),
        lambda: submission.delete_draft(fresh(draft), other),
    ]:
        with pytest.raises(PermissionDenied):
            act()
    assert state(draft) == WorkState.IN_REVIEW


def test_only_members_of_the_hub_add_to_it(draft, author, hub):
    author.memberships.all().delete()
    author = type(author).objects.get(pk=author.pk)
    with pytest.raises(PermissionDenied):
        submission.submit(draft, author)


def test_a_moved_work_waits_in_its_new_hub(draft, author, told):
    other = HubPageFactory(title="Физика")
    submission.submit(draft, author)
    actions.move_to_hub(fresh(draft), other, site_editor())
    assert state(draft) == WorkState.IN_REVIEW
    assert fresh(draft).submissions.get().hub == other
    assert told.count("material_submitted") == 2
    assert submission.approve(fresh(draft), moderator_of(other))


def test_a_draft_is_deleted_a_published_work_is_not(draft, author, moderator):
    submission.submit(draft, author)
    submission.approve(fresh(draft), moderator)
    with pytest.raises(PermissionDenied):
        submission.delete_draft(fresh(draft), author)
    other = MaterialFactory(hub=draft.hub, owner=author, live=False, with_revision=True)
    submission.delete_draft(other, author)
    assert not Material.objects.filter(pk=other.pk).exists()


def test_a_work_sent_by_wagtails_own_button_is_kept_and_told_too(draft, author, moderator, told):
    draft.get_workflow().start(draft, author)
    assert fresh(draft).submissions.get().sent_by == author
    assert told == ["material_submitted"]
    assert submission.approve(fresh(draft), moderator)
    assert entries(draft) == ["materials.submit", "materials.approved"]
