"""Several people at the same moment: a code lets in once, a list is taken in once."""

from django.core.exceptions import ValidationError

from community.members.actions import imports, invitations
from community.members.actions.invitations import Newcomer
from community.members.models import Invitation, PeopleImport
from demo.factories.subjects import HubPageFactory, moderator_of

from .test_people_lists import csv_file

PASSWORD = "три сосны у дороги"


def make_two(limit):
    """Two invitations to a hub with ``limit`` places; gives their keys."""
    hub = HubPageFactory(member_limit=limit)
    people = [Newcomer("Ольховая", "Вера", hubs=(hub,)), Newcomer("Ольховая", "Анна", hubs=(hub,))]
    sheet = invitations.invite(people, "Лист", moderator_of(hub))
    hub.memberships.all().delete()
    return list(sheet.invitations.values_list("pk", flat=True))


def redeem_by_key(pk):
    return invitations.redeem(Invitation.objects.get(pk=pk), PASSWORD)


def test_one_code_at_the_same_moment_lets_in_once(crowd):
    key, _other = crowd.once(lambda: make_two(None))
    results = crowd.together([lambda: redeem_by_key(key)] * 2, refusals=ValidationError)
    assert sorted(isinstance(result, ValidationError) for result in results) == [False, True]


def test_the_last_place_goes_to_one_and_the_other_waits(crowd):
    keys = crowd.once(lambda: make_two(1))
    results = crowd.together([lambda key=key: redeem_by_key(key) for key in keys])
    assert sorted((len(got.joined), len(got.waiting)) for got in results) == [(0, 1), (1, 0)]


def test_a_list_accepted_twice_at_the_same_moment_is_taken_in_once(crowd):
    def prepare():
        hub = HubPageFactory()
        file = csv_file("Фамилия;Имя\nКим;Олег")
        return imports.upload(file, moderator_of(hub), title="Школа", hubs=[hub]).pk

    def accept(key):
        people = PeopleImport.objects.get(pk=key)
        return imports.accept(people, people.created_by).pk

    key = crowd.once(prepare)
    results = crowd.together([lambda: accept(key)] * 2, refusals=ValidationError)
    assert sorted(isinstance(result, ValidationError) for result in results) == [False, True]
    assert crowd.once(Invitation.objects.count) == 1
