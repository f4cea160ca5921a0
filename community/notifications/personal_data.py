"""What the notices keep of a person."""

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
