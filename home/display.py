"""How a reader wants to see the pages: colours, size, spacing, pictures.

The choice lives in one cookie, is made by a form that works without scripts
(``views/display.py``), and reaches the page as attributes of ``<html>``.
"""

from dataclasses import dataclass, fields

from django.db import models
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

COOKIE = "display"
COOKIE_AGE = 365 * 24 * 60 * 60


class Theme(models.TextChoices):
    """Colours of the page."""

    AUTO = "auto", _("as on the device")
    LIGHT = "light", _("light")
    DARK = "dark", _("dark")
    CONTRAST = "contrast", _("black on white")


class Size(models.TextChoices):
    """Size of the text and of all that is measured by it."""

    NORMAL = "1", _("normal")
    LARGE = "2", _("large")
    LARGEST = "3", _("very large")


class Spacing(models.TextChoices):
    """Room between lines, words and letters."""

    NORMAL = "normal", pgettext_lazy("spacing", "normal")
    WIDE = "wide", pgettext_lazy("spacing", "wide")


class Images(models.TextChoices):
    """Whether pictures are shown."""

    ON = "on", _("show")
    OFF = "off", _("hide")


CHOICES = {"theme": Theme, "size": Size, "spacing": Spacing, "images": Images}
LABELS = {
    "size": _("Text size"),
    "spacing": _("Spacing"),
    "theme": _("Colours"),
    "images": _("Pictures"),
}


@dataclass(frozen=True)
class DisplayOptions:
    """One reader's choice; whatever is unknown counts as not chosen."""

    theme: str = Theme.AUTO.value
    size: str = Size.NORMAL.value
    spacing: str = Spacing.NORMAL.value
    images: str = Images.ON.value

    @classmethod
    def from_cookie(cls, value):
        """Read ``theme:dark.size:2``; never fails, whatever a stranger's cookie holds."""
        pairs = (part.partition(":") for part in value.split("."))
        return cls(
            **{
                name: choice
                for name, _colon, choice in pairs
                if name in CHOICES and choice in CHOICES[name].values
            }
        )

    @classmethod
    def from_request(cls, request):
        """The choice of the reader who asks, remembered for ``DisplayMiddleware``."""
        request.display_was_read = True
        return cls.from_cookie(request.COOKIES.get(COOKIE, ""))

    def items(self):
        """Pairs of a name and a value, in a fixed order."""
        return [(field.name, getattr(self, field.name)) for field in fields(self)]

    def to_cookie(self):
        """What differs from the default; empty when nothing does."""
        usual = dict(DisplayOptions().items())
        return ".".join(f"{name}:{value}" for name, value in self.items() if value != usual[name])

    def get_groups(self):
        """The options as the reading panel shows them: name, legend and choices."""
        return [
            {
                "name": name,
                "legend": legend,
                "choices": [
                    {"value": value, "label": label, "is_chosen": value == getattr(self, name)}
                    for value, label in CHOICES[name].choices
                ],
            }
            for name, legend in LABELS.items()
        ]


class DisplayMiddleware:
    """Tells caches that a page which read the cookie differs from reader to reader."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "display_was_read", False):
            patch_vary_headers(response, ["Cookie"])
        return response
