"""Lists that keep themselves: the newest of what the features offer."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from home.plugins import registered

from .struct import StructBlock

HOOK = "register_feed_source"
MAX_ITEMS = 12


def get_source(name):
    """The registered source called ``name``, ``None`` when its feature is gone."""
    return next((source for source in registered(HOOK) if source.name == name), None)


def get_source_choices():
    """All registered sources, for the form."""
    return [(source.name, source.label) for source in registered(HOOK)]


class FeedBlock(StructBlock):
    """The newest things of one kind, of one hub or of the whole site."""

    looks = ("source", "limit")

    source = blocks.ChoiceBlock(label=_("What to list"), choices=get_source_choices)
    title = blocks.CharBlock(
        label=_("Heading"), required=False, max_length=150, help_text=_("Empty: what it lists.")
    )
    hub = blocks.PageChooserBlock(
        label=_("Hub"), required=False, help_text=_("Empty: of the whole site.")
    )
    limit = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=MAX_ITEMS, default=5)

    class Meta:
        icon = "list-ul"
        label = _("Newest")
        description = _("The newest materials or announcements; the list keeps itself.")
        template = "blocks/feed.html"
        label_format = "{source} {title}"

    def clean(self, value):
        value = super().clean(value)
        source = get_source(value.get("source"))
        hub = value.get("hub")
        if source is not None and hub is not None and not source.accepts(hub.specific):
            raise StructBlockValidationError(
                block_errors={"hub": ValidationError(_("This page is not a hub."))}
            )
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        source = get_source(value["source"])
        hub = value.get("hub")
        if source is None or (hub is not None and not hub.live):
            return {**context, "source": None}
        hub = hub and hub.specific
        return {
            **context,
            "source": source,
            "hub": hub,
            "title": value.get("title") or source.label,
            "items": source.get_items(context.get("request"), hub, value.get("limit") or 5),
            "url": source.get_url(hub),
            "link_label": _("All"),
        }

    def get_preview_value(self):
        source = next(iter(registered(HOOK)), None)
        return self.normalize({"source": source.name if source else "", "limit": 3})
