"""What is remembered of a deleted material."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GoneMaterial(models.Model):
    """That a published material once stood at an address, and in which hub: the address
    answers "gone" and leads to the hub. Nothing of the material itself is kept."""

    material_id = models.BigIntegerField(primary_key=True)
    hub = models.ForeignKey(
        "subjects.HubPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    gone_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("deleted material")
        verbose_name_plural = _("deleted materials")

    def __str__(self):
        return str(self.material_id)
