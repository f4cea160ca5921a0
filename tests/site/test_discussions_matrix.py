"""Every address for reading and managing discussions, for every role, in an open hub and in a
closed one. The addresses are read from the url module: a new one without a line below fails.

    .  answers          i  to the page for signing in       x  refused
    >  leads elsewhere  -  nothing there                    m  no such method
"""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from community.discussions.urls import forum as reading_urls
from community.members.enums import UserStatus
from demo.factories.discussions import BoardFactory, TopicFactory
from demo.factories.members import MembershipFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from home.views import errors

from .test_people_matrix import ask

pytestmark = pytest.mark.django_db

ROLES = [
    "visitor",
    "suspended",
    "pupil",
    "outsider",  # A member of another hub.
    "member",  # Of the hub.
    "author",  # Of the topic; a member of the hub.
    "stranger",  # Moderates another hub.
    "moderator",  # Moderates the hub.
    "editor",
]

# One sign alone is the editor's. No answer is named here, so there is none to choose.
# GET and POST in an open hub, GET and POST in a hub that its members alone may enter.
TABLE = """
forum            .........  m          .........  m
all_topics       .........  m          .........  m
board            .........  m          ----..-..  m
topic            .........  m          ----..-..  m
topic_by_number  >>>>>>>>>  m          ---->>->>  m
post             >>>>>>>>>  m          ---->>->>  m
news             >>>>>>>>>  m          ---->>->>  m
feed             .........  .          .........  .
hub_feed         .........  .          ---------  -
topic_feed       .........  .          ---------  -
follow           m          ii>>>>>>>  m          ii-->>->>
thank            m          ii>>>>>>>  m          ii-->>->>
read_all         m          ii>>>>>>>  m          ii>>>>>>>
my_discussions   ii.......  m          ii.......  m
manage           iixxxxx..  iixxxxx..  ii--xx-..  ii--xx-..
pin              m          iixxxxx>>  m          ii--xx->>
close            m          iixxxxx>>  m          ii--xx->>
choose_answer    m          ii-------  m          ii-------
moderate         iixxxxx..  iixxxxx..  iixxxxx..  iixxxxx..
"""
LINES = {line.split()[0]: line.split()[1:] for line in TABLE.strip().splitlines()}


def names():
    """Names of all addresses; the one without a slug has none of its own."""
    return {pattern.name or "topic_by_number" for pattern in reading_urls.urlpatterns}


def test_every_view_has_a_line():
    assert set(LINES) == names()


def make_place(is_closed):
    """A hub, people of every role, and a topic in which the author asked something."""
    hub, other = HubPageFactory(), HubPageFactory()
    if is_closed:
        wall = PageViewRestriction.objects.create(page=hub, restriction_type="groups")
        wall.groups.add(hub.provision.members_group)
    people = {
        "suspended": UserFactory(status=UserStatus.SUSPENDED),
        "pupil": UserFactory(role="pupil"),
        "outsider": UserFactory(),
        "member": UserFactory(),
        "author": UserFactory(),
        "stranger": moderator_of(other),
        "moderator": moderator_of(hub),
        "editor": site_editor(),
    }
    for name in ["member", "author"]:
        MembershipFactory(user=people[name], hub=hub)
        people[name].groups.add(hub.provision.members_group)
    board = BoardFactory(hub=hub)
    topic = TopicFactory(board=board, author=people["author"], is_question=True, posts=2)
    return hub, board, topic, people


def address_of(name, hub, board, topic):
    if name == "topic_by_number":
        return f"/forum/{topic.pk}/"
    if name == "topic":
        return topic.get_absolute_url()
    keys = {
        "board": [board.pk],
        "hub_feed": [hub.pk],
        "post": [topic.last_post_id],
        "thank": [topic.last_post_id],
        "moderate": [topic.last_post_id],
    }
    plain = {"forum", "all_topics", "feed", "read_all", "my_discussions"}
    return reverse(f"discussions:{name}", args=[] if name in plain else keys.get(name, [topic.pk]))


@pytest.mark.parametrize("is_closed", [False, True])
def test_who_gets_what_where(is_closed, monkeypatch):
    monkeypatch.setattr(errors, "render", lambda *args, status: HttpResponse(status=status))
    hub, board, topic, people = make_place(is_closed)
    clients = {role: Client() for role in ROLES}
    for role in ROLES[1:]:
        clients[role].force_login(people[role])
    wrong = []
    for name, line in LINES.items():
        address = address_of(name, hub, board, topic)
        for method, expected in zip(["get", "post"], line[2 * is_closed :], strict=False):
            roles = ["editor"] if len(expected) == 1 else ROLES
            found = "".join(ask(clients[role], method, address) for role in roles)
            if found != expected:
                wrong.append(f"{method:4} {name:16} {expected} but {found}")
    assert not wrong, "\n".join(wrong)
