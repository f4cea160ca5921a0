"""Where one who found nothing may go on: what is missing may be shared."""

from django.urls import reverse
from django.utils.translation import gettext as _

from search.ways import Way


def share_what_is_missing(request, query):
    return [
        Way(
            _("Share a material"),
            reverse("materials:new"),
            _("If you have what others look for in vain, they will be glad of it."),
            icon="plus",
            order=30,
        )
    ]
