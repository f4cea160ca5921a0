"""People in the search of the whole site."""

from django.utils.translation import gettext_lazy as _

from search.sources import SearchSource

from .models import User


class PersonSource(SearchSource):
    name = "people"
    label = _("Members of the community")
    order = 60
    template = "members/search_row.html"

    def get_queryset(self, user):
        people = User.objects.found_by(user).select_related("photo", "organisation")
        return people.prefetch_related("photo__renditions")

    def get_passages(self, things):
        """What the row does not show anyway, as far as everybody sees it."""
        return {
            person.pk: [("", person.found_subjects), ("", person.found_about)] for person in things
        }

    def get_title(self, thing):
        return thing.get_community_name()

    def get_thing_url(self, thing):
        return thing.get_absolute_url()
