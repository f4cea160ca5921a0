"""What the search of the site knows of a person."""

from wagtail.search import index

from .. import visibility


class FoundPerson(index.Indexed):
    """The index is one for all readers: it has the name that other members see, and of the rest
    what the person shows to everybody. Whoever may find her is ``PersonQuerySet.found_by``."""

    # Written by ``indexing``, which looks at what was saved: each sign-in saves the person.
    search_auto_update = False
    search_fields = [
        index.SearchField("found_name", column="title"),
        index.AutocompleteField("found_name"),
        index.SearchField("found_subjects", column="tags"),
        index.SearchField("found_work", column="summary"),
        index.SearchField("found_about"),
    ]

    @classmethod
    def get_indexed_objects(cls):
        return super().get_indexed_objects().let_in().select_related("organisation")

    @property
    def found_name(self):
        """The name that members see; never the login name that stands in for it."""
        if self.public_name or self.last_name or self.first_name:
            return self.get_community_name()
        return ""

    @property
    def found_subjects(self):
        return self.taught_subjects if visibility.is_open(self, "subjects") else ""

    @property
    def found_work(self):
        """Position and organisation, as far as everybody sees them."""
        position = self.position if visibility.is_open(self, "position") else ""
        is_open = visibility.is_open(self, "organisation")
        return [position, self.organisation_name if is_open else ""]

    @property
    def found_about(self):
        return self.about if visibility.is_open(self, "about") else ""
