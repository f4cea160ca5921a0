from django import forms
from django.utils.functional import cached_property

from .enums import Channel
from .kinds import kinds_by_group
from .models import NoticeChoice


class NoticeChoiceForm(forms.Form):
    """Which news a member gets, and how."""

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        chosen = dict(NoticeChoice.objects.filter(person=person).values_list("verb", "channel"))
        for _group, kinds in self.groups:
            for kind in kinds:
                if not kind.is_mandatory:
                    self.fields[kind.verb] = forms.ChoiceField(
                        label=kind.label,
                        choices=Channel.choices,
                        required=False,
                        initial=chosen.get(kind.verb, Channel.EMAIL),
                    )

    @cached_property
    def groups(self):
        return kinds_by_group()

    @property
    def rows(self):
        """Headings with their fields, and the kinds that always come."""
        return [
            {
                "title": group,
                "fields": [self[kind.verb] for kind in kinds if not kind.is_mandatory],
                "mandatory": [kind.label for kind in kinds if kind.is_mandatory],
            }
            for group, kinds in self.groups
        ]
