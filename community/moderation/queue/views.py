"""The queue in the admin: the list, and acts on several things at once."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from home.text.keys import as_key
from subjects.forms import hub_label
from subjects.permissions import moderated_hubs

from .forms import ReasonForm
from .guard import ModeratorView, words_of
from .items import APPROVE, REFUSE, REMOVE, Cursor, get_sources
from .listing import PAGE_SIZE, count_waiting, forget_count

MOST_AT_ONCE = 50


class QueueView(ModeratorView):
    """``/admin/moderation/``: what waits, the oldest first."""

    page_title = gettext_lazy("Waits for a decision")
    template_name = "moderation/admin/queue.html"

    def get_breadcrumb(self):
        return ""

    def get(self, request):
        queue = self.get_queue_filter()
        page = queue.page(Cursor.parse(request.GET.get("after")))
        return self.render_to_response(self.get_context_data(queue=queue, page=page))

    def get_context_data(self, queue, page, **kwargs):
        hubs = moderated_hubs(self.request.user).order_by("path").defer("body")
        query = f"{queue.query}&" if queue.query else ""
        url = self.get_queue_url(queue)
        return super().get_context_data(
            queue=queue,
            items=page.items,
            kinds=[(source.name, source.label) for source in get_sources()],
            hubs=[(hub.pk, hub_label(hub)) for hub in hubs],
            next_url=f"?{query}{urlencode({'after': page.next_cursor})}"
            if page.next_cursor
            else "",
            is_first="after" not in self.request.GET,
            first_url=url,
            act_url=reverse("moderation_act"),
            acts=BULK_ACTS.values(),
            total=count_waiting(self.request.user),
            page_size=PAGE_SIZE,
            **kwargs,
        )


class BulkAct:
    """What is done with several things at once."""

    def __init__(self, name, label, question, icon, is_serious):
        self.name, self.label, self.question = name, label, question
        self.icon, self.is_serious = icon, is_serious


BULK_ACTS = {
    act.name: act
    for act in [
        BulkAct(
            APPROVE,
            gettext_lazy("Approve"),
            gettext_lazy(
                "What was written goes up, complaints of it are dismissed; people are let in, "
                "works are published."
            ),
            "check",
            False,
        ),
        BulkAct(
            REFUSE,
            gettext_lazy("Hide or refuse"),
            gettext_lazy(
                "What was written is hidden; people are refused, works go back to their authors. "
                "Each of them reads the reason."
            ),
            "cross",
            True,
        ),
        BulkAct(
            REMOVE,
            gettext_lazy("Remove"),
            gettext_lazy("What was written is removed. The authors read the reason."),
            "bin",
            True,
        ),
    ]
}


class BulkView(ModeratorView):
    """``/admin/moderation/act/``: looks and confirms, then each thing by itself and by its own
    rights; what somebody else has decided meanwhile does not stop the others."""

    template_name = "subjects/admin/bulk_act.html"

    def get_page_title(self):
        return self.act.label

    @cached_property
    def act(self):
        return BULK_ACTS.get(self.request.GET.get("act", ""))

    @cached_property
    def chosen(self):
        """The items, of those that the moderator may look at."""
        by_source = {}
        for text in self.request.GET.getlist("item")[:MOST_AT_ONCE]:
            name, _colon, key = text.partition(":")
            if (pk := as_key(key)) is not None:
                by_source.setdefault(name, []).append(pk)
        return [
            item
            for source in get_sources()
            if source.name in by_source
            for item in source.find(self.request.user, by_source[source.name])
        ]

    @cached_property
    def possible(self):
        return [item for item in self.chosen if self.act.name in item.acts]

    @cached_property
    def back_url(self):
        url = self.request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(url, allowed_hosts=None)
        return url if is_ours and url.startswith("/") else self.get_queue_url()

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "POST":
            forget_count(request.user)
        return response

    def get_form(self, data=None):
        if self.act.name == APPROVE:
            return forms.Form(data)
        names_rule = any(hasattr(item.source, "kind") for item in self.possible)
        return ReasonForm(data, names_rule=names_rule)

    def get_context_data(self, form, **kwargs):
        return super().get_context_data(
            act=self.act,
            form=form,
            rows=[_line(item) for item in self.possible],
            others=[_line(item) for item in self.chosen if item not in self.possible],
            back_url=self.back_url,
            **kwargs,
        )

    def get(self, request):
        if self.act is None or not self.chosen:
            messages.warning(request, _("Nothing is chosen. Tick the rows in the list first."))
            return redirect(self.back_url)
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request):
        if self.act is None:
            return redirect(self.back_url)
        form = self.get_form(request.POST)
        if self.possible and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        done = sum(self._carry_out(item, form) for item in self.possible)
        for item in self.chosen:
            if item not in self.possible:
                messages.warning(request, f"{_line(item)}: {item.why_not or _NOT_POSSIBLE}")
        if done:
            words = ngettext("Done: %(count)d.", "Done: %(count)d.", done)
            messages.success(request, words % {"count": done})
        return redirect(self.back_url)

    def _carry_out(self, item, form):
        data = form.cleaned_data
        try:
            done = item.source.carry_out(
                self.act.name,
                self.request.user,
                item.row,
                data.get("rule", ""),
                data.get("reason", ""),
            )
        except (ValidationError, PermissionDenied) as error:
            messages.warning(self.request, f"{_line(item)}: {words_of(error)}")
            return False
        if not done:
            messages.warning(self.request, f"{_line(item)}: {_NOT_POSSIBLE}")
        return bool(done)


_NOT_POSSIBLE = gettext_lazy("nothing was done: somebody else has decided, or it is not yours.")


def _line(item):
    """One thing in the list of what was chosen."""
    return ", ".join(filter(None, [str(item.title), item.hub.title if item.hub else ""]))
