"""Whatever staff and the person do with an account, in whatever order: each change is one line
of the log, nothing changed is no line, and who is kept out is out."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from wagtail.models import ModelLogEntry

from community.members.actions import accounts, deletion
from community.members.backends import EmailOrUsernameBackend
from community.members.enums import PersonRole, UserStatus
from community.members.models import AccountDeletion, User
from demo.factories.members import UserFactory
from demo.factories.subjects import site_editor

people = st.integers(0, 3)
statuses = [UserStatus.ACTIVE, UserStatus.ACTIVE, UserStatus.PENDING, UserStatus.INVITED]


class Accounts(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        if not User.objects.filter(username="machine").exists():
            Accounts.editor = site_editor(username="machine")
        self.people = [UserFactory(status=status) for status in statuses]
        self.lines = ModelLogEntry.objects.count()

    def person(self, number):
        return User.objects.get(pk=self.people[number].pk)

    def state(self, person):
        values = User.objects.filter(pk=person.pk).values_list(
            "status", "suspended_until", "suspension_reason", "role", "username"
        )
        return values.get(), AccountDeletion.objects.filter(user=person).values(
            "keeps_name"
        ).first()

    def act(self, number, function):
        """One act, and what it must leave in the log."""
        person = self.person(number)
        before = self.state(person)
        try:
            changed = bool(function(person))
        except (ValidationError, PermissionDenied):
            changed = False
        assert changed == (before != self.state(person))
        self.lines += changed
        assert ModelLogEntry.objects.count() == self.lines

    @rule(number=people, days=st.sampled_from([None, 7, -1]), reason=st.sampled_from(["а", " "]))
    def suspend(self, number, days, reason):
        until = days and timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        until = until and until + timedelta(days=days)
        self.act(number, lambda who: accounts.suspend(who, self.editor, reason, until=until))

    @rule(number=people)
    def time_goes_by(self, number):
        over = timezone.now() - timedelta(minutes=1)
        suspended = User.objects.filter(pk=self.people[number].pk, suspended_until__isnull=False)
        suspended.update(suspended_until=over)

    @rule(number=people)
    def reinstate(self, number):
        self.act(number, lambda who: accounts.reinstate(who, self.editor))

    @rule(number=people, role=st.sampled_from([*PersonRole.values, "tsar"]))
    def change_role(self, number, role):
        self.act(number, lambda who: accounts.change_role(who, role, self.editor))

    @rule(number=people, keeps_name=st.booleans())
    def leave(self, number, keeps_name):
        self.act(number, lambda who: accounts.delete_on_request(who, self.editor, keeps_name))

    @rule(number=people)
    def stay(self, number):
        self.act(number, lambda who: accounts.keep_on_request(who, self.editor))

    @rule(number=people)
    def someone_else_tries(self, number):
        other = self.people[(number + 1) % len(self.people)]
        self.act(number, lambda who: accounts.suspend(who, other, "месть"))
        self.act(number, lambda who: accounts.reinstate(who, other))
        self.act(number, lambda who: accounts.change_role(who, "other", other))

    @invariant()
    def who_is_kept_out_is_out(self):
        backend = EmailOrUsernameBackend()
        for person in User.objects.filter(pk__in=[person.pk for person in self.people]):
            expected = person.status in {UserStatus.ACTIVE, UserStatus.PENDING}
            if person.status == UserStatus.SUSPENDED:
                expected = bool(person.suspended_until and person.suspended_until <= timezone.now())
            assert backend.user_can_authenticate(person) == expected
            members = User.objects.members().filter(pk=person.pk)
            assert person.is_member == members.exists()


@pytest.mark.django_db
def test_accounts():
    machine = Accounts.TestCase()
    machine.settings = settings(
        max_examples=12,
        stateful_step_count=15,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    machine.runTest()


@pytest.mark.django_db
def test_an_account_that_is_gone_is_left_alone():
    editor, person = site_editor(), UserFactory()
    deletion.request_deletion(person)
    deletion.erase(person)
    for act in [
        lambda: accounts.suspend(person, editor, "Реклама"),
        lambda: accounts.delete_on_request(person, editor),
        lambda: accounts.reinstate(person, editor),
    ]:
        with pytest.raises(PermissionDenied):
            act()
    person.refresh_from_db()
    assert person.status == UserStatus.LEFT
