"""Pages of the lists in the admin."""

from django.utils.translation import gettext
from wagtail.admin.paginator import WagtailPaginator


class CountingPaginator(WagtailPaginator):
    """Says how many there are without the name of the model, which Russian would have to
    decline: “5 заявки” is no Russian."""

    @property
    def items_count_label(self):
        return gettext("%(count)d in all") % {"count": self.count}
