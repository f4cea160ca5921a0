"""One case, and one appeal, in the admin: all that a moderator needs to decide, on one page."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages

from community.members.rights import can_manage, can_open_card

from ..actions.appeals import hear
from ..actions.decisions import decide, decide_on
from ..enums import Act
from ..forms import add_errors
from ..models import Appeal, Case, Decision, Sanction
from ..permissions import possible_sanctions, why_not_decide, why_not_hear
from ..things import thing_of
from .forms import DecisionForm, HearingForm, RestoreForm
from .guard import ModeratorView, words_of
from .listing import forget_count

HISTORY_SHOWN = 8


def author_history(author, moderator):
    """What a moderator knows of the author: who it is, what was decided before (in her own hubs),
    what holds now; features add rows by the hook ``register_author_facts``."""
    if author is None:
        return None
    decisions = Decision.objects.against(author).for_moderator(moderator)
    sanctions = Sanction.objects.filter(user=author).for_moderator(moderator)
    facts = [row for rows in hooks.get_hooks("register_author_facts") for row in rows(author)]
    return {
        "person": author,
        "card_url": reverse("wagtailusers_users:inspect", args=[author.pk])
        if can_open_card(moderator, author)
        else "",
        "facts": facts,
        "decisions": decisions.select_related("moderator", "appeal")[:HISTORY_SHOWN],
        "sanctions": sanctions.select_related("hub")[:HISTORY_SHOWN],
    }


class CaseView(ModeratorView):
    """``/admin/moderation/cases/<id>/``: decides, and goes on to the next case."""

    template_name = "moderation/admin/case.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            cases = Case.objects.for_moderator(request.user)
            cases = cases.select_related("content_type", "hub", "author")
            self.case = get_object_or_404(cases, id=kwargs["pk"])
            self.thing = thing_of(self.case)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.thing.title or self.thing.label

    def get_form(self, data=None):
        author = self.case.author
        sanctions = []
        if author is not None and not author.has_left:
            sanctions = possible_sanctions(
                self.request.user, self.case.hub, can_manage(self.request.user, author)
            )
        target = self.thing.target
        return DecisionForm(
            data,
            acts=[act for act in self.thing.kind.acts if act != Act.RESTORE],
            sanctions=sanctions,
            text=self.thing.kind.get_source(target) if target is not None else "",
        )

    def get(self, request, pk):
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request, pk):
        form = self.get_form(request.POST)
        if form.is_valid():
            try:
                decision = decide(self.case, request.user, **form.decision)
            except ValidationError as error:
                if getattr(error, "code", "") in {"decided", "gone"}:
                    messages.warning(request, words_of(error))
                    return redirect(request.get_full_path())
                add_errors(form, error)
            except PermissionDenied as error:
                form.add_error(None, str(error))
            else:
                forget_count(request.user)
                words = _("Decided: %(decision)s.") % {"decision": decision.get_act_display()}
                messages.success(request, words)
                return redirect(self._next_url())
        return self.render_to_response(self.get_context_data(form=form))

    def _next_url(self):
        """The case that follows in the queue, as it is filtered; without one, the queue."""
        queue = self.get_queue_filter()
        wanted = {source.name for source in queue.sources if hasattr(source, "kind")}
        item = queue.after(self.case.opened_at, self.thing.kind.name, self.case.pk, wanted)
        if item is None:
            return self.get_queue_url(queue)
        return f"{item.url}?{queue.query}" if queue.query else item.url

    def get_context_data(self, form, **kwargs):
        case, thing, user = self.case, self.thing, self.request.user
        is_gone = thing.is_gone
        decisions = Decision.objects.filter(
            case__content_type=case.content_type, case__object_id=case.object_id
        )
        decisions = list(decisions.select_related("moderator", "appeal"))
        hidden = not is_gone and not thing.is_up and not case.is_open
        return super().get_context_data(
            case=case,
            thing=thing,
            target=thing.target,
            around={} if is_gone else thing.kind.get_context(thing.target),
            form=form,
            why_not=why_not_decide(user, case),
            complaints=case.complaints.select_related("reporter").order_by("pk"),
            decisions=decisions,
            history=author_history(case.author, user),
            restore_form=RestoreForm() if hidden and Act.RESTORE in thing.kind.acts else None,
            restore_url=reverse("moderation_restore", args=[case.pk]),
            skip_url=self._next_url(),
            queue_url=self.get_queue_url(),
            **kwargs,
        )


class RestoreView(CaseView):
    """``/admin/moderation/cases/<id>/restore/``: puts back what was hidden or removed."""

    http_method_names = ["post"]

    def post(self, request, pk):
        form = RestoreForm(request.POST)
        if self.thing.is_gone or not form.is_valid():
            messages.error(request, _("Not put back: write why."))
        else:
            try:
                decide_on(
                    self.thing.target,
                    request.user,
                    Act.RESTORE,
                    reason=form.cleaned_data["reason"],
                )
            except (ValidationError, PermissionDenied) as error:
                messages.error(request, words_of(error))
            else:
                messages.success(request, _("It is put back."))
        return redirect("moderation_case", self.case.pk)


class AppealView(ModeratorView):
    """``/admin/moderation/appeals/<id>/``: hears an appeal."""

    template_name = "moderation/admin/appeal.html"
    page_title = gettext_lazy("Appeal")
    header_icon = "comment"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            appeals = Appeal.objects.for_moderator(request.user).select_related(
                "decision__case__content_type",
                "decision__hub",
                "decision__moderator",
                "author",
                "heard_by",
            )
            self.appeal = get_object_or_404(appeals, id=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, pk):
        return self.render_to_response(self.get_context_data(form=HearingForm()))

    def post(self, request, pk):
        form = HearingForm(request.POST)
        if form.is_valid():
            is_upheld = form.cleaned_data["verdict"] == "upheld"
            try:
                is_heard = hear(self.appeal, request.user, is_upheld, form.cleaned_data["answer"])
            except ValidationError as error:
                add_errors(form, error)
            except PermissionDenied as error:
                form.add_error(None, str(error))
            else:
                forget_count(request.user)
                if is_heard:
                    messages.success(request, _("The appeal is heard."))
                else:
                    messages.warning(request, _("Somebody else has heard this appeal already."))
                return redirect(self.get_queue_url())
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, form, **kwargs):
        appeal, decision = self.appeal, self.appeal.decision
        thing = thing_of(decision.case)
        return super().get_context_data(
            appeal=appeal,
            decision=decision,
            sanctions=list(decision.sanctions.select_related("hub")),
            complaints=decision.case.complaints.select_related("reporter").order_by("pk"),
            thing=thing,
            target=thing.target,
            around={} if thing.is_gone else thing.kind.get_context(thing.target),
            history=author_history(appeal.author, self.request.user),
            why_not=why_not_hear(self.request.user, appeal),
            form=form,
            queue_url=self.get_queue_url(),
            **kwargs,
        )
