"""What the notices keep of a person."""

from django.db.models import Value
from django.db.models.functions import Left, Replace

from home.plugins import PersonalDataSource

from .models import Notice, NoticeChoice


class NoticeData(PersonalDataSource):
    """Notices that the person got, and her choice between them."""

    name = "notices"
    order = 80

    def export(self, person):
        fields = ["created_at", "read_at", "title", "text", "url"]
        choices = NoticeChoice.objects.filter(person=person)
        return {
            "notices.json": list(Notice.objects.of(person).values(*fields)),
            "notice-choices.json": list(choices.values("verb", "channel")),
        }

    def erase(self, person, public_name):
        Notice.objects.of(person).delete()
        NoticeChoice.objects.filter(person=person).delete()
        # What others were told of her names her, in the words of that day.
        for name in {person.get_full_name(), person.get_community_name()} - {public_name}:
            # A single word may be anybody's name, or no name at all.
            if len(name.split()) > 1:
                _rename("title", name, public_name)
                _rename("text", name, public_name)
        Notice.objects.filter(url__contains=f"/members/{person.username}/").update(url="")


def _rename(field, name, public_name):
    words = Replace(field, Value(name), Value(public_name))
    length = Notice._meta.get_field(field).max_length
    Notice.objects.filter(**{f"{field}__contains": name}).update(
        **{field: Left(words, length) if length else words}
    )
