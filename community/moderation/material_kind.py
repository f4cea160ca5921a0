"""Materials as something that is complained of and decided on."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from materials import taking_down
from materials.models import Material
from materials.workflow_links import review_url

from .enums import Act
from .kinds import ModeratedKind


class MaterialKind(ModeratedKind):
    """A published material: its moderators have seen it before, so complaints alone do not take
    it down."""

    model = Material
    name = "material"
    label = _("Material")
    plural_label = _("Materials")
    acts = (Act.APPROVE, Act.HIDE, Act.SANCTION, Act.RESTORE)
    template = "moderation/admin/targets/material.html"

    def visible_to(self, user):
        return Material.objects.visible_to(user)

    def get_author(self, target):
        return target.owner

    def find(self, pk):
        return Material.objects.with_parts().select_related("owner").filter(pk=pk).first()

    def lock(self, pk):
        return taking_down.lock(pk)

    def for_queue(self, keys):
        return Material.objects.defer("body").in_bulk(keys)

    def get_title(self, target):
        return target.title

    def get_log_label(self, target):
        return target.title

    def get_text(self, target):
        return target.summary

    def get_context(self, target):
        files = [
            {
                "name": row.stored.name,
                "size": row.stored.size,
                "url": reverse("materials:file", args=[target.pk, row.stored_id]),
            }
            for row in target.listed_files
        ]
        return {"files": files, "edit_url": review_url(target)}

    def get_changed_at(self, target):
        return target.last_published_at

    def is_up(self, target):
        return target.live

    def carry_out(self, act, target, moderator, reason, text=None):
        if act == Act.HIDE:
            return taking_down.take_down(target, moderator, reason)
        if act == Act.RESTORE:
            return taking_down.put_back(target, moderator)
        return False
