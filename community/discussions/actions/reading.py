"""What a member does for herself with discussions: reads, follows, gives thanks. Each returns
whether anything changed."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from community.moderation.standing import check_not_barred
from subjects.signals import activity, seen

from ..models import Discussion, Follow, Post, ReadMark, Thanks
from ..places import news_url
from ..unread import unread_by, with_reading

# Whoever has not looked in for a month may have as many topics to forget at once.
MOST_AT_ONCE = 1000


def mark_read(user, discussion, last_post_id):
    """``user`` has seen ``discussion`` up to that post. ``discussion`` comes from
    ``unread.with_reading``; nothing is written when she had seen as much before."""
    known = discussion.read_to
    if last_post_id is None or (known is not None and known >= last_post_id):
        return False
    if known is None:
        mark = ReadMark(user=user, discussion=discussion, last_post_id=last_post_id)
        ReadMark.objects.bulk_create([mark], ignore_conflicts=True)
        return True
    behind = ReadMark.objects.filter(
        user=user, discussion=discussion, last_post_id__lt=last_post_id
    )
    return bool(behind.update(last_post_id=last_post_id, read_at=timezone.now()))


def see(user, discussion, posts):
    """``user`` was shown ``posts`` of ``discussion`` (from ``unread.with_reading``): they are no
    news any more, neither here nor among her notices. Nothing is written when none was new."""
    shown = [post for post in posts if post.is_published]
    if not user.is_authenticated or not shown:
        return False
    if not mark_read(user, discussion, max(post.pk for post in shown)):
        return False
    urls = [news_url(discussion), *(post.get_absolute_url() for post in shown)]
    seen.send(sender=Discussion, user=user, urls=urls)
    return True


def mark_all_read(user, discussions):
    """Nothing in ``discussions`` is new for ``user`` any more; returns how many were."""
    fresh = unread_by(with_reading(discussions, user), user).order_by("-active_at")
    marks = [
        ReadMark(user=user, discussion_id=pk, last_post_id=last, read_at=timezone.now())
        for pk, last in fresh.values_list("pk", "last_post_id")[:MOST_AT_ONCE]
    ]
    ReadMark.objects.bulk_create(
        marks,
        update_conflicts=True,
        update_fields=["last_post_id", "read_at"],
        unique_fields=["user", "discussion"],
    )
    return len(marks)


def follow(user, discussion):
    """``user`` gets news of ``discussion``."""
    row, is_new = Follow.objects.get_or_create(user=user, discussion=discussion)
    if row.is_muted:
        row.is_muted = False
        row.save(update_fields=["is_muted"])
        return True
    return is_new


def unfollow(user, discussion):
    """``user`` gets no news of ``discussion``, though she writes there."""
    row, is_new = Follow.objects.get_or_create(
        user=user, discussion=discussion, defaults={"is_muted": True}
    )
    if not is_new and not row.is_muted:
        row.is_muted = True
        row.save(update_fields=["is_muted"])
        return True
    return is_new


def follow_own(user, discussion):
    """Whoever writes somewhere gets news of it, unless she has said that she wants none."""
    return Follow.objects.get_or_create(user=user, discussion=discussion)[1]


def check_may_thank(user, post, is_thankful=True):
    """Raises ``PermissionDenied`` unless ``user`` may give thanks for ``post``, which she may
    read, or take hers back."""
    if not user.is_authenticated or not user.is_member:
        raise PermissionDenied(_("Only members of the community give thanks."))
    if post.author_id == user.pk:
        raise PermissionDenied(_("One does not thank oneself."))
    if is_thankful:
        check_not_barred(user, post.discussion.hub)


@transaction.atomic
def thank(user, post, is_thankful=True):
    """Give thanks for ``post``, or take them back."""
    discussions = Discussion.objects.visible_to(user).order_by().values("pk")
    published = Post.objects.select_for_update(of=("self",)).published()
    post = published.filter(pk=post.pk, discussion__in=discussions).first()
    if post is None:
        raise PermissionDenied(_("This post cannot be read any more."))
    check_may_thank(user, post, is_thankful)
    if is_thankful:
        _row, is_changed = Thanks.objects.get_or_create(post=post, user=user)
    else:
        is_changed = bool(Thanks.objects.filter(post=post, user=user).delete()[0])
    if not is_changed:
        return False
    change = 1 if is_thankful else -1
    Post.objects.filter(pk=post.pk).update(thanks_count=F("thanks_count") + change)
    if is_thankful:
        hub = post.discussion.hub
        activity.send(sender=Post, actor=user, verb="post_thanked", target=post, hub=hub)
    return True
