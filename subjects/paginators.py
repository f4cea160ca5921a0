"""Pages of long lists, and of those in the admin."""

from django.db.models import QuerySet
from django.utils.translation import gettext
from wagtail.admin.paginator import WagtailPaginator


class CountingPaginator(WagtailPaginator):
    """Says how many there are without the name of the model, which Russian would have to
    decline: “5 заявки” is no Russian."""

    @property
    def items_count_label(self):
        return gettext("%(count)d in all") % {"count": self.count}


class KeysFirstMixin:
    """Of a page far back only the keys are looked for on the way there, not all that the rows
    before it would show."""

    far = 1000

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        if start < self.far or not isinstance(self.object_list, QuerySet):
            return super().page(number)
        stop = start + self.per_page
        if stop + self.orphans >= self.count:
            stop = self.count
        keys = list(self.object_list.values_list("pk", flat=True)[start:stop])
        return self._get_page(self.object_list.filter(pk__in=keys), number, self)


class LongListPaginator(KeysFirstMixin, CountingPaginator):
    """For lists of the admin that grow to thousands of pages."""
