"""Announcing, moving, cancelling and ending chats, and reminding of them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageViewRestriction

from community.discussions.actions import chats as acts
from community.discussions.actions.reading import follow, unfollow
from community.discussions.enums import ChatState, DiscussionKind
from community.discussions.models import ChatSession
from community.members.actions import memberships
from community.members.enums import MembershipStatus, PersonRole
from community.members.models import Membership
from community.notifications.models import Notice
from demo.factories.chats import ChatFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 3, 15, 12, tzinfo=UTC)


@pytest.fixture
def hub():
    return HubPageFactory(title="Физика")


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


@pytest.fixture
def member(hub):
    return member_of(hub)


def member_of(hub, **kwargs):
    user = UserFactory(**kwargs)
    memberships.add(user, hub, None)
    return user


def plan(**kwargs):
    begins = timezone.now() + timedelta(days=2)
    usual = {"title": "Олимпиада", "starts_at": begins, "ends_at": begins + timedelta(hours=1)}
    return usual | kwargs


def told(verb):
    return set(Notice.objects.filter(verb=verb).values_list("recipient", flat=True))


# -- Where it stands ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "fields", "state"),
    [
        (NOON - timedelta(seconds=1), {}, ChatState.COMING),
        (NOON, {}, ChatState.RUNNING),
        (NOON + timedelta(minutes=59, seconds=59), {}, ChatState.RUNNING),
        (NOON + timedelta(hours=1), {}, ChatState.OVER),
        (NOON + timedelta(minutes=30), {"ended_at": NOON + timedelta(minutes=20)}, ChatState.OVER),
        (NOON - timedelta(days=1), {"is_cancelled": True}, ChatState.CANCELLED),
        (NOON + timedelta(days=1), {"is_cancelled": True}, ChatState.CANCELLED),
    ],
)
def test_the_clock_tells_the_state(monkeypatch, moment, fields, state):
    session = ChatSession(starts_at=NOON, ends_at=NOON + timedelta(hours=1), **fields)
    assert session.state_at(moment) == state
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert session.state == state
    assert session.is_running == (state == ChatState.RUNNING)
    assert session.is_over == (state in {ChatState.OVER, ChatState.CANCELLED})


@pytest.mark.parametrize("days", [-10, -1, 0, 1, 10])
def test_lists_say_the_same_as_the_state(hub, days):
    now = timezone.now()
    begins = now + timedelta(days=days) - timedelta(minutes=5)
    for fields in [{}, {"ended_at": now}, {"is_cancelled": True}]:
        ChatFactory(hub=hub, starts_at=begins, **fields)
    for session in ChatSession.objects.all():
        here = {
            "running": session in ChatSession.objects.running(),
            "past": session in ChatSession.objects.past(),
            "coming": session in ChatSession.objects.coming(),
        }
        state = session.state
        assert here["running"] == (state == ChatState.RUNNING)
        assert here["past"] == (state == ChatState.OVER)
        if state == ChatState.COMING:
            assert here["coming"]


# -- Announcing -----------------------------------------------------------------------------


def test_moderator_announces(hub, moderator, member):
    outsider = UserFactory()
    values = plan(title="  Как готовить\nк олимпиаде ", description=" Обсудим ", leader=member)
    session = acts.announce(hub, moderator, **values)
    assert session.state == ChatState.COMING
    assert session.discussion.kind == DiscussionKind.CHAT
    assert session.discussion.title == "Как готовить к олимпиаде"
    assert session.description == "Обсудим"
    assert session.leader == member
    assert ModelLogEntry.objects.filter(action="discussions.chat_announced").count() == 1
    assert member.pk in told("chat_announced")
    assert outsider.pk not in told("chat_announced")
    assert moderator.pk not in told("chat_announced")
    notice = Notice.objects.get(recipient=member, verb="chat_announced")
    assert "Физика" in notice.text
    assert timezone.localtime(session.starts_at).strftime("%H:%M") in notice.text
    assert notice.url == session.discussion.get_absolute_url()


def test_who_announces(hub, member):
    other = moderator_of(HubPageFactory())
    for user in [member, other]:
        with pytest.raises(PermissionDenied):
            acts.announce(hub, user, **plan())
    assert acts.announce(hub, site_editor(), **plan())
    hub.wound_up_on = timezone.localdate()
    hub.save()
    with pytest.raises(PermissionDenied):
        acts.announce(hub, site_editor(), **plan())


@pytest.mark.parametrize(
    ("begins_in", "lasts", "field"),
    [
        (timedelta(minutes=-1), timedelta(hours=1), "starts_at"),
        (timedelta(days=400), timedelta(hours=1), "starts_at"),
        (timedelta(days=1), timedelta(0), "ends_at"),
        (timedelta(days=1), timedelta(hours=-1), "ends_at"),
        (timedelta(days=1), timedelta(hours=13), "ends_at"),
    ],
)
def test_times_that_cannot_be(hub, moderator, begins_in, lasts, field):
    begins = timezone.now() + begins_in
    with pytest.raises(ValidationError) as caught:
        acts.announce(hub, moderator, **plan(starts_at=begins, ends_at=begins + lasts))
    assert set(caught.value.error_dict) == {field}
    assert not ChatSession.objects.exists()


def test_leader_is_a_grown_up_member(hub, moderator):
    pupil = member_of(hub, role=PersonRole.PUPIL)
    left = member_of(hub)
    Membership.objects.filter(user=left).update(status=MembershipStatus.LEFT)
    for leader in [UserFactory(), pupil, left]:
        with pytest.raises(ValidationError) as caught:
            acts.announce(hub, moderator, **plan(leader=leader))
        assert set(caught.value.error_dict) == {"leader"}
    assert acts.announce(hub, moderator, **plan(leader=moderator)).leader == moderator


def test_title_is_needed(hub, moderator):
    with pytest.raises(ValidationError) as caught:
        acts.announce(hub, moderator, **plan(title=" \n "))
    assert set(caught.value.error_dict) == {"title"}


# -- Changing -------------------------------------------------------------------------------


def test_another_hour_is_told(hub, moderator, member):
    session = acts.announce(hub, moderator, **plan())
    values = plan(starts_at=session.starts_at, ends_at=session.ends_at)
    assert not acts.change(session, moderator, **values)
    assert acts.change(session, moderator, **values | {"title": "Регион"})
    assert not told("chat_moved")
    session.refresh_from_db()
    assert session.discussion.title == "Регион"
    ChatSession.objects.update(reminded_at=timezone.now())
    later = session.starts_at + timedelta(hours=2)
    moved = {"title": "Регион", "starts_at": later, "ends_at": later + timedelta(hours=1)}
    assert acts.change(session, moderator, **moved)
    assert told("chat_moved") == {member.pk}
    session.refresh_from_db()
    assert (session.starts_at, session.reminded_at) == (later, None)


def test_a_chat_under_way_keeps_its_beginning(hub, moderator):
    session = ChatFactory(hub=hub)
    values = plan(starts_at=session.starts_at, ends_at=session.ends_at + timedelta(hours=1))
    assert acts.change(session, moderator, **values)
    with pytest.raises(ValidationError) as caught:
        acts.change(session, moderator, **plan())
    assert set(caught.value.error_dict) == {"starts_at"}


def test_who_changes(hub, moderator, member):
    session = ChatFactory(hub=hub, begins_in=60, leader=member)
    for user in [member, UserFactory(), moderator_of(HubPageFactory())]:
        with pytest.raises(PermissionDenied):
            acts.change(session, user, **plan())
        with pytest.raises(PermissionDenied):
            acts.cancel(session, user)


def test_what_is_over_stays(hub, moderator):
    for session in [ChatFactory(hub=hub, begins_in=-90), ChatFactory(hub=hub, is_cancelled=True)]:
        with pytest.raises(ValidationError):
            acts.change(session, moderator, **plan())


# -- Cancelling and ending ------------------------------------------------------------------


def test_cancelling(hub, moderator, member):
    session = ChatFactory(hub=hub, begins_in=60)
    assert acts.cancel(session, moderator)
    assert not acts.cancel(session, moderator)
    session.refresh_from_db()
    assert session.state == ChatState.CANCELLED
    assert told("chat_cancelled") == {member.pk}
    with pytest.raises(ValidationError):
        acts.cancel(ChatFactory(hub=hub), moderator)


def test_ending(hub, moderator, member):
    session = ChatFactory(hub=hub, leader=member)
    for user in [member_of(hub), UserFactory()]:
        with pytest.raises(PermissionDenied):
            acts.end(session, user)
    assert acts.end(session, member)
    assert not acts.end(session, moderator)
    session.refresh_from_db()
    assert session.state == ChatState.OVER
    assert session.finished_at < session.ends_at
    with pytest.raises(ValidationError):
        acts.end(ChatFactory(hub=hub, begins_in=5), moderator)


def test_a_leader_who_was_suspended_ends_nothing(hub):
    leader = member_of(hub)
    session = ChatFactory(hub=hub, leader=leader)
    leader.is_active = False
    leader.save()
    with pytest.raises(PermissionDenied):
        acts.end(session, leader)


# -- Reminding ------------------------------------------------------------------------------


def test_whoever_asked_is_reminded_once(hub, member):
    soon = ChatFactory(hub=hub, begins_in=50, leader=member)
    later = ChatFactory(hub=hub, begins_in=70)
    cancelled = ChatFactory(hub=hub, begins_in=40, is_cancelled=True)
    eager, former = UserFactory(), UserFactory()
    for session in [soon, later, cancelled]:
        follow(eager, session.discussion)
    follow(former, soon.discussion)
    unfollow(former, soon.discussion)
    call_command("remind_of_chats")
    call_command("remind_of_chats")
    assert Notice.objects.filter(verb="chat_begins_soon").count() == 2
    assert told("chat_begins_soon") == {member.pk, eager.pk}


def test_nobody_is_reminded_of_a_closed_hub(hub, member):
    session = ChatFactory(hub=hub, begins_in=50)
    outsider = UserFactory()
    for user in [member, outsider]:
        follow(user, session.discussion)
    restriction = PageViewRestriction.objects.create(
        page=hub, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.set(member.groups.all())
    call_command("remind_of_chats")
    assert told("chat_begins_soon") == {member.pk}
