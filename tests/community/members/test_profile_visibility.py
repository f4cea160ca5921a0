"""Who sees what of whom, for every kind of viewer, choice and person."""

from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser

from community.members.enums import PersonRole, UserStatus, Visibility
from community.members.models import User
from community.members.visibility import OWN_PARTS, can_open, can_see, is_public, visible_parts

VISITOR, WAITING, MEMBER, SELF = "visitor", "waiting", "member", "self"
VIEWERS = [VISITOR, WAITING, MEMBER, SELF]


def make_person(pk=1, **fields):
    return User(pk=pk, username=f"person-{pk}", last_name="Рябинина", first_name="Нина", **fields)


def viewer_of(kind, person):
    return {
        VISITOR: AnonymousUser(),
        WAITING: make_person(2, status=UserStatus.PENDING),
        MEMBER: make_person(3),
        SELF: person,
    }[kind]


def expected(kind, choice, is_named):
    """What the regulation of the page says, in other words than the code."""
    if kind == SELF:
        return True
    if kind == MEMBER:
        return choice != Visibility.NOBODY
    return choice == Visibility.EVERYBODY and is_named


@pytest.mark.parametrize(
    ("kind", "choice", "is_named"), [*product(VIEWERS, Visibility.values, [True, False])]
)
def test_a_part_is_seen_by_whom_the_person_chose(kind, choice, is_named):
    for part in OWN_PARTS:
        person = make_person(name_is_public=is_named, visibility={part.name: choice})
        seen = can_see(viewer_of(kind, person), person, part.name)
        assert seen == expected(kind, choice, is_named), part.name


@pytest.mark.parametrize(("kind", "choice"), [*product(VIEWERS, Visibility.values)])
def test_a_pupil_has_no_parts_whatever_is_stored(kind, choice):
    stored = {part.name: choice for part in OWN_PARTS}
    pupil = make_person(
        role=PersonRole.PUPIL, name_is_public=True, visibility=stored, position="староста",
        school_class="7Б", other_organisation="Школа № 5",
    )  # fmt: skip
    viewer = viewer_of(kind, pupil)
    assert visible_parts(viewer, pupil) == set()
    assert pupil.organisation_for(viewer) == ""
    assert "староста" not in pupil.summary_for(viewer)
    assert ("7Б" in pupil.summary_for(viewer)) == (kind in {MEMBER, SELF})


@pytest.mark.parametrize("garbage", [None, {}, {"photo": "all"}, {"photo": 7}])
def test_what_was_never_chosen_is_as_the_site_proposes(garbage):
    person = make_person(name_is_public=True, visibility=garbage, position="учитель")
    visitor = AnonymousUser()
    assert visible_parts(visitor, person) >= {"position", "organisation", "subjects"}
    assert not visible_parts(visitor, person) & {"photo", "about", "memberships", "email"}
    assert "email" not in visible_parts(make_person(3), person)


OPENS = {
    # status: (visitor, waiting, member, self) with a public name
    UserStatus.ACTIVE: (True, True, True, True),
    UserStatus.SUSPENDED: (True, True, True, True),
    UserStatus.PENDING: (False, False, False, True),
    UserStatus.INVITED: (False, False, False, True),
    UserStatus.LEFT: (False, False, False, False),
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "is_named", "role"),
    [*product(UserStatus.values, [True, False], [PersonRole.TEACHER, PersonRole.PUPIL])],
)
def test_who_opens_the_page(status, is_named, role):
    person = make_person(status=status, name_is_public=is_named, role=role)
    for kind, with_public_name in zip(VIEWERS, OPENS[status], strict=True):
        is_closed_to_strangers = not is_named or role == PersonRole.PUPIL
        is_stranger = kind in {VISITOR, WAITING}
        opens = with_public_name and not (is_stranger and is_closed_to_strangers)
        viewer = viewer_of(kind, person)
        assert can_open(viewer, person) == opens, kind
        # Where a page opens, there is a link to it, and nowhere else.
        assert bool(person.page_for(viewer)) == opens
    assert is_public(person) == can_open(AnonymousUser(), person)


@pytest.mark.parametrize("is_named", [True, False])
def test_the_name_that_each_sees(is_named):
    person = make_person(name_is_public=is_named)
    for kind in VIEWERS:
        viewer = viewer_of(kind, person)
        is_seen = is_named or kind in {MEMBER, SELF}
        assert ("Рябинина" in person.name_for(viewer)) == is_seen
        assert bool(person.initials_for(viewer)) == is_seen


def test_a_suspended_member_is_no_insider():
    suspended = make_person(2, status=UserStatus.SUSPENDED)
    assert not can_see(suspended, make_person(name_is_public=True), "about")
