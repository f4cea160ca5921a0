"""What a person's page shows to one viewer."""

from django.utils.functional import cached_property

from home.metadata import absolute_url
from subjects.models import HubPage

from . import visibility


class ProfilePage:
    """The parts of ``person``'s page that ``viewer`` sees; what she does not see is empty."""

    def __init__(self, person, viewer):
        self.person, self.viewer = person, viewer

    def shows(self, name):
        """Whether the part of that name is shown."""
        return visibility.can_see(self.viewer, self.person, name)

    def shows_section(self, section):
        """Whether a feature's section is shown; on a pupil's page only what is made for it."""
        if self.person.is_pupil:
            return section.is_for_pupils and visibility.can_open(self.viewer, self.person)
        default = section.default_visibility
        return visibility.can_see(self.viewer, self.person, section.name, default)

    @property
    def name(self):
        return self.person.name_for(self.viewer)

    @property
    def role(self):
        return self.person.get_role_display()

    @property
    def position(self):
        return self.person.position_for(self.viewer)

    @property
    def organisation(self):
        return self.person.organisation_for(self.viewer)

    @property
    def summary(self):
        return self.person.summary_for(self.viewer)

    @property
    def subjects(self):
        return self.person.taught_subjects if self.shows("subjects") else ""

    @property
    def about(self):
        return self.person.about if self.shows("about") else ""

    @property
    def email(self):
        return self.person.email if self.shows("email") else ""

    @cached_property
    def memberships(self):
        """Hubs that the viewer may enter, with what the person does there."""
        if not self.shows("memberships"):
            return []
        hubs = HubPage.objects.enterable_by(self.viewer).order_by().values("pk")
        held = self.person.memberships.active().filter(hub__in=hubs).select_related("hub")
        return list(held.defer("hub__body", "hub__goal").order_by("hub__path"))

    @property
    def has_facts(self):
        """Whether there is anything to put beside the words about oneself."""
        return bool(self.subjects or self.email)

    def get_json_ld(self, request):
        """The person in schema.org's words: only what everybody sees."""
        if not visibility.is_public(self.person) or self.viewer.is_authenticated:
            return None
        data = {
            "@type": "Person",
            "name": self.name,
            "url": absolute_url(request, self.person.get_absolute_url()),
            "jobTitle": self.position,
            "knowsAbout": self.subjects,
        }
        if self.organisation:
            data["worksFor"] = {"@type": "Organization", "name": self.organisation}
        return {name: value for name, value in data.items() if value}
