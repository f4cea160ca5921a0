"""What drafted models that belong to a hub share."""


class ForgetsDeletedHub:
    """A revision may name a hub that has been deleted since: it then opens without one
    (django-modelcluster knows no answer for protected keys, and raises)."""

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        from .models import HubPage

        if data.get("hub") and not HubPage.objects.filter(pk=data["hub"]).exists():
            data = {**data, "hub": None}
        return super().from_serializable_data(data, check_fks=check_fks, strict_fks=strict_fks)
