"""What discussions keep of a person: her words, and what she follows."""

import re

from django.utils.translation import gettext

from home.plugins import PersonalDataSource

from .models import Attachment, Discussion, Follow, Mention, Post, PostVersion, ReadMark, Thanks

AT_ONCE = 500


class DiscussionData(PersonalDataSource):
    """Posts that a person wrote, in whatever state they are."""

    name = "discussions"
    order = 40

    def export(self, person):
        posts = Post.objects.filter(author=person).select_related("discussion")
        posts = posts.prefetch_related("versions").order_by("pk")
        files, rows = {}, []
        attachments = Attachment.objects.filter(post__author=person).select_related("stored")
        names_of = {}
        for attachment in attachments:
            name = f"discussions/{attachment.post_id}/{attachment.stored.name}"
            files[name] = attachment.stored.file
            names_of.setdefault(attachment.post_id, []).append(name)
        for post in posts.iterator(chunk_size=AT_ONCE):
            rows.append(
                {
                    "number": post.pk,
                    "discussion": post.discussion.title,
                    "address": post.get_absolute_url(),
                    "written": post.created_at,
                    "edited": post.edited_at,
                    "state": post.get_state_display(),
                    "reason": post.public_reason,
                    "text": post.source,
                    "earlier_versions": [version.source for version in post.versions.all()],
                    "files": names_of.get(post.pk, []),
                }
            )
        topics = Discussion.objects.topics().filter(author=person)
        return {
            "posts.json": rows,
            "topics.json": list(topics.values("pk", "title", "created_at")),
            "followed-discussions.json": _follows(person),
            "thanks.json": list(Thanks.objects.filter(user=person).values("post_id", "created_at")),
            **files,
        }

    def erase(self, person, public_name):
        """Her words stay, signed anew; how they read before she or a moderator changed them,
        goes, and so does what she read, followed and was called in."""
        own = Post.objects.filter(author=person)
        own.update(author_name=public_name)
        PostVersion.objects.filter(post__author=person).delete()
        _uncall(person)
        Follow.objects.filter(user=person).delete()
        ReadMark.objects.filter(user=person).delete()
        Mention.objects.filter(user=person).delete()


def _follows(person):
    """What she follows. Titles are others' words: those that she may read by now."""
    rows = list(
        Follow.objects.filter(user=person).values("discussion_id", "is_muted", "created_at")
    )
    followed = Discussion.objects.visible_to(person).filter(
        pk__in=Follow.objects.filter(user=person).values("discussion")
    )
    titles = dict(followed.values_list("pk", "title"))
    return [{**row, "title": titles.get(row["discussion_id"], "")} for row in rows]


def _uncall(person):
    """What others have typed to call her is her handle, and handles are like names."""
    call = re.compile(rf"@{re.escape(person.username)}(?![\w-])", re.IGNORECASE)
    words = f"@{gettext('member')}"
    calling = Post.objects.filter(mentions__user=person)
    for texts in (calling, PostVersion.objects.filter(post__in=calling.values("pk"))):
        changed = []
        for text in texts.only("pk", "source").iterator(chunk_size=AT_ONCE):
            text.source = call.sub(words, text.source)
            changed.append(text)
        texts.model._base_manager.bulk_update(changed, ["source"], batch_size=AT_ONCE)
