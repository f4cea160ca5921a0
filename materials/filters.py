"""The filters of the list of materials: reading them from an address, narrowing the list,
and counting what each further choice would leave."""

import hashlib
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from search.queries import search_queryset
from subjects.forms import hub_label
from subjects.models import HubPage

from .counting import count_facets, sum_by_hub
from .enums import Licence, MaterialKind, MaterialOrder
from .labels import grades_label
from .models import Material

GRADES = range(12)
TOPICS_SHOWN = 24
# Where so many materials are to be counted, the numbers may be a minute old.
LARGE, REMEMBERED_FOR = 2_000, 60
# Filters whose choices are counted.
COUNTED = ["hub", "kind", "grade", "licence", "files"]


@dataclass
class Choice:
    """A link that adds a filter or takes one away: its words, and how many it leaves."""

    label: str
    url: str
    count: int | None = None
    is_active: bool = False


class MaterialFilterForm(forms.Form):
    """What an address of the list may ask for. What it cannot mean is left out, and the
    reader is told: an old or mistyped address still shows materials."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    hub = forms.ChoiceField(label=_("Hub"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    grade = forms.TypedChoiceField(label=_("Grade"), required=False, coerce=int, empty_value=None)
    licence = forms.ChoiceField(label=_("Licence"), required=False)
    tag = forms.SlugField(required=False, allow_unicode=True, widget=forms.HiddenInput)
    author = forms.CharField(required=False, max_length=150, widget=forms.HiddenInput)
    files = forms.BooleanField(label=_("With files to download"), required=False)
    sort = forms.ChoiceField(label=_("Sorting"), required=False, choices=MaterialOrder.choices)

    def __init__(self, data, hubs):
        super().__init__(data, auto_id="filter-%s")
        self.fields["q"].widget = forms.TextInput(
            attrs={"type": "search", "placeholder": _("For example: fractions")}
        )
        if hubs:
            self.fields["hub"].choices = [
                ("", _("All hubs")), *((hub.slug, hub_label(hub)) for hub in hubs)
            ]  # fmt: skip
        else:
            del self.fields["hub"]
        self.fields["kind"].choices = [("", _("All kinds")), *MaterialKind.choices]
        self.fields["grade"].choices = [
            ("", _("All grades")), *((number, grades_label([number])) for number in GRADES)
        ]  # fmt: skip
        self.fields["licence"].choices = [("", _("All licences")), *Licence.choices]


class MaterialFilters:
    """The list of materials that ``params`` (a ``QueryDict``) ask for.

    ``hub`` is given where the list is a section of a hub: then only the hubs below it can
    be chosen. ``path`` is the address of the list.
    """

    def __init__(self, params, user, path, hub=None):
        self.user, self.path, self.root = user, path, hub
        hubs = HubPage.objects.enterable_by(user).defer("body", "goal").order_by("path")
        # A bank of many thousands is narrowed by the keys of these, and not by asking which
        # hubs are open once more in each query.
        self.open_hubs = list(hubs)
        self.hubs = [
            one
            for one in self.open_hubs
            if hub is None or (one.path.startswith(hub.path) and one.pk != hub.pk)
        ]
        self.form = MaterialFilterForm(params, self.hubs)
        self.form.is_valid()
        # Only what was understood and says something, in the order of the form.
        self.active = {
            name: self.form.cleaned_data[name]
            for name in self.form.fields
            if self.form.cleaned_data.get(name) not in (None, "", False)
        }
        self.ignored = [name for name in self.form.errors if name in self.form.fields]
        if "author" in self.active and self.author is None:
            del self.active["author"]
            self.ignored.append("author")
        self.order = self.active.pop("sort", MaterialOrder.NEWEST)

    # -- The list ------------------------------------------------------------------------

    @cached_property
    def all(self):
        """Everything that could be chosen from."""
        materials = Material.objects.readable_in([hub.pk for hub in self.open_hubs])
        return materials if self.root is None else materials.in_hub(self.root)

    @cached_property
    def hub(self):
        """The chosen hub, or ``None``."""
        slug = self.active.get("hub")
        return next((hub for hub in self.hubs if hub.slug == slug), None)

    @cached_property
    def author(self):
        """The chosen author, or ``None``. Only one whose page the reader may open: else the
        list would tell what somebody unnamed has written."""
        handle = self.form.cleaned_data.get("author")
        person = get_user_model().objects.filter(username=handle).first()
        return person if person is not None and person.page_for(self.user) else None

    def _narrow(self, materials, name):
        value = self.active[name]
        if name == "q":
            return search_queryset(materials, value)
        if name == "hub":
            return materials.in_hub(self.hub)
        if name == "grade":
            return materials.for_grade(value)
        if name == "tag":
            return materials.tagged(value)
        if name == "author":
            return materials.authored_by(self.author)
        if name == "files":
            return materials.with_files()
        return materials.filter(**{name: value})

    def select(self, *without):
        """Materials that the filters leave, but for those named ``without``."""
        materials = self.all
        for name in self.active:
            if name not in without:
                materials = self._narrow(materials, name)
        return materials

    def get_queryset(self):
        """The list in its order, ready to be shown."""
        return self.select().sorted_by(self.order).for_list()

    # -- Addresses -----------------------------------------------------------------------

    def get_params(self, **changes):
        """What makes this list again, with ``changes`` (``None`` takes a filter away)."""
        params = dict(self.active)
        if self.order != MaterialOrder.NEWEST:
            params["sort"] = self.order
        params.update(changes)
        return {
            name: "1" if value is True else value
            for name, value in params.items()
            if value not in (None, "")
        }

    def get_url(self, **changes):
        """The address of this list with ``changes``; always the first page of it."""
        params = self.get_params(**changes)
        return f"{self.path}?{urlencode(params)}" if params else self.path

    @property
    def query(self):
        """The query string of this list, for the links to its other pages."""
        return urlencode(self.get_params())

    # -- What is chosen, and what else could be --------------------------------------------

    @cached_property
    def tag(self):
        """The chosen tag, or ``None``."""
        slug = self.active.get("tag")
        return Tag.objects.filter(slug=slug).first() if slug else None

    def get_label(self, name):
        """The words of an active filter."""
        value = self.active[name]
        if name == "q":
            return f"«{value}»"
        if name == "hub":
            return self.hub.title
        if name == "kind":
            return MaterialKind(value).label
        if name == "grade":
            return grades_label([value])
        if name == "licence":
            return Licence(value).label
        if name == "tag":
            return f"#{self.tag or value}"
        if name == "author":
            return self.author.name_for(self.user)
        return gettext("with files")

    def get_chips(self):
        """Active filters, each with the address that takes it away."""
        return [Choice(self.get_label(name), self.get_url(**{name: None})) for name in self.active]

    @cached_property
    def total(self):
        """How many are left by all filters: always as it is now, as the list itself is."""
        return self.select().count()

    def _count(self):
        rows, counts = count_facets(self.select, self.active)
        by_hub = sum_by_hub(rows, self.hubs)
        counts["hub"] = {hub.slug: by_hub[hub.pk] for hub in self.hubs}
        return {name: dict(counts[name]) for name in [*COUNTED, "seen"]}

    def _remembered(self, active, make, size, *also):
        """What ``make`` gives. In a large bank, where counting takes a while (``size`` says how
        much there was), it serves for a minute everybody for whom the same hubs are open;
        ``also`` is what else it depends on.

        Only numbers beside choices and the topics to choose may be so old. The list and its
        length are asked anew each time, and a hub that is closed now is not in the key, so
        nothing of it is told from then on.
        """
        if "q" in active:
            # There is no end of words to ask for, and few materials that have them.
            return make()
        hubs = [hub.pk for hub in self.open_hubs]
        asked = repr(
            (make.__name__, hubs, self.root and self.root.pk, sorted(active.items()), also)
        )
        key = f"materials.filters.{hashlib.sha256(asked.encode()).hexdigest()}"
        if (known := cache.get(key)) is not None:
            return known
        made = make()
        if size(made) >= LARGE:
            cache.set(key, made, REMEMBERED_FOR)
        return made

    def count_choices(self):
        """Write beside each choice of the form how many materials it would leave, and take
        those away that would leave none. Two queries, whatever there is to count."""
        # With another number of materials, they are counted anew.
        counts = self._remembered(
            self.active, self._count, lambda counts: counts["seen"].get("1", 0), self.total
        )
        for name in COUNTED:
            field = self.form.fields.get(name)
            if field is None:
                continue
            if name == "files":
                self.form[name].label = _counted(field.label, counts[name].get("1", 0))
                continue
            chosen = str(self.active.get(name, ""))
            field.choices = [
                (value, _counted(label, counts[name].get(str(value), 0)) if value != "" else label)
                for value, label in field.choices
                if value == "" or str(value) == chosen or counts[name].get(str(value))
            ]

    def _most_used_tags(self):
        """``(name, slug, number)`` of the tags that most of the listed materials have."""
        selection = self.select("tag").order_by().values("pk")
        tags = Tag.objects.filter(tagged_materials__content_object__in=selection)
        tags = tags.annotate(number=Count("pk")).order_by("-number", "name")[:TOPICS_SHOWN]
        return list(tags.values_list("name", "slug", "number"))

    def get_topics(self):
        """The tags that most of the listed materials have, each to narrow the list by."""
        others = {name: value for name, value in self.active.items() if name != "tag"}
        tags = self._remembered(
            others, self._most_used_tags, lambda tags: sum(number for _, _, number in tags)
        )
        chosen = self.active.get("tag")
        return [
            Choice(
                name,
                self.get_url(tag=None if slug == chosen else slug),
                number,
                slug == chosen,
            )
            for name, slug, number in tags
        ]


def _counted(label, number):
    return f"{label} ({number})"
