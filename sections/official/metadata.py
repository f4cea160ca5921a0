"""An official document in schema.org's words, and its place in the sitemap."""

from home.metadata import absolute_url
from home.sitemaps import SiteSitemap

from .enums import NORMATIVE_KINDS, DocumentStatus
from .models import OfficialDocument

LEGAL_FORCE = {
    DocumentStatus.IN_FORCE: "InForce",
    DocumentStatus.AMENDED: "PartiallyInForce",
    DocumentStatus.REPEALED: "NotInForce",
}


def get_json_ld(document, request):
    """``Legislation`` for what binds, ``DigitalDocument`` for the rest."""
    data = {
        "@type": "DigitalDocument",
        "name": document.title,
        "description": document.subject,
        "identifier": document.number,
        "datePublished": document.date.isoformat(),
        "dateModified": document.updated_at.isoformat(),
        "url": absolute_url(request, document.url),
        "inLanguage": "ru",
        "publisher": {"@type": "Organization", "name": document.issuer},
    }
    if document.kind in NORMATIVE_KINDS:
        data |= {
            "@type": "Legislation",
            "legislationIdentifier": document.number,
            "legislationDate": document.date.isoformat(),
            "legislationType": str(document.get_kind_display()),
            "legislationLegalForce": f"https://schema.org/{LEGAL_FORCE[document.status]}",
        }
    if document.document:
        data["encoding"] = {
            "@type": "MediaObject",
            "contentUrl": absolute_url(request, document.document.url),
        }
    return {name: value for name, value in data.items() if value}


class OfficialSitemap(SiteSitemap):
    """Every document of the register has an address of its own."""

    def items(self):
        return OfficialDocument.objects.published().order_by("pk")

    def lastmod(self, document):
        return document.updated_at
