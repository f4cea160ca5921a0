"""``manage.py prepare``: whether a database is new, and what follows from it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from demo.factories.members import UserFactory
from demo.management.commands import demo, prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(monkeypatch):
    """How often the demo content was asked for; loading it has tests of its own."""
    calls = []
    monkeypatch.setattr(demo.Command, "handle", lambda *args, **options: calls.append(1))
    return calls


def run():
    out = StringIO()
    call_command(prepare.Command(), stdout=out)
    return out.getvalue()


def test_a_new_database_is_filled(loaded):
    assert "The database is new" in run()
    assert loaded == [1]


def test_a_database_in_which_somebody_has_an_account_is_left_alone(loaded):
    UserFactory()
    assert "new" not in run()
    assert loaded == []


def test_the_password_of_the_database_is_not_shown(monkeypatch):
    monkeypatch.setitem(prepare.connection.settings_dict, "HOST", "db.example.org")
    monkeypatch.setitem(prepare.connection.settings_dict, "PASSWORD", "secret")
    described = prepare.Command().describe_database()
    assert described.endswith("(db.example.org)")
    assert "secret" not in described


def test_an_interruption_ends_with_a_message(monkeypatch):
    def interrupted(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(demo.Command, "handle", interrupted)
    with pytest.raises(CommandError, match="Stopped") as error:
        run()
    assert error.value.returncode == 130
