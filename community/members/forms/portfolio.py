"""The form of an entry of a portfolio."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.validators import validate_web_address

from ..enums import Visibility
from ..models import PortfolioEntry
from ..portfolio.document import KIND_TITLES
from ..portfolio.limits import FIRST_YEAR, YEARS_AHEAD
from ..portfolio.scans import accept_scan, keep_scan, kept_scan


class YearField(forms.IntegerField):
    """A year in four digits; «2021 г.» is understood too."""

    def __init__(self, **kwargs):
        kwargs.setdefault("error_messages", {"invalid": _("Write the year in digits: 2024.")})
        super().__init__(required=False, **kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = value.strip().removesuffix(".").removesuffix("г").strip()
            if value and not (len(value) == 4 and value.isascii() and value.isdigit()):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)

    def widget_attrs(self, widget):
        return {"inputmode": "numeric", "maxlength": 8, "class": "input-year"}


class PortfolioEntryForm(forms.ModelForm):
    """What a person enters of one diploma, course or publication.

    A scan that passed its check is kept while another field is put right
    (``kept``, ``scans.keep_scan``).
    """

    year = YearField(label=_("Year"), widget=forms.TextInput)
    end_year = YearField(
        label=_("Until the year"),
        widget=forms.TextInput,
        help_text=_("If it lasted longer than a year or is valid until a year."),
    )
    url = forms.CharField(
        label=_("Address on the web"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
        help_text=_("If it can be read on the web: an article, a page of the contest."),
    )
    scan = forms.FileField(
        label=_("Scan or photo"),
        required=False,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp,.heic"}),
        help_text=_(
            "PDF or a photo from the phone, up to 10 MB. The place and time of shooting are "
            "removed from photos."
        ),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    removes_scan = forms.BooleanField(label=_("Delete the scan"), required=False)

    class Meta:
        model = PortfolioEntry
        fields = ["kind", "title", "organisation", "year", "end_year", "text", "url", "visibility"]
        labels = {
            "kind": _("Part of the portfolio"),
            "title": _("What"),
            "organisation": _("Where, by whom"),
            "text": _("In more detail"),
            "visibility": _("Who sees it"),
        }
        help_texts = {
            "title": _("As it is written in the document: the course, the contest, the article."),
            "organisation": _("The university, the centre, the journal, the organiser."),
            "text": _("Hours, number of the document, place in the contest: what matters."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "visibility": forms.RadioSelect,
        }

    field_order = [
        "kind", "title", "organisation", "year", "end_year", "text", "url",
        "scan", "kept", "removes_scan", "visibility",
    ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # None: untouched. What the look-up gave belongs to the person already.
        self.new_scan = None
        self.kept_name = ""
        self.fields["kind"].choices = [("", _("Choose the part")), *KIND_TITLES.items()]
        if not self.instance.scan:
            del self.fields["removes_scan"]
        if self.instance.person.is_pupil:
            # Nobody else sees a pupil's portfolio: there is nothing to choose.
            del self.fields["visibility"]
            self.instance.visibility = Visibility.NOBODY
        else:
            self.fields["visibility"].choices = [
                *((value, label) for value, label in Visibility.choices if value != "nobody"),
                (Visibility.NOBODY, _("only me")),
            ]

    def clean_year(self):
        year = self.cleaned_data["year"]
        this_year = timezone.localdate().year
        if year is not None and year > this_year:
            raise ValidationError(_("This year has not come yet."), code="future")
        return self._check_first_year(year)

    def clean_end_year(self):
        year = self.cleaned_data["end_year"]
        last = timezone.localdate().year + YEARS_AHEAD
        if year is not None and year > last:
            raise ValidationError(
                _("The year is too far ahead: write one up to %(year)s."),
                code="future",
                params={"year": last},
            )
        return self._check_first_year(year)

    def _check_first_year(self, year):
        if year is not None and year < FIRST_YEAR:
            raise ValidationError(
                _("The year is too long ago: write one from %(year)s on."),
                code="past",
                params={"year": FIRST_YEAR},
            )
        return year

    def clean_url(self):
        url = self.cleaned_data["url"]
        if url and "://" not in url:
            url = f"https://{url}"
        if url:
            validate_web_address(url)
        return url

    def clean_scan(self):
        upload = self.cleaned_data["scan"]
        return accept_scan(upload) if upload else None

    def clean(self):
        cleaned = super().clean()
        year, end_year = cleaned.get("year"), cleaned.get("end_year")
        if end_year is not None and "year" not in self.errors:
            if year is None:
                self.add_error("year", _("Write the year when it began, too."))
            elif end_year < year:
                self.add_error("end_year", _("The end is before the beginning: check the years."))
        self._take_scan(cleaned)
        return cleaned

    def _take_scan(self, cleaned):
        """The scan chosen now, or the one chosen before another field had to be corrected."""
        person = self.instance.person
        if cleaned.get("scan"):
            self.new_scan = cleaned["scan"]
        elif cleaned.get("kept") and "scan" not in self.errors:
            self.new_scan = kept_scan(person, cleaned["kept"])
        if self.new_scan is not None:
            self.kept_name = self.new_scan.name

    def keep_scan(self):
        """Once the form was refused: keep the scan for its next attempt."""
        if self.new_scan is None or not self.cleaned_data.get("scan"):
            return
        word = keep_scan(self.instance.person, self.new_scan)
        self.data = self.data.copy()
        self.data["kept"] = word
