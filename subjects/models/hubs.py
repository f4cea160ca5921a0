"""The hub: a page of a subject or a community, on which everything else hangs."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from home.blocks import ContentBlocks
from home.models import BasePage

from ..enums import (
    HubColour,
    HubIcon,
    HubScope,
    JoinPolicy,
    MembersVisibility,
    WritingPolicy,
)
from ..forms import HubForm
from ..permissions import HubPermissionTester
from ..querysets import HubManager
from ..sections import get_hub_sections, hub_tabs, overview_parts

MANAGE = "subjects.manage_hub"
# Addresses that are promised to sections, those still to come among them.
RESERVED_SLUGS = {"materials", "forum", "announcements", "links", "events", "members"}


class HubPage(BasePage):
    """A community of teachers: one subject, across subjects or of several subjects.

    A hub may stand under another hub. What belongs to a hub is shown in the hubs above it
    too, and whoever may publish a hub's page moderates all of it and below it.
    """

    lead = models.CharField(
        _("lead"),
        max_length=200,
        blank=True,
        help_text=_("One sentence on the cover: what a teacher finds here."),
    )
    scope = models.CharField(
        _("scope"), max_length=16, choices=HubScope.choices, default=HubScope.SINGLE_SUBJECT
    )
    goal = models.TextField(_("goal"), blank=True, help_text=_("As the regulation states it."))
    base_organisation = models.CharField(
        _("base organisation"),
        max_length=200,
        blank=True,
        help_text=_("The school or centre that keeps the community."),
    )
    join_policy = models.CharField(
        _("joining"), max_length=12, choices=JoinPolicy.choices, default=JoinPolicy.ON_REQUEST
    )
    member_limit = models.PositiveIntegerField(
        _("limit of members"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit. Some regulations name 150."),
    )
    members_visible_to = models.CharField(
        _("who sees the list of members"),
        max_length=10,
        choices=MembersVisibility.choices,
        default=MembersVisibility.COMMUNITY,
        help_text=_("Tutors and moderators are shown to everybody, if they agreed to that."),
    )
    writing_policy = models.CharField(
        _("who writes in the discussions"),
        max_length=10,
        choices=WritingPolicy.choices,
        default=WritingPolicy.COMMUNITY,
        db_default=WritingPolicy.COMMUNITY,
    )
    founding_order_number = models.CharField(_("order number"), max_length=50, blank=True)
    founding_order_date = models.DateField(_("order date"), null=True, blank=True)
    founding_order_document = models.ForeignKey(
        "home.SiteDocument",
        verbose_name=_("scan of the order"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    wound_up_on = models.DateField(
        _("wound up on"),
        null=True,
        blank=True,
        help_text=_("From this date the hub is a read-only archive at its old addresses."),
    )
    wound_up_order = models.CharField(
        _("order on winding up"), max_length=200, blank=True, help_text=_("Number and date.")
    )
    colour = models.CharField(
        _("colour"), max_length=10, choices=HubColour.choices, default=HubColour.BLUE
    )
    icon = models.CharField(
        _("pattern"), max_length=20, choices=HubIcon.choices, default=HubIcon.GENERIC
    )
    body = StreamField(
        ContentBlocks(),
        verbose_name=_("overview"),
        blank=True,
        help_text=_("Shown on the hub's first page under what its sections offer."),
    )

    objects = HubManager()

    base_form_class = HubForm
    template = "subjects/hub_page.html"
    select_related_on_route = (*BasePage.select_related_on_route, "founding_order_document")
    page_description = _("A subject or a community with its sections, members and moderators.")
    parent_page_types = [
        "subjects.SubjectIndexPage",
        "subjects.CommunityIndexPage",
        "subjects.HubPage",
    ]

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("colour"), FieldPanel("icon")])], heading=_("Cover")
        ),
        FieldPanel("body"),
    ]
    passport_panels = [
        HelpPanel(content=_("The passport of the community; site editors keep it.")),
        FieldPanel("scope", permission=MANAGE),
        FieldPanel("goal"),
        FieldPanel("base_organisation", permission=MANAGE),
        MultiFieldPanel(
            [
                FieldPanel("join_policy", permission=MANAGE),
                FieldPanel("member_limit", permission=MANAGE),
                FieldPanel("members_visible_to", permission=MANAGE),
                FieldPanel("writing_policy"),
            ],
            heading=_("Members"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("founding_order_number", permission=MANAGE),
                        FieldPanel("founding_order_date", permission=MANAGE),
                    ]
                ),
                FieldPanel("founding_order_document", permission=MANAGE),
            ],
            heading=_("Founding order"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("wound_up_on", permission=MANAGE),
                FieldPanel("wound_up_order", permission=MANAGE),
            ],
            heading=_("Winding up"),
        ),
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(passport_panels, heading=_("Passport of the community")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("goal"),
        index.SearchField("body"),
        index.AutocompleteField("lead"),
        index.FilterField("wound_up_on"),
    ]

    class Meta:
        verbose_name = _("hub")
        verbose_name_plural = _("hubs")
        permissions = [
            ("manage_hub", _("Can keep the passport of hubs")),
            ("contribute_to_hub", _("Can contribute to a hub")),
        ]

    @property
    def is_wound_up(self):
        """Whether the hub is a read-only archive."""
        return self.wound_up_on is not None

    @property
    def hub(self):
        """The hub itself, so that templates ask pages, sections and materials alike."""
        return self

    @cached_property
    def child_hubs(self):
        """Live child communities, in the order of the tree."""
        if self.numchild < 2:  # Every hub has a list of announcements.
            return []
        return list(HubPage.objects.child_of(self).live())

    def clean(self):
        super().clean()
        errors = {}
        today = timezone.localdate()
        if self.wound_up_on and self.wound_up_on > today:
            errors["wound_up_on"] = _("The date is in the future. A hub is wound up on its day.")
        elif (
            self.wound_up_on
            and self.founding_order_date
            and self.wound_up_on < self.founding_order_date
        ):
            errors["wound_up_on"] = _("The hub cannot be wound up before it was founded.")
        if self.slug in RESERVED_SLUGS | {section.slug for section in get_hub_sections()}:
            errors["slug"] = _("This address is taken by a section of hubs. Choose another.")
        if errors:
            raise ValidationError(errors)

    def permissions_for_user(self, user):
        return HubPermissionTester(user, self)

    def route(self, request, path_components):
        """Beside its child pages, a hub answers at the addresses of its sections."""
        if self.live and len(path_components) == 1:
            for section in get_hub_sections():
                if section.is_view and section.slug == path_components[0]:
                    return RouteResult(self, kwargs={"section": section})
        return super().route(request, path_components)

    def serve(self, request, section=None):
        if section is not None:
            return section.serve(request, self)
        return super().serve(request)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["hub"] = self
        context["tabs"] = hub_tabs(self, request)
        context["parts"] = overview_parts(self, request)
        return context
