"""Works that wait while their hub changes, closes or goes, and their people too."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, WorkflowState

from community.members.actions import accounts, memberships
from community.members.models import Membership, User
from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import MembershipFactory
from demo.factories.subjects import HubPageFactory, moderator_of
from materials import actions, coauthors, submission
from materials.enums import Outcome, WorkState
from materials.models import Material
from materials.workflow_links import review_url
from subjects.models import HubPage
from subjects.permissions import people_responsible_for

from .admin_forms import admin_url, enter
from .test_moderation import decide_url, decision, edit_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(hub):
    return MembershipFactory(hub=hub).user


@pytest.fixture
def waiting(hub, author):
    work = MaterialFactory(
        title="Доли и дроби", hub=hub, owner=author, live=False,
        files=[StoredFileFactory()], with_revision=True,
    )  # fmt: skip
    submission.submit(work, author)
    return fresh(work)


@pytest.fixture
def going_over(hub, other, author):
    """A published work of ``hub`` whose new version waits in ``other``."""
    MembershipFactory(hub=other, user=author)
    work = MaterialFactory(
        title="Доли", hub=hub, owner=author, files=[StoredFileFactory()], with_revision=True
    )
    version = work.get_latest_revision_as_object()
    version.hub = other
    version.save_revision(user=author)
    submission.submit(fresh(work), author)
    return fresh(work)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def logged(material, action):
    entries = ModelLogEntry.objects.for_instance(material)
    return entries.filter(action=f"materials.{action}").count()


# -- The hub of a work changes ---------------------------------------------------------------


@pytest.fixture
def moderator_of_both(people):
    for group in people["other moderator"].groups.all():
        people["moderator"].groups.add(group)
    return User.objects.get(pk=people["moderator"].pk)


def test_another_hub_chosen_in_the_form_asks_its_moderators(
    client, people, waiting, other, moderator_of_both, django_capture_on_commit_callbacks
):
    enter(client, moderator_of_both)
    form = {**edit_form(moderator_of_both, waiting), "hub": other.pk}
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(review_url(waiting), form).status_code == 302
    told = [letter.to[0] for letter in mail.outbox]
    assert people["other moderator"].email in told
    assert submission.state_of(fresh(waiting)) == WorkState.IN_REVIEW
    assert waiting.submissions.get().hub == other
    assert logged(waiting, "move") == 1
    states = WorkflowState.objects.for_instance(waiting)
    assert states.filter(status=WorkflowState.STATUS_IN_PROGRESS).count() == 1
    enter(client, people["other moderator"])
    assert waiting.title in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.post(decide_url(waiting)).status_code == 302
    assert fresh(waiting).live
    assert waiting.submissions.get().outcome == Outcome.APPROVED


def test_a_form_that_is_saved_in_the_same_hub_tells_nobody(client, people, waiting):
    enter(client, people["moderator"])
    before = waiting.current_workflow_task_state.pk
    client.post(review_url(waiting), edit_form(people["moderator"], waiting))
    assert fresh(waiting).current_workflow_task_state.pk == before
    assert logged(waiting, "move") == 0


def test_a_hub_that_is_not_hers_is_no_choice_in_the_form(client, people, waiting, other):
    enter(client, people["moderator"])
    form = {**edit_form(people["moderator"], waiting, **decision("approve")), "hub": other.pk}
    assert client.post(review_url(waiting), form).status_code == 200
    assert submission.state_of(fresh(waiting)) == WorkState.IN_REVIEW
    assert fresh(waiting).get_latest_revision_as_object().hub == waiting.hub


def test_whoever_is_asked_to_decide_is_offered_no_move(client, people, going_over, hub):
    enter(client, people["other moderator"])
    html = client.get(review_url(going_over)).content.decode()
    assert "material/move" not in html
    third = HubPageFactory(title="Третий")
    for target in [third, hub]:
        with pytest.raises(PermissionDenied):
            actions.move_to_hub(going_over, target, people["other moderator"])
    with pytest.raises(PermissionDenied):
        submission.approve(going_over, people["moderator"])
    assert submission.approve(going_over, people["other moderator"])
    assert not submission.approve(fresh(going_over), people["other moderator"])
    assert logged(going_over, "approved") == 1


def test_a_work_moved_after_it_was_decided_does_not_wait_again(people, waiting, other):
    stale = fresh(waiting)
    submission.approve(waiting, people["moderator"])
    with pytest.raises(PermissionDenied):
        actions.move_to_hub(stale, other, people["moderator"])
    assert submission.state_of(fresh(waiting)) == WorkState.PUBLISHED


# -- The hub goes ----------------------------------------------------------------------------


def test_a_hub_is_not_deleted_with_the_works_in_it(client, people, waiting, hub):
    enter(client, people["superuser"])
    url = reverse("wagtailadmin_pages:delete", args=[hub.pk])
    assert client.post(url).status_code in {200, 302}
    assert HubPage.objects.filter(pk=hub.pk).exists()
    assert submission.state_of(fresh(waiting)) == WorkState.IN_REVIEW


def test_what_waits_in_a_deleted_hub_goes_back_to_its_author(
    client, people, going_over, hub, other, author, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        fresh(other).delete()
    assert [letter.to for letter in mail.outbox] == [[author.email]]
    assert "Биология" in mail.outbox[0].body
    row = going_over.submissions.get()
    assert (row.outcome, row.hub) == (Outcome.RETURNED, None)
    assert "Биология" in row.comment
    assert logged(going_over, "returned") == 1
    for who in ["superuser", "moderator"]:
        enter(client, people[who])
        for url in [review_url(going_over), admin_url("list"), reverse("wagtailadmin_home")]:
            assert client.get(url).status_code == 200
    enter(client, author)
    html = client.get(reverse("materials:work", args=[going_over.pk])).content.decode()
    assert row.comment in html.replace("\u00a0", " ").replace("&nbsp;", " ")
    with pytest.raises(ValidationError):
        submission.submit(fresh(going_over), author)
    version = fresh(going_over).get_latest_revision_as_object()
    version.hub, version.title = hub, "Доли и дроби"
    version.save_revision(user=author)
    assert submission.submit(fresh(going_over), author)
    assert submission.approve(fresh(going_over), people["moderator"])
    assert not going_over.submissions.waiting().exists()


def test_a_closed_hub_publishes_nothing_and_holds_nothing(client, people, waiting, hub, other):
    hub.wound_up_on = timezone.localdate()
    hub.save()
    enter(client, people["moderator"])
    assert client.post(decide_url(waiting)).status_code == 302
    enter(client, people["editor"])
    assert waiting.title in client.get(reverse("wagtailadmin_home")).content.decode()
    response = client.post(decide_url(waiting))
    assert "закрыт" in client.get(response["Location"]).content.decode()
    assert submission.state_of(fresh(waiting)) == WorkState.IN_REVIEW
    assert actions.move_to_hub(fresh(waiting), other, people["editor"])
    assert submission.approve(fresh(waiting), people["other moderator"])


def test_the_author_takes_her_work_out_of_a_closed_hub(waiting, hub, other, author):
    hub.wound_up_on = timezone.localdate()
    hub.save()
    MembershipFactory(hub=other, user=author)
    assert submission.withdraw(waiting, author)
    with pytest.raises(ValidationError):
        submission.submit(fresh(waiting), author)
    work = fresh(waiting)
    work.hub = other
    work.save()
    work.save_revision(user=author)
    assert submission.submit(work, User.objects.get(pk=author.pk))


# -- People go -------------------------------------------------------------------------------


def test_whoever_left_the_hub_takes_her_work_back_but_sends_nothing(waiting, hub, author, people):
    memberships.leave(Membership.objects.get(hub=hub, user=author))
    former = User.objects.get(pk=author.pk)
    submission.return_for_changes(waiting, people["moderator"], "Допишите.")
    with pytest.raises(PermissionDenied):
        submission.submit(fresh(waiting), former)
    assert submission.state_of(fresh(waiting)) == WorkState.RETURNED
    assert submission.delete_draft(fresh(waiting), former) is None


def test_a_suspended_author_does_nothing_and_her_work_is_decided(client, waiting, author, people):
    enter(client, author)
    accounts.suspend(author, people["superuser"], "Проверка")
    for name in ["withdraw", "delete_draft", "edit_send", "edit_about"]:
        url = reverse(f"materials:{name}", args=[waiting.pk])
        assert client.post(url).status_code in {302, 403, 405}
    assert submission.state_of(fresh(waiting)) == WorkState.IN_REVIEW
    submission.return_for_changes(fresh(waiting), people["moderator"], "Допишите.")
    with pytest.raises(PermissionDenied):
        submission.submit(fresh(waiting), User.objects.get(pk=author.pk))


def test_works_do_not_wait_for_a_suspended_moderator(people, hub, waiting):
    assert people["moderator"] in people_responsible_for(hub)
    accounts.suspend(people["moderator"], people["superuser"], "Проверка")
    assert set(people_responsible_for(hub)) == {people["editor"]}


def test_an_excluded_coauthor_may_leave_and_is_not_in_the_way(hub, author, people):
    friend = MembershipFactory(hub=hub).user
    work = MaterialFactory(
        hub=hub, owner=author, live=False, files=[StoredFileFactory()], with_revision=True
    )
    coauthors.invite(work, friend, author)
    coauthors.accept(work, friend)
    memberships.exclude(
        Membership.objects.get(hub=hub, user=friend), people["moderator"], "Переехала"
    )
    friend = User.objects.get(pk=friend.pk)
    with pytest.raises(PermissionDenied):
        submission.submit(fresh(work), friend)
    assert submission.submit(fresh(work), author)
    assert submission.return_for_changes(fresh(work), people["moderator"], "Ещё.")
    assert coauthors.leave(fresh(work), friend)


@pytest.mark.parametrize("act", ["approve", "return_for_changes", "refuse"])
def test_authors_do_not_decide_on_their_works(waiting, author, act):
    with pytest.raises(PermissionDenied):
        getattr(submission, act)(waiting, author, "Хорошо")


def test_a_former_moderator_decides_nothing(client, people, waiting, hub):
    former = moderator_of(hub)
    url = decide_url(waiting)
    enter(client, former)
    former.groups.clear()
    assert client.post(url, {"comment": ""}).status_code in {302, 403}
    assert not Material.objects.get(pk=waiting.pk).live


def test_the_hubs_own_page_of_a_stranger_s_task(client, people, waiting):
    """A task's number that nobody has."""
    enter(client, people["moderator"])
    for name in ["workflow_action", "collect_workflow_action_data"]:
        url = admin_url(name, waiting.pk, "approve", 999_999)
        assert client.post(url).status_code == 404
