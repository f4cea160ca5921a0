"""The pages by which a table of people is taken in."""

from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl import Workbook
from openpyxl.styles import Font
from wagtail.admin import messages
from wagtail_modeladmin.helpers import AdminURLHelper
from wagtail_modeladmin.views import WMABaseView

from home.uploads.names import split_extension
from home.uploads.types import XLSX

from ..actions import imports
from ..enums import ImportStatus
from ..forms.invitations import AcceptForm, UploadForm
from ..invitation_rights import hubs_to_invite_to, person_roles_to_invite
from ..models import Invitation, Organisation, PeopleImport
from ..people_lists.columns import COLUMNS
from .sheet_views import say_invited

ROWS_ON_A_PAGE = 50
HINTS = 1000
COLUMN_WIDTH = 24
SHOWN = ["bad", "good", "all"]
TEMPLATE_NAME = "people.xlsx"


class ImportPage(WMABaseView):
    """What the pages have in common: whoever invites people may open them."""

    def check_action_permitted(self, user):
        return self.permission_helper.user_can_create(user)

    @property
    def template_url(self):
        return self.url_helper.get_action_url("template")


class UploadView(ImportPage):
    """Choosing the file, and what holds for rows that say nothing."""

    def get_page_title(self):
        return _("People from a table")

    def get_template_names(self):
        return ["members/admin/import_upload.html"]

    def get_context_data(self, form=None, **kwargs):
        form = form or UploadForm(user=self.request.user)
        return super().get_context_data(form=form, columns=template_head(), **kwargs)

    def post(self, request, *args, **kwargs):
        form = UploadForm(request.POST, request.FILES, user=request.user)
        if form.is_valid():
            data = form.cleaned_data
            try:
                people = imports.upload(
                    data["file"],
                    request.user,
                    title=data["title"] or split_extension(data["file"].name)[0][:200],
                    role=data["role"],
                    organisation=data["organisation"],
                    hubs=data["hubs"],
                )
            except ValidationError as error:
                form.add_error("file", error)
            else:
                return redirect(self.url_helper.get_action_url("preview", people.pk))
        return self.render_to_response(self.get_context_data(form=form))


@dataclass(frozen=True)
class Cell:
    """A cell of the preview."""

    text: str
    errors: list


class PreviewView(ImportPage):
    """Every row with what would become of it; accepting and dropping the list."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return super().dispatch(request, *args, **kwargs)
        self.people = get_object_or_404(
            PeopleImport.objects.visible_to(request.user)
            .select_related("sheet")
            .exclude(status=ImportStatus.CANCELLED),
            pk=int(kwargs["pk"]) if len(kwargs["pk"]) < 19 else 0,
        )
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("People from a table: what will be done")

    def get_template_names(self):
        return ["members/admin/import_preview.html"]

    def get(self, request, *args, **kwargs):
        if self.people.status == ImportStatus.DONE:
            return self.go_to_sheet(_("This list has been taken in already."))
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, form=None, error="", **kwargs):
        rows = imports.check(self.people, self.request.user)
        bad = [row for row in rows if not row.is_good]
        good = [row for row in rows if row.is_good]
        shown = self.request.GET.get("show", "bad" if bad else "all")
        if shown not in SHOWN:
            raise Http404
        chosen = {"bad": bad, "good": good, "all": rows}[shown]
        page = Paginator(chosen, ROWS_ON_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            people=self.people,
            form=form or AcceptForm(),
            error=error,
            shown=shown,
            page=page,
            heads=[COLUMNS[column] for column in self.columns],
            lines=[self.make_line(row) for row in page],
            good_count=len(good),
            bad_count=len(bad),
            all_count=len(rows),
            with_email=sum(bool(row.newcomer.email) for row in good),
            ignored=self.people.options.get("ignored", []),
            **kwargs,
        )

    @property
    def columns(self):
        return self.people.options["columns"]

    def make_line(self, row):
        """A row for the page: its cells, the columns that are wrong, and what is wrong in
        columns that the table has not."""
        cells = [
            Cell(row.values.get(column, ""), row.errors.get(column, [])) for column in self.columns
        ]
        elsewhere = [
            f"{COLUMNS[column]}: {words}"
            for column, found in row.errors.items()
            if column not in self.columns
            for words in found
        ]
        wrong = [str(COLUMNS[column]) for column in row.errors if column in self.columns]
        return {"row": row, "cells": cells, "wrong": ", ".join(wrong), "elsewhere": elsewhere}

    def post(self, request, *args, **kwargs):
        if "drop" in request.POST:
            if imports.drop(self.people, request.user):
                messages.success(request, _("The list is dropped: nobody was invited."))
            return redirect(self.index_url)
        form = AcceptForm(request.POST)
        form.is_valid()
        try:
            sheet = imports.accept(self.people, request.user, **form.cleaned_data)
        except ValidationError as error:
            if self.people.status == ImportStatus.DONE:
                return self.go_to_sheet(_("This list has been taken in already."))
            if self.people.status == ImportStatus.CANCELLED:
                raise Http404 from None
            words = " ".join(error.messages)
            return self.render_to_response(self.get_context_data(form=form, error=words))
        except PermissionDenied as error:
            return self.render_to_response(self.get_context_data(form=form, error=str(error)))
        count = sheet.invitations.count()
        message = ngettext("%(count)d person is invited.", "%(count)d people are invited.", count)
        say_invited(request, sheet, message % {"count": count})
        return redirect(f"{AdminURLHelper(Invitation).index_url}?sheet={sheet.pk}")

    def go_to_sheet(self, message):
        messages.info(self.request, message)
        if self.people.sheet is None:
            return redirect(self.index_url)
        return redirect(f"{AdminURLHelper(Invitation).index_url}?sheet={self.people.sheet_id}")


def template_head():
    """Headings of the file to be filled in; the full name stands for the first three."""
    return [str(label) for column, label in COLUMNS.items() if column != "full_name"]


class TemplateView(ImportPage):
    """The file to be filled in, with a sheet of what may be written."""

    def get(self, request, *args, **kwargs):
        book = Workbook()
        people = book.active
        people.title = _("People")
        write_row(people, 1, template_head(), font=Font(bold=True))
        people.freeze_panes = "A2"
        hints = book.create_sheet(_("What to write"))
        lists = {
            _("Role"): [role.label for role in person_roles_to_invite(request.user)],
            _("Organisation"): map(str, Organisation.objects.listed()[:HINTS]),
            _("Hubs"): hubs_to_invite_to(request.user).values_list("title", flat=True)[:HINTS],
        }
        write_row(hints, 1, lists, font=Font(bold=True))
        for number, values in enumerate(zip_longest(*lists.values(), fillvalue=""), 2):
            write_row(hints, number, values)
        stream = BytesIO()
        book.save(stream)
        stream.seek(0)
        return FileResponse(
            stream, as_attachment=True, filename=TEMPLATE_NAME, content_type=XLSX.media_type
        )


def write_row(sheet, number, values, font=None):
    """Write ``values`` as texts, also those that begin like a formula."""
    for place, value in enumerate(values, 1):
        cell = sheet.cell(number, place, str(value))
        cell.data_type = "s"
        sheet.column_dimensions[cell.column_letter].width = COLUMN_WIDTH
        if font is not None:
            cell.font = font
