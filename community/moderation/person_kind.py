"""People's pages as something that is complained of and decided on."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from community.members import visibility
from community.members.actions import taking_down
from community.members.enums import UserStatus

from .enums import Act
from .kinds import ModeratedKind


class PersonKind(ModeratedKind):
    """A member: the photo and the words about oneself, or how she behaves. She belongs to no one
    hub, so the editors of the site decide."""

    name = "person"
    label = _("Member")
    plural_label = _("Members")
    acts = (Act.APPROVE, Act.HIDE, Act.SANCTION, Act.RESTORE)
    template = "moderation/admin/targets/person.html"

    @property
    def model(self):
        return get_user_model()

    def visible_to(self, user):
        """Members whose page ``user`` may open: whoever takes part opens that of everybody who
        was let in."""
        people = self.model.objects.filter(
            is_active=True, status__in=[UserStatus.ACTIVE, UserStatus.SUSPENDED]
        )
        return people if visibility.is_insider(user) else people.none()

    def get_hub(self, target):
        return None

    def get_author(self, target):
        return target

    def find(self, pk):
        people = self.model.objects.select_related("photo", "organisation")
        return people.filter(pk=pk).exclude(status=UserStatus.LEFT).first()

    def lock(self, pk):
        people = self.model.objects.select_for_update()
        return people.filter(pk=pk).exclude(status=UserStatus.LEFT).first()

    def get_title(self, target):
        return target.get_community_name()

    def get_text(self, target):
        return target.about

    def get_changed_at(self, target):
        return None

    def is_up(self, target):
        return not target.profile_is_hidden

    def carry_out(self, act, target, moderator, reason, text=None):
        if act == Act.HIDE:
            return taking_down.hide_profile(target, moderator)
        if act == Act.RESTORE:
            return taking_down.show_profile(target, moderator)
        return False
