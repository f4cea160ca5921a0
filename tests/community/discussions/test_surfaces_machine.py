"""Whatever is done with posts, topics and hubs, in whatever order: no page repeats a word that its
reader may not see, and what everybody may see is where it should be.

Each post and each title has a word of its own, so that a word found somewhere says whose it is.
The machine keeps its own account of who may read what.
"""

import os
import re
from dataclasses import dataclass, field
from functools import wraps

import pytest
from django.core.cache import caches
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from modelsearch.index import insert_or_update_object
from wagtail.models import PageViewRestriction

from community.discussions import counters
from community.discussions.actions import posts, reading, topics
from community.discussions.models import Board, Discussion, Post
from community.discussions.quotes import quote_of
from community.moderation.actions.complaints import complain
from community.moderation.actions.decisions import decide_on
from community.moderation.enums import Act, Rule
from demo.factories.chats import ChatFactory
from demo.factories.materials import MaterialFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor

pytestmark = [pytest.mark.django_db, pytest.mark.indexed]

WORD = re.compile(r"(?:квазисло|kvazislo)(?:во|vo)(\d+)")
WHY = {"rule": Rule.INSULT, "reason": "Так решено."}
REFUSED = (PermissionDenied, ValidationError)
PICKS = st.integers(0, 1000)


def some_post(act):
    """A rule about a post that is there; nothing while there is none."""

    @wraps(act)
    def choose(machine, pick, **kwargs):
        if known := list(machine.posts_known):
            act(machine, pk=known[pick % len(known)], **kwargs)

    del choose.__wrapped__  # The rule asks for a pick, not for a key.
    return choose


@dataclass
class Said:
    """What the machine knows of one post: its words, and the state that it should have."""

    pk: int
    place: int
    words: set
    state: str = "published"


@dataclass
class Place:
    """What it knows of one discussion."""

    pk: int
    hub: int
    title: str = ""
    first: int | None = None
    said: list = field(default_factory=list)


class SurfacesMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.number = 0
        self.places_known, self.posts_known, self.closed = {}, {}, {}

    def word(self):
        self.number += 1
        return f"квазислово{self.number}"

    @initialize()
    def begin(self):
        # What is remembered goes with the data base's roll-back.
        for alias in caches:
            caches[alias].clear()
        self.hubs = [HubPageFactory(title=f"Хаб {n}") for n in range(2)]
        self.boards = [Board.objects.get(hub=hub, is_main=True) for hub in self.hubs]
        self.author = UserFactory(visibility={"posts": "everybody"})
        self.reader = UserFactory()
        self.foreign = moderator_of(HubPageFactory(title="Чужой хаб"))
        self.editor = site_editor()
        self.material = MaterialFactory(hub=self.hubs[0])
        self.chat = ChatFactory(hub=self.hubs[1])
        reading.follow(self.reader, self.chat.discussion)
        place = Place(self.chat.discussion_id, 1)
        self.places_known[place.pk] = place

    def keep(self, post, words, place=None):
        place = place or self.places_known[post.discussion_id]
        said = Said(post.pk, place.pk, set(words))
        place.said.append(post.pk)
        self.posts_known[post.pk] = said

    def any_place(self, pick):
        """The number of a discussion; the later ones are chosen as often as the first."""
        return list(self.places_known)[pick % len(self.places_known)]

    @rule(n=st.sampled_from([0, 1]))
    def begin_topic(self, n):
        title, word = self.word(), self.word()
        try:
            post = posts.begin_topic(
                self.author, self.boards[n], f"Тема {title}", f"Вот {word}, @{self.reader.username}"
            )
        except PermissionDenied:
            return
        place = Place(post.discussion_id, n, title, post.pk)
        self.places_known[place.pk] = place
        self.keep(post, [word], place)
        if post.discussion.is_visible and n not in self.closed:
            reading.follow(self.reader, post.discussion)

    @rule(pick=PICKS, names=st.booleans(), other=PICKS)
    def answer(self, pick, names, other):
        word = self.word()
        place, other = self.any_place(pick), self.any_place(other)
        discussion = Discussion.objects.get(pk=place)
        linked = Discussion.objects.get(pk=other).get_absolute_url()
        call = f" @{self.reader.username}" if names else ""
        words = (
            f"Ответ {word}{call}\n\nhttp://127.0.0.1:8000/forum/{other}/\n\nи [это]({linked[:8]})"
        )
        try:
            self.keep(posts.add_post(self.author, discussion, words), [word])
        except REFUSED:
            return

    @rule()
    def comment(self):
        word = self.word()
        try:
            post = posts.add_comment(self.author, self.material, f"О работе: {word}")
        except REFUSED:
            return
        place = self.places_known.setdefault(post.discussion_id, Place(post.discussion_id, 0))
        self.keep(post, [word], place)

    @rule(pick=PICKS)
    @some_post
    def quote(self, pk):
        """The words of another post stand in this one; they go with it and with the other."""
        quoted = Post.objects.get(pk=pk)
        word = self.word()
        if self.posts_known[pk].state != "published":
            return
        try:
            post = posts.add_post(
                self.author, quoted.discussion, f"{quote_of(quoted)}Да, {word}", reply_to=quoted
            )
        except REFUSED:
            return
        self.keep(post, [word])

    @rule(pick=PICKS, act=st.sampled_from([Act.HIDE, Act.REMOVE, Act.RESTORE, Act.APPROVE]))
    @some_post
    def decide(self, pk, act):
        try:
            decide_on(Post.objects.get(pk=pk), self.editor, act, **WHY)
        except REFUSED:
            return
        self.posts_known[pk].state = "published" if act in {Act.RESTORE, Act.APPROVE} else "away"

    @rule(pick=PICKS)
    @some_post
    def redact(self, pk):
        word = self.word()
        try:
            decide_on(Post.objects.get(pk=pk), self.editor, Act.EDIT, text=f"Итак, {word}", **WHY)
        except REFUSED:
            return
        self.posts_known[pk].words, self.posts_known[pk].state = {word}, "published"

    @rule(pick=PICKS)
    @some_post
    def complain_until_it_is_held(self, pk):
        post = Post.objects.get(pk=pk)
        if post.replies.exists():
            # Quotes of what waits stand until it is decided on.
            return
        for _person in range(3):
            try:
                complain(post, UserFactory(), Rule.INSULT)
            except REFUSED:
                return
        if Post.objects.get(pk=pk).state == "held":
            self.posts_known[pk].state = "held"

    @rule(pick=PICKS)
    @some_post
    def delete(self, pk):
        try:
            posts.delete_post(Post.objects.get(pk=pk), self.author)
        except REFUSED:
            return
        self.posts_known[pk].state = "deleted"

    @rule(pick=PICKS)
    @some_post
    def thank(self, pk):
        try:
            reading.thank(self.reader, Post.objects.get(pk=pk))
        except REFUSED:
            return

    @rule(n=st.sampled_from([0, 1]))
    def close_or_open_hub(self, n):
        if n in self.closed:
            self.closed.pop(n).delete()
        else:
            wall = PageViewRestriction.objects.create(
                page=self.hubs[n], restriction_type=PageViewRestriction.GROUPS
            )
            wall.groups.add(self.hubs[n].provision.group)
            self.closed[n] = wall

    @rule(pick=PICKS, n=st.sampled_from([0, 1]))
    def move(self, pick, n):
        place = self.any_place(pick)
        topic = Discussion.objects.get(pk=place)
        if topic.board_id and topics.move(topic, self.editor, self.boards[n]):
            self.places_known[place].hub = n

    @rule(pick=PICKS)
    def retitle(self, pick):
        place = self.any_place(pick)
        topic, word = Discussion.objects.get(pk=place), self.word()
        if topic.board_id:
            topics.retitle(topic, self.editor, f"Иначе {word}")
            self.places_known[place].title = word

    @rule()
    def bring_the_search_up_to_date(self):
        for post in Post.get_indexed_objects():
            insert_or_update_object(post)

    # -- What may be read ------------------------------------------------------------------

    def is_readable(self, place):
        """Neither of those who look is let into a closed hub."""
        if place.hub in self.closed:
            return False
        return place.first is None or self.posts_known[place.first].state == "published"

    def readable_words(self):
        words = set()
        for place in self.places_known.values():
            if self.is_readable(place):
                said = [self.posts_known[pk] for pk in place.said]
                words |= {
                    place.title,
                    *(w for s in said if s.state == "published" for w in s.words),
                }
        return {int(word.removeprefix("квазислово")) for word in words if word}

    def addresses(self):
        places = list(self.places_known)
        shut = [pk for pk, place in self.places_known.items() if not self.is_readable(place)]
        away = [pk for pk, said in self.posts_known.items() if said.state != "published"]
        return [
            "/",
            "/forum/",
            "/forum/topics/",
            *(hub.url for hub in self.hubs),
            *(f"{hub.url}forum/" for hub in self.hubs),
            *(board.get_absolute_url() for board in self.boards),
            *(f"/forum/{pk}/" for pk in places),
            *(reverse("discussions:topic_feed", args=[pk]) for pk in places),
            *(reverse("discussions:news", args=[pk]) for pk in shut),
            *(reverse("discussions:post", args=[pk]) for pk in away),
            "/feeds/forum/",
            *(reverse("discussions:hub_feed", args=[hub.pk]) for hub in self.hubs),
            "/sitemap.xml",
            "/search/?q=итак",
            "/search/?q=ответ",
            "/search/?q=тема&kind=topics",
            self.author.get_absolute_url(),
            self.material.url,
            self.chat.discussion.get_absolute_url(),
            f"{self.chat.discussion.get_absolute_url()}print/",
            "/chat/",
            reverse("discussions:messages", args=[self.chat.discussion_id]),
        ]

    OWN = ["/me/", "/me/discussions/", "/me/notices/", "/me/decisions/complaints/"]

    def teardown(self):
        if not hasattr(self, "editor"):
            return
        readable = self.readable_words()
        looks = [
            (None, []),
            (self.reader, self.OWN),
            (self.foreign, ["/admin/", "/admin/moderation/"]),
        ]
        seen = set()
        for viewer, own in looks:
            client = Client()
            if viewer is not None:
                client.force_login(viewer)
            for address in [*self.addresses(), *own]:
                response = client.get(address, follow=True)
                assert response.status_code < 500, address
                found = words_in(response)
                assert found <= readable, (str(viewer), address, found - readable)
                seen |= found
        up = {
            int(word.removeprefix("квазислово"))
            for said in self.posts_known.values()
            if said.state == "published" and self.is_readable(self.places_known[said.place])
            for word in said.words
        }
        assert up <= seen, up - seen
        for discussion in Discussion.objects.all():
            assert not counters.recount(discussion)
        for board in Board.objects.all():
            assert not counters.recount_board(board)


def words_in(response):
    """Numbers of the words that stand on a page, in its address, or in those that led to it."""
    addresses = " ".join(url for url, _status in getattr(response, "redirect_chain", []))
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode(errors="replace")
    if "json" in response.get("Content-Type", ""):
        text = text.encode().decode("unicode_escape", errors="replace")
    return {int(number) for number in WORD.findall(f"{addresses} {text}".lower())}


def test_no_word_stands_where_it_may_not_be_read(no_newcomers):
    machine = SurfacesMachine.TestCase()
    machine.settings = settings(
        # More of them find more, and take longer.
        max_examples=int(os.environ.get("SURFACES_EXAMPLES", "2")),
        stateful_step_count=30,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    machine.runTest()
