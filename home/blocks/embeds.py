"""Videos and exercises of other sites, shown only after a click of the reader."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.text.embeds import parse_exercise, parse_video, read_address

from .struct import StructBlock

MAX_ADDRESS = 2000


def get_all_exercise_hosts():
    """Sites whose exercises may be shown, of every site this installation serves."""
    from home.models import SiteSettings

    hosts = set()
    for settings in SiteSettings.objects.only("exercise_hosts"):
        hosts |= settings.get_exercise_hosts()
    return hosts or SiteSettings().get_exercise_hosts()


def get_exercise_hosts(context):
    """The allow-list of the site whose page is being rendered."""
    from home.models import SiteSettings

    request = (context or {}).get("request")
    if request is None:
        return get_all_exercise_hosts()
    return SiteSettings.for_request(request).get_exercise_hosts()


class VideoAddressBlock(blocks.CharBlock):
    """An address of a video, in any form that people copy."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", MAX_ADDRESS)
        super().__init__(**kwargs)

    def clean(self, value):
        value = super().clean(value)
        if value and parse_video(value) is None:
            raise ValidationError(
                _(
                    "This is no address of a video at RUTUBE, VK Video or YouTube. "
                    "Open the video and copy the address of the page."
                )
            )
        return value


class ExerciseAddressBlock(blocks.CharBlock):
    """An address of an exercise on one of the sites that are allowed."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", MAX_ADDRESS)
        super().__init__(**kwargs)

    def clean(self, value):
        value = super().clean(value)
        hosts = get_all_exercise_hosts() if value else set()
        if value and parse_exercise(value, hosts) is None:
            raise ValidationError(
                _(
                    "This is no address of an exercise on an allowed site: %(hosts)s. "
                    "The list is kept in the site settings."
                ),
                params={"hosts": ", ".join(sorted(hosts))},
            )
        return value


class EmbedBlock(StructBlock):
    """What videos and exercises have in common: the frame's source is allowed for the page on
    which it stands, and for no other."""

    kind = ""

    class Meta:
        template = "blocks/embed.html"
        label_format = "{title}"

    def parse(self, address, context):
        """The ``Embed`` at ``address``, or ``None``."""
        raise NotImplementedError

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        # A draft may have no address yet.
        text = value["url"] or ""
        embed = self.parse(text, parent_context)
        # Of a site that is no longer allowed, a plain link is left.
        address = read_address(text)
        request = context.get("request")
        if embed is not None and hasattr(request, "frame_sources"):
            request.frame_sources.update(embed.sources)
        return {
            **context,
            "embed": embed,
            "kind": self.kind,
            "address": address and address.geturl(),
        }


class VideoBlock(EmbedBlock):
    """A video."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    url = VideoAddressBlock(
        label=_("Address"), help_text=_("RUTUBE, VK Video or YouTube: of the page or frame code.")
    )

    kind = "video"

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("RUTUBE, VK Video or YouTube; loads when the reader clicks.")
        preview_value = {
            "title": _("Hammer and feather on the Moon"),
            "url": "https://rutube.ru/video/0123456789abcdef0123456789abcdef/",
        }

    def parse(self, address, context):
        return parse_video(address)


class ExerciseBlock(EmbedBlock):
    """An interactive exercise."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    url = ExerciseAddressBlock(
        label=_("Address"),
        help_text=_("LearningApps or another site that the site settings allow."),
    )

    kind = "exercise"

    class Meta:
        icon = "form"
        label = _("Interactive exercise")
        description = _("LearningApps and other allowed sites; loads when the reader clicks.")
        preview_value = {
            "title": _("Vowels and consonants"),
            "url": "https://learningapps.org/watch?v=p519gq7xc18",
        }

    def parse(self, address, context):
        return parse_exercise(address, get_exercise_hosts(context))
