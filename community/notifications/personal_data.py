"""What the notices keep of a person."""

import re

from django.db.models import Q

from home.plugins import PersonalDataSource

from .delivery import TITLE_LENGTH
from .models import Notice, NoticeChoice
from .sight import without_what_is_out_of_sight


class NoticeData(PersonalDataSource):
    """Notices that the person got, and her choice between them."""

    name = "notices"
    order = 80

    def export(self, person):
        fields = ["created_at", "read_at", "title", "text", "url"]
        choices = NoticeChoice.objects.filter(person=person)
        return {
            "notices.json": [
                {name: getattr(notice, name) for name in fields}
                for notice in without_what_is_out_of_sight(Notice.objects.of(person), person)
            ],
            "notice-choices.json": list(choices.values("verb", "channel")),
        }

    def erase(self, person, public_name):
        Notice.objects.of(person).delete()
        NoticeChoice.objects.filter(person=person).delete()
        # What others were told of her calls her by the name of that day, says where she works
        # and repeats her words.
        Notice.objects.filter(about=person).delete()
        for name in {person.get_full_name(), person.get_community_name()} - {public_name}:
            # A single word may be anybody's name, or no name at all.
            if len(name.split()) > 1:
                _rename(name, public_name)
        Notice.objects.filter(url__contains=f"/members/{person.username}/").update(url="")


def _rename(name, public_name):
    """Put ``public_name`` for ``name`` in all notices, but not for a part of another name:
    «А. Попов» is not «А. Попова»."""
    words = name.split()
    # Letters have plain spaces where pages have those that keep a name together.
    whole = re.compile(r"(?<!\w)" + r"\s".join(map(re.escape, words)) + r"(?!\w)")
    rarest = max(words, key=len)
    named = Notice.objects.filter(Q(title__contains=rarest) | Q(text__contains=rarest))
    for notice in named.iterator():
        notice.title = whole.sub(lambda match: public_name, notice.title)[:TITLE_LENGTH]
        notice.text = whole.sub(lambda match: public_name, notice.text)
        notice.save(update_fields=["title", "text"])
