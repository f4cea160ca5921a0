"""The forum, comments under materials and chats, with what waits for the moderators.

What was said long ago is put there as it stands; what waits goes the way of the site, so that
the moderators are told of it.
"""

import datetime
from itertools import cycle

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from community.discussions import counters
from community.discussions.actions.posts import begin_topic
from community.discussions.enums import BoardPurpose, DiscussionKind
from community.discussions.models import Board, ChatSession, Discussion, Post, ReadMark, Thanks
from community.discussions.rendering import RENDERING_VERSION, render
from community.moderation.actions.complaints import complain
from community.moderation.actions.decisions import decide_on
from community.notifications.delivery import without_letters
from demo.texts import texts
from materials.guard import find_in
from materials.models import Material
from subjects.models import HubPage

from .dates import days_from_now

CHAT_HOUR = 17


def load_discussions(bank):
    """Load everything, unless somebody has said something already. ``bank`` are the materials
    by the keys of the texts."""
    if Post.objects.exists():
        return
    content = texts("discussions")
    loader = Loader(bank)
    for entry in content["boards"]:
        loader.add_board(entry)
    for entry in content["topics"]:
        loader.add_topic(entry)
    for entry in content["comments"]:
        loader.add_comments(entry)
    for entry in content["chats"]:
        loader.add_chat(entry)
    for board in Board.objects.all():
        counters.recount_board(board)
    with without_letters():
        for entry in content["waiting"]:
            loader.add_waiting(entry)
        for entry in content["complaints"]:
            loader.add_complaint(entry)
        for entry in content["decisions"]:
            loader.add_decision(entry)


class Loader:
    """Knows the people, hubs and boards that the texts name."""

    def __init__(self, bank):
        self.bank = bank
        self.people = {user.username: user for user in get_user_model().objects.all()}
        self.hubs = {hub.slug: hub for hub in HubPage.objects.all()}
        self.boards = {
            board.hub.slug: board
            for board in Board.objects.select_related("hub").filter(is_main=True)
        }
        self.topics = {}
        # Whoever thanks: people of the community in turn.
        members = [user for user in self.people.values() if user.is_member and not user.is_pupil]
        self.grateful = cycle(sorted(members, key=lambda user: user.username))

    def add_board(self, entry):
        self.boards[entry["slug"]], _is_new = Board.objects.get_or_create(
            hub=None,
            title=entry["title"],
            defaults={
                "description": entry["description"],
                "purpose": BoardPurpose(entry["purpose"]),
                "order": 10 * (len(self.boards) + 1),
            },
        )

    def add_topic(self, entry):
        board = self.boards[entry["board"]]
        topic = Discussion.objects.create(
            kind=DiscussionKind.TOPIC,
            board=board,
            hub=board.hub,
            title=entry["title"],
            author=self.people[entry["posts"][0]["by"]],
            is_question=entry.get("question", False),
            is_pinned=entry.get("pinned", False),
            is_closed=entry.get("closed", False),
        )
        topic.tags.add(*entry.get("tags", []))
        begun = days_from_now(-entry["days"])
        posts = self._say(topic, entry["posts"], begun)
        if "answer" in entry:
            topic.answer = posts[entry["answer"] - 1]
        self._finish(topic, begun)
        self.topics[entry["title"]] = topic

    def add_comments(self, entry):
        material = self.bank[entry["material"]]
        discussion = Discussion.objects.create(
            kind=DiscussionKind.COMMENTS,
            hub=material.hub,
            content_type=ContentType.objects.get_for_model(Material),
            target_id=material.pk,
        )
        begun = days_from_now(-entry["days"])
        self._say(discussion, entry["posts"], begun)
        self._finish(discussion, begun)

    def add_chat(self, entry):
        leader = self.people[entry["leader"]]
        chat = Discussion.objects.create(
            kind=DiscussionKind.CHAT,
            hub=self.hubs[entry["hub"]],
            title=entry["title"],
            author=leader,
        )
        starts_at = days_from_now(-entry["days"], CHAT_HOUR)
        ends_at = starts_at + datetime.timedelta(minutes=entry["minutes"])
        ChatSession.objects.create(
            discussion=chat,
            description=entry["description"],
            leader=leader,
            starts_at=starts_at,
            ends_at=ends_at,
            ended_at=ends_at if ends_at < timezone.now() else None,
        )
        self._say(chat, entry["posts"], starts_at)
        self._finish(chat, starts_at - datetime.timedelta(days=7))

    def _say(self, discussion, entries, begun):
        """The posts of ``entries``, in their order. Returns them."""
        posts = []
        for entry in entries:
            answered = posts[entry["reply"] - 1] if "reply" in entry else None
            posts.append(self._post(discussion, entry, begun, answered))
        return posts

    def _post(self, discussion, entry, begun, answered=None):
        author = self.people[entry["by"]]
        source = entry["text"].strip()
        said_at = begun + datetime.timedelta(
            hours=entry.get("hours", 0), minutes=entry.get("minutes", 0)
        )
        post = Post.objects.create(
            discussion=discussion,
            author=author,
            author_name=author.get_community_name(),
            reply_to=answered,
            thread=answered and (answered.thread or answered),
            source=source,
            html=render(source).html,
            rendering_version=RENDERING_VERSION,
        )
        post.created_at = by_day(said_at)
        self._thank(post, entry.get("thanks", 0))
        post.save(update_fields=["created_at", "thanks_count"])
        ReadMark.objects.update_or_create(
            user=author, discussion=discussion, defaults={"last_post_id": post.pk}
        )
        return post

    def _thank(self, post, number):
        people = []
        while len(people) < number:
            person = next(self.grateful)
            if person.pk != post.author_id:
                people.append(person)
        Thanks.objects.bulk_create(Thanks(post=post, user=person) for person in people)
        post.thanks_count = number

    def _finish(self, discussion, begun):
        discussion.created_at = min(begun, timezone.now())
        discussion.save()
        counters.recount(discussion)

    def add_waiting(self, entry):
        """A newcomer's first topic: held, and on its way to the moderators."""
        source = entry["text"].strip()
        post = begin_topic(
            self.people[entry["by"]],
            self.boards[entry["board"]],
            entry["title"],
            source,
            # She has seen her own number in it, and leaves it in.
            confirmed=[finding.key for finding in find_in(source, "")],
        )
        moment = days_from_now(-entry["days"])
        Post.objects.filter(pk=post.pk).update(created_at=moment)
        Discussion.objects.filter(pk=post.discussion_id).update(created_at=moment, active_at=moment)

    def add_complaint(self, entry):
        post = self.topics[entry["title"]].posts.order_by("pk")[entry["post"] - 1]
        complain(post, self.people[entry["by"]], entry["rule"], entry["text"])

    def add_decision(self, entry):
        topic = self.topics[entry["title"]]
        post = self._post(topic, entry, topic.created_at)
        counters.recount(topic)
        decide_on(
            post,
            self.people[entry["moderator"]],
            entry["act"],
            rule=entry["rule"],
            reason=entry["reason"],
        )


def by_day(moment):
    """``moment`` within the hours in which people are awake, and not in the future, however early
    the demo is loaded; who was first stays first."""
    local = timezone.localtime(moment)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    awake = midnight + datetime.timedelta(hours=7) + (local - midnight) * 15 / 24
    return min(awake, timezone.now())
