"""Materials that were public once and are no more."""

from django.shortcuts import render

from .models import GoneMaterial, Material


def find_gone_hub(pk):
    """``(was there, hub)``: whether a material was public under this number, and its hub."""
    material = Material.objects.filter(pk=pk, first_published_at__isnull=False).first()
    if material is not None:
        return True, material.hub if material.hub and material.hub.live else None
    gone = GoneMaterial.objects.filter(pk=pk).select_related("hub").first()
    if gone is None:
        return False, None
    return True, gone.hub if gone.hub and gone.hub.live else None


def gone_response(request, pk):
    """The page "gone" with the hub that the material was in; ``None`` when there never was a
    public one."""
    was_there, hub = find_gone_hub(pk)
    if not was_there:
        return None
    return render(request, "410.html", {"hub": hub}, status=410)
