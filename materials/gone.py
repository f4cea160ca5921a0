"""Materials that were public once and are no more."""

from home.views.errors import Gone
from subjects.models import HubPage

from .models import GoneMaterial, Material


def find_gone_hub(pk):
    """``(was there, hub)``: whether a material was public under this number, and its hub."""
    material = Material.objects.filter(pk=pk, first_published_at__isnull=False).first()
    if material is not None:
        if material.live and HubPage.objects.shown().filter(pk=material.hub_id).exists():
            # It is there, for those who may enter its hub.
            return False, None
        return True, material.hub if material.hub and material.hub.live else None
    gone = GoneMaterial.objects.filter(pk=pk).select_related("hub").first()
    if gone is None:
        return False, None
    return True, gone.hub if gone.hub and gone.hub.live else None


def raise_if_gone(pk):
    """Raises ``Gone`` with the hub that the material was in, if there ever was a public one."""
    was_there, hub = find_gone_hub(pk)
    if was_there:
        raise Gone(hub=hub)
