"""What an editor sets once for the whole site."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Site

from home.blocks.links import LinkBlock
from home.enums import NoticeTone
from home.validators import to_ascii_host, validate_host, validate_link

DEFAULT_EXERCISE_HOSTS = "learningapps.org\nonlinetestpad.com\nudoba.org\nwordwall.net"
MAX_SUGGESTIONS = 6
MAX_SUGGESTION_LENGTH = 60

validate_phone = RegexValidator(
    r"^\+?[0-9][0-9 ()\u00a0-]{4,30}([, ;]+(доб\.?|ext\.?) ?[0-9]{1,6})?$",
    _("Enter a telephone number: digits, spaces, brackets and hyphens."),
)


def split_lines(text):
    """Lines of ``text`` that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def validate_hosts(text):
    """One name of a site a line."""
    for host in split_lines(text):
        validate_host(host)


def validate_suggestions(text):
    """A few short lines."""
    lines = split_lines(text)
    if len(lines) > MAX_SUGGESTIONS:
        raise ValidationError(
            _("Not more than %(limit)s lines."), params={"limit": MAX_SUGGESTIONS}
        )
    for line in lines:
        if len(line) > MAX_SUGGESTION_LENGTH:
            raise ValidationError(
                _("“%(line)s…” is too long: not more than %(limit)s characters a line."),
                params={"line": line[:20], "limit": MAX_SUGGESTION_LENGTH},
            )


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """Name, owner, contacts and notices of the site."""

    name = models.CharField(_("site name"), max_length=80, default="MethodHub")
    tagline = models.CharField(
        _("strapline"), max_length=120, blank=True, help_text=_("Stands under the name.")
    )
    logo = models.ForeignKey(
        "home.SiteImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Instead of the notebook beside the name."),
    )
    social_image = models.ForeignKey(
        "home.SiteImage",
        verbose_name=_("social image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("For pages that have none of their own. 1200 × 630 is best."),
    )
    owner = models.CharField(
        _("owner organisation"), max_length=250, blank=True, help_text=_("Who runs the site.")
    )
    address = models.CharField(_("address"), max_length=250, blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True, validators=[validate_phone])
    email = models.EmailField(_("e-mail"), blank=True)
    working_hours = models.CharField(_("working hours"), max_length=200, blank=True)
    footer_links = StreamField(
        [("link", LinkBlock(icon="link", label=_("Link")))],
        verbose_name=_("links in the footer"),
        blank=True,
        max_num=12,
    )
    notice_text = models.CharField(
        _("text of the notice"),
        max_length=300,
        blank=True,
        help_text=_("A line above every page. Empty: no line."),
    )
    notice_tone = models.CharField(
        _("tone"), max_length=10, choices=NoticeTone.choices, default=NoticeTone.IMPORTANT
    )
    notice_url = models.CharField(
        _("link of the notice"), max_length=500, blank=True, validators=[validate_link]
    )
    notice_until = models.DateField(
        _("shown until"),
        null=True,
        blank=True,
        help_text=_("The last day. Empty: until the text is removed."),
    )
    search_suggestions = models.TextField(
        _("suggested searches"),
        blank=True,
        validators=[validate_suggestions],
        help_text=_("Under the search box of the home page, one a line."),
    )
    exercise_hosts = models.TextField(
        _("sites of exercises"),
        blank=True,
        default=DEFAULT_EXERCISE_HOSTS,
        validators=[validate_hosts],
        help_text=_(
            "From these sites, and from no others, interactive exercises may be shown in pages. "
            "One a line, for example learningapps.org."
        ),
    )

    # The page's head and foot need both pictures: one query for all.
    select_related = ["logo", "social_image"]

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("tagline"),
                FieldRowPanel([FieldPanel("logo"), FieldPanel("social_image")]),
            ],
            heading=_("Site"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("owner"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("working_hours"),
            ],
            heading=_("Owner and contacts"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("notice_text"),
                FieldRowPanel([FieldPanel("notice_tone"), FieldPanel("notice_until")]),
                FieldPanel("notice_url"),
            ],
            heading=_("Notice above every page"),
        ),
        FieldPanel("search_suggestions"),
        FieldPanel("footer_links"),
        FieldPanel("exercise_hosts"),
    ]

    class Meta:
        verbose_name = _("site settings")

    @classmethod
    def for_request(cls, request):
        """The settings of the site that answers ``request``, kept with it; the defaults when
        there is no site at all (an error page must not fail)."""
        try:
            return super().for_request(request)
        except (cls.DoesNotExist, Site.DoesNotExist):
            return cls()

    @property
    def notice(self):
        """The text above every page while it is in force, otherwise empty."""
        is_over = self.notice_until is not None and self.notice_until < timezone.localdate()
        return "" if is_over else self.notice_text

    @property
    def notice_look(self):
        """Name of the notice's tone in the style sheet."""
        return NoticeTone(self.notice_tone).look

    @property
    def phone_link(self):
        """The number as ``tel:`` links want it."""
        number = re.split(r"[,;]|доб|ext", self.phone)[0]
        return re.sub(r"[^0-9+]", "", number)

    def get_footer_links(self, known_pages=()):
        """Links of the foot that lead somewhere, as pairs of the words and the address.

        ``known_pages`` are pages at hand already: they are not asked for again.
        """
        known = {page.pk: page for page in known_pages}
        links = []
        for number, raw in enumerate(self.footer_links.raw_data):
            page = known.get(raw["value"].get("page"))
            if page is not None:
                links.append((raw["value"].get("title") or page.title, page.url))
            elif (link := self.footer_links[number].value).href:
                links.append((link.text, link.href))
        return links

    def get_search_suggestions(self):
        """Queries to try, as the editor wrote them."""
        return split_lines(self.search_suggestions)

    def get_exercise_hosts(self):
        """Names of the sites whose exercises may be shown."""
        return {to_ascii_host(host) for host in split_lines(self.exercise_hosts)}
