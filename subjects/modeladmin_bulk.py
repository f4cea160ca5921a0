"""Acts on several rows of a register at once: tick, choose the act, look, confirm.

wagtail-modeladmin has none of its own. A register names its acts in ``bulk_acts``; the same
page of confirmation serves one row too, by ``bulk_url(act, pk)``.
"""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import re_path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail_modeladmin.views import WMABaseView

from home.text.keys import as_key

MOST_AT_ONCE = 50  # As many as a page of a register shows.


class ReasonForm(forms.Form):
    """For acts that the person concerned is told the reason of."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The person will read it word for word."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class BulkAct:
    """One act. ``form_class`` (optional) asks what the act needs to know, once for all rows;
    ``is_serious`` paints the button red."""

    name = ""
    label = ""
    question = ""
    icon = "check"
    form_class = forms.Form
    is_serious = False

    def is_possible(self, user, row):
        """Whether ``user`` may do it to ``row`` as it stands; must not query for each row."""
        raise NotImplementedError

    def carry_out(self, user, row, data):
        """Do it, by one function of the domain, with the form's cleaned ``data``. Returns
        whether anything changed; raises ``ValidationError`` or ``PermissionDenied``."""
        raise NotImplementedError

    def describe(self, row):
        """``row`` in the list of what was chosen."""
        return str(row)

    def get_form(self, data=None, rows=()):
        return self.form_class(data)

    def done_message(self, count):
        return ngettext("Done: %(count)d row.", "Done: %(count)d rows.", count) % {"count": count}


class BulkActView(WMABaseView):
    """Shows what was chosen and does the act after a confirmation. Each row by itself: what
    somebody else has decided meanwhile does not stop the others."""

    def check_action_permitted(self, user):
        return self.permission_helper.user_can_list(user)

    @cached_property
    def act(self):
        asked = self.request.GET.get("act", "")
        for act in self.model_admin.bulk_acts:
            if act.name == asked:
                return act()
        raise Http404

    @cached_property
    def chosen(self):
        """The rows, of those that the user may see; of the others not even a name is said."""
        keys = [key for text in self.request.GET.getlist("id") if (key := as_key(text))]
        rows = self.model_admin.get_bulk_queryset(self.request)
        return list(rows.filter(pk__in=keys[:MOST_AT_ONCE]))

    @cached_property
    def possible(self):
        return [row for row in self.chosen if self.act.is_possible(self.request.user, row)]

    @cached_property
    def back_url(self):
        """The list as it was: its page, filters and search."""
        url = self.request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(url, allowed_hosts=None)
        return url if is_ours and url.startswith("/") else self.index_url

    def get_page_title(self):
        return self.act.label

    def get_context_data(self, form=None, **kwargs):
        possible = {row.pk for row in self.possible}
        describe = self.act.describe
        return super().get_context_data(
            act=self.act,
            form=form or self.act.get_form(rows=self.possible),
            rows=[describe(row) for row in self.possible],
            others=[describe(row) for row in self.chosen if row.pk not in possible],
            back_url=self.back_url,
            **kwargs,
        )

    def get_template_names(self):
        return ["subjects/admin/bulk_act.html"]

    def get(self, request, *args, **kwargs):
        if not self.act or not self.chosen:
            messages.warning(request, _("Nothing is chosen. Tick the rows in the list first."))
            return redirect(self.back_url)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        form = self.act.get_form(request.POST, self.possible)
        if self.possible and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        done = 0
        for row in self.chosen:
            try:
                self._carry_out(row, form)
            except (ValidationError, PermissionDenied) as error:
                messages.warning(request, self._refusal(row, error))
            else:
                done += 1
        if done:
            messages.success(request, self.act.done_message(done))
        return redirect(self.back_url)

    def _carry_out(self, row, form):
        possible = row in self.possible
        if possible and self.act.carry_out(self.request.user, row, form.cleaned_data):
            return
        raise ValidationError(
            _("Nothing was done: meanwhile somebody else has decided, or it is not yours.")
        )

    def _refusal(self, row, error):
        said = error.messages if isinstance(error, ValidationError) else [str(error)]
        words = " ".join(text for text in said if text) or _("You may not do that.")
        return f"{self.act.describe(row)}: {words}"


class BulkActionsMixin:
    """Mixin for ``ScopedModelAdmin``: ticks before the rows and the buttons of ``bulk_acts``."""

    bulk_acts = []
    bulk_act_view_class = BulkActView
    index_template_name = "subjects/admin/bulk_index.html"

    def get_bulk_queryset(self, request):
        """Rows that may be chosen, with all that ``is_possible`` and ``describe`` ask for."""
        rows = self.get_queryset(request)
        related = self.list_select_related
        return rows.select_related(*related) if isinstance(related, (list, tuple)) else rows

    def get_list_display(self, request):
        return ["bulk_tick", *super().get_list_display(request)]

    def get_list_display_add_buttons(self, request):
        return self.list_display_add_buttons or super().get_list_display(request)[0]

    def get_list_export(self, request):
        return [name for name in super().get_list_export(request) if name != "bulk_tick"]

    def bulk_tick(self, row):
        """The tick before a row; those of a page are ticked together by the one above them."""
        return format_html(
            '<input type="checkbox" name="id" value="{}" aria-label="{}" '
            'data-action="w-bulk#toggle" data-w-bulk-target="item">',
            row.pk,
            _("Choose: %(row)s") % {"row": row},
        )

    bulk_tick.short_description = gettext_lazy("choose")

    @property
    def bulk_url_name(self):
        return self.url_helper.get_action_url_name("bulk")

    def bulk_url(self, act_name, *keys, next_url=""):
        """Address of the confirmation of an act on the rows with ``keys``."""
        query = [("act", act_name), *(("id", key) for key in keys)]
        if next_url:
            query.append(("next", next_url))
        return f"{reverse(self.bulk_url_name)}?{urlencode(query)}"

    def bulk_view(self, request):
        return self.bulk_act_view_class.as_view(model_admin=self)(request)

    def get_admin_urls_for_registration(self):
        pattern = rf"^{self.url_helper.base_url_path}/bulk/$"
        bulk = re_path(pattern, self.bulk_view, name=self.bulk_url_name)
        return (bulk, *super().get_admin_urls_for_registration())
