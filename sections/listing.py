"""What all registers of the sections share: filters in the query string and pages."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from subjects.forms import HubChoiceField
from subjects.models import HubPage

PAGE_SIZE = 20


class HubFilterField(HubChoiceField):
    """A hub to filter by, out of all that readers see; known by its slug, as in the bank
    of materials."""

    def __init__(self):
        super().__init__(
            HubPage.objects.live().defer("body").order_by("path"),
            label=_("Hub"),
            empty_label=_("All hubs"),
            required=False,
            to_field_name="slug",
        )

    def to_python(self, value):
        # Two hubs may share a slug under different parents: the first in the tree is meant.
        if value in self.empty_values:
            return None
        # PostgreSQL knows no character zero, and would not even look.
        hub = None if "\0" in value else self.queryset.filter(slug=value).first()
        if hub is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return hub

    def validate(self, value):
        """``to_python`` has looked already."""


class FilterForm(forms.Form):
    """A form sent by GET. A value that is none of the choices filters nothing and is
    marked at its field, so that an old or mistyped address still shows a list."""

    use_required_attribute = False

    def values(self):
        """What the reader chose, by field; empty and wrong values are left out."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def chips(self):
        """Each choice in words, with the query string that leaves it out."""
        chips = []
        for name, value in self.values().items():
            query = self.data.copy()
            query.pop(name, None)
            query.pop("page", None)
            label = f"{self.fields[name].label}: {self._in_words(name, value)}"
            chips.append({"label": label, "url": f"?{query.urlencode()}"})
        return chips

    def _in_words(self, name, value):
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField) or not hasattr(field, "choices"):
            return value
        return dict(field.choices).get(str(value), value)


def get_list_context(request, form, items, per_page=PAGE_SIZE):
    """What ``sections/includes/list.html`` needs: the filters and a page of ``items``."""
    chips = form.chips()
    return {
        "form": form,
        "chips": chips,
        # Search engines know the things by their whole list.
        "noindex": bool(chips),
        "reset_url": request.path,
        "page_obj": paginate(request, items, per_page),
        "query": query_without_page(request),
    }


def paginate(request, items, per_page=PAGE_SIZE):
    """The page of ``items`` that ``?page=`` asks for; a page that is none is a 404."""
    try:
        return Paginator(items, per_page).page(request.GET.get("page") or 1)
    except InvalidPage as error:
        raise Http404(str(error)) from error


def query_without_page(request):
    """The query string that links to other pages of the same list keep."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
