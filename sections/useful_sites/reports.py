"""Tells editors of links that broke: by mail, and on the first page of the admin."""

from collections import defaultdict

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.permissions import policy_registry

from subjects.dashboard import ListPanel, Row

from .models import UsefulSite


def editors_of(sites):
    """Those with an e-mail who may change each of ``sites``: ``{user: [site, ...]}``."""
    policy = policy_registry.get_by_type(UsefulSite)
    by_hub = defaultdict(list)
    for site in sites:
        by_hub[site.hub_id].append(site)
    letters = defaultdict(list)
    for hub_sites in by_hub.values():
        for user in policy.users_with_any_permission_for_instance({"change"}, hub_sites[0]):
            if user.is_active and user.email:
                letters[user].extend(hub_sites)
    return letters


def mail_summary(summary):
    """Write to the editors of sites that broke in this run; returns the number of letters."""
    letters = editors_of(summary.broke)
    with translation.override(settings.LANGUAGE_CODE):
        for user, sites in letters.items():
            subject = ngettext(
                "%(count)s useful site does not answer",
                "%(count)s useful sites do not answer",
                len(sites),
            ) % {"count": len(sites)}
            context = {
                "user": user,
                "sites": sites,
                "base_url": settings.WAGTAILADMIN_BASE_URL,
                "site_name": settings.WAGTAIL_SITE_NAME,
                "list_url_name": UsefulSite.snippet_viewset.get_url_name("list"),
            }
            body = render_to_string("useful_sites/mail/broken.txt", context)
            send_mail(subject, body, None, [user.email])
    return len(letters)


class BrokenLinksPanel(ListPanel):
    """Links of the user's hubs that do not answer."""

    name = "broken-links"
    title = _("Useful sites that do not answer")
    icon = "link"
    order = 310

    def get_rows(self):
        policy = policy_registry.get_by_type(UsefulSite)
        sites = policy.instances_user_has_permission_for(self.request.user, "change").broken()
        sites = sites.filter(live=True).order_by("-failures_in_row", "title")[: self.limit]
        return [
            Row(
                site.title,
                reverse(UsefulSite.snippet_viewset.get_url_name("edit"), args=[site.pk]),
                site.url,
                site.last_checked_at,
            )
            for site in sites
        ]

    def get_more_url(self):
        listing = reverse(UsefulSite.snippet_viewset.get_url_name("list"))
        return f"{listing}?check_status=broken"
