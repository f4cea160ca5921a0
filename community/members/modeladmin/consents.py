"""The texts that people agree to, and the register of who agreed to what."""

import difflib

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.utils import quote
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.rich_text import RichText
from wagtail_modeladmin.helpers import AdminURLHelper, ButtonHelper
from wagtail_modeladmin.views import InspectView

from subjects.dashboard import ListPanel, Row
from subjects.modeladmin import ScopedCreateView, ScopedEditView, ScopedModelAdmin
from subjects.modeladmin_bulk import BulkAct, BulkActionsMixin
from subjects.permissions import SiteEditorsPolicy, is_site_editor

from ..actions import texts as actions
from ..enums import ConsentKind
from ..models import Consent, ConsentText
from ..texts import texts_in_force
from .registrations import PeopleSearchHandler


class TextsPolicy(SiteEditorsPolicy):
    """A published version is never changed: people agreed to it word for word."""

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if instance.is_published:
            actions = set(actions) & {"view"}
        return self.user_has_any_permission(user, actions)


class PublishTextAct(BulkAct):
    name = "publish"
    label = gettext_lazy("Publish")
    question = gettext_lazy(
        "From this moment the text is in force and cannot be changed. Members are asked to "
        "agree to it at their next sign-in; without that they cannot go on if it is required."
    )

    def is_possible(self, user, row):
        return not row.is_published and is_site_editor(user)

    def carry_out(self, user, row, data):
        return actions.publish(row, user)

    def describe(self, row):
        return f"{row.get_kind_display()}: {row}"

    def done_message(self, count):
        return ngettext("Published: %(count)d.", "Published: %(count)d.", count) % {"count": count}


class TextButtonHelper(ButtonHelper):
    """Publishing a draft; the page of a published version."""

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        classname = self.finalise_classname(classnames_add or [])
        if obj.is_published:
            url, label = obj.get_absolute_url(), _("On the site")
        else:
            url, label = self.view.model_admin.bulk_url("publish", obj.pk), PublishTextAct.label
        button = {"url": url, "label": label, "classname": classname, "title": f"{label}: {obj}"}
        return [*buttons, button]


class NewVersionView(ScopedCreateView):
    """Asks only which text: the draft begins as a copy of the last version of it."""

    page_title = gettext_lazy("New version of a text")

    def get_edit_handler(self):
        handler = ObjectList([FieldPanel("kind")])
        return handler.bind_to_model(self.model)

    def form_valid(self, form):
        draft = actions.start_version(form.cleaned_data["kind"], self.request.user)
        return redirect(self.url_helper.get_action_url("edit", quote(draft.pk)))


class EditTextView(ScopedEditView):
    """A draft; when it is saved, the next step is to publish it."""

    def get_success_message_buttons(self, instance):
        publish = self.model_admin.bulk_url("publish", instance.pk)
        return [
            messages.button(publish, _("Publish…")),
            *super().get_success_message_buttons(instance),
        ]


class InspectTextView(InspectView):
    """The text as members read it, and what differs from the version before."""

    def get_fields_dict(self):
        text = self.instance
        before = ConsentText.objects.filter(kind=text.kind, version__lt=text.version)
        fields = [
            (_("Kind"), text.get_kind_display()),
            (_("Version"), text.version),
            (_("In force from"), text.published_at),
            (_("Agreed to by"), text.consents.held().count()),
            (_("Title"), text.title),
            (_("Text"), RichText(text.body)),
            (_("What has changed"), text.changes),
            *differences(before.order_by("-version").first(), text),
        ]
        return [{"label": label, "value": value} for label, value in fields if value is not None]


def differences(old, new):
    """Paragraphs that are new and that are gone, as pairs of a label and a list."""
    if old is None:
        return []
    marks = list(difflib.ndiff(paragraphs(old.body), paragraphs(new.body)))
    added = [line[2:] for line in marks if line.startswith("+ ")]
    removed = [line[2:] for line in marks if line.startswith("- ")]
    found = [
        (_("New since the version before"), added),
        (_("Gone since the version before"), removed),
    ]
    return [(label, as_list(lines)) for label, lines in found if lines]


def paragraphs(body):
    """The words of a rich text, a paragraph or a line of a list in each."""
    for tag in ("p", "li", "h2", "h3"):
        body = body.replace(f"</{tag}>", f"</{tag}>\n")
    return [line for text in body.split("\n") if (line := " ".join(strip_tags(text).split()))]


def as_list(lines):
    rows = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return format_html("<ul>{}</ul>", rows)


class ConsentTextAdmin(BulkActionsMixin, ScopedModelAdmin):
    """Texts with all their versions; only a draft can be changed, published or deleted."""

    model = ConsentText
    menu_icon = "doc-full"
    menu_label = gettext_lazy("Texts of consents")
    bulk_acts = [PublishTextAct]
    button_helper_class = TextButtonHelper
    create_view_class = NewVersionView
    edit_view_class = EditTextView
    inspect_view_class = InspectTextView
    list_display = ["title_or_kind", "kind", "version", "in_force_from", "holders"]
    list_filter = ["kind"]
    list_export = ["kind", "version", "title", "published_at", "holders"]
    export_filename = "consent-texts"
    panels = [FieldPanel("title"), FieldPanel("body"), FieldPanel("changes")]

    def get_permission_policy(self):
        return TextsPolicy(self.model, {"add", "change", "delete", "view"})

    def get_queryset(self, request):
        held = Count("consents", filter=Q(consents__withdrawn_at__isnull=True))
        return super().get_queryset(request).annotate(held=held)

    def title_or_kind(self, text):
        return text.title or _("Without a title")

    title_or_kind.short_description = gettext_lazy("title")

    def in_force_from(self, text):
        return text.published_at or _("draft")

    in_force_from.short_description = gettext_lazy("in force from")
    in_force_from.admin_order_field = "published_at"

    def holders(self, text):
        return text.held

    holders.short_description = gettext_lazy("agreed to by")
    holders.admin_order_field = "held"


class HeldFilter(SimpleListFilter):
    """Consents that hold, or were taken back."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("held", pgettext("consent", "held")),
            ("withdrawn", pgettext("consent", "withdrawn")),
        ]

    def queryset(self, request, rows):
        if self.value() in {"held", "withdrawn"}:
            return rows.filter(withdrawn_at__isnull=self.value() == "held")
        return rows


class ConsentAdmin(ScopedModelAdmin):
    """Who agreed to which text and when; written by people themselves, changed by nobody."""

    model = Consent
    menu_icon = "success"
    menu_label = gettext_lazy("Register of consents")
    list_display = ["person", "kind", "version", "source", "given_at", "withdrawn_at"]
    list_filter = ["text__kind", HeldFilter, "source", "given_at", "text"]
    list_export = ["person", "kind", "text", "source", "given_at", "withdrawn_at"]
    list_select_related = ["user", "text"]
    search_handler_class = PeopleSearchHandler
    inspect_view_fields = ["user", "text", "source", "given_at", "withdrawn_at"]
    export_filename = "consents"
    ordering = ["-given_at", "-pk"]

    def get_permission_policy(self):
        return SiteEditorsPolicy(self.model, {"view"})

    def person(self, consent):
        return str(consent.user)

    person.short_description = gettext_lazy("person")
    person.admin_order_field = "user__search_key"

    def kind(self, consent):
        return consent.text.get_kind_display()

    kind.short_description = gettext_lazy("kind")
    kind.admin_order_field = "text__kind"

    def version(self, consent):
        return consent.text.version

    version.short_description = gettext_lazy("version")
    version.admin_order_field = "text__version"


class MissingTextsPanel(ListPanel):
    """Tells site editors that people come in without having agreed to anything."""

    name = "missing-texts"
    title = gettext_lazy("Texts that are missing")
    icon = "warning"
    order = 105

    MISSING = {
        ConsentKind.PERSONAL_DATA: gettext_lazy(
            "There is no text of the consent to the processing of personal data"
        ),
        ConsentKind.RULES: gettext_lazy("There are no rules of the community"),
    }

    def get_rows(self):
        if not is_site_editor(self.request.user):
            return []
        in_force = texts_in_force()
        helper = AdminURLHelper(ConsentText)
        note = _("Until it is published, newcomers are not asked for it.")
        return [
            Row(words, f"{helper.create_url}?kind={kind}", note)
            for kind, words in self.MISSING.items()
            if kind not in in_force
        ]

    def get_more_url(self):
        return reverse(AdminURLHelper(ConsentText).get_action_url_name("index"))
