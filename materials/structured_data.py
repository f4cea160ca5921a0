"""A material in schema.org's words, for search engines and catalogues."""

from home.metadata import absolute_url


def learning_resource(request, material, tags):
    """The JSON-LD of a material's page."""
    terms = material.licence_terms
    data = {
        "@type": "LearningResource",
        "name": material.title,
        "description": material.summary,
        "url": absolute_url(request, material.url or request.path),
        "inLanguage": "ru",
        "isAccessibleForFree": True,
        "learningResourceType": str(material.get_kind_display()),
        "educationalLevel": material.grades_label,
        "typicalAgeRange": material.age_mark.replace("+", "-"),
        "license": terms.url if terms else "",
        "keywords": [tag.name for tag in tags],
        "author": [
            {"@type": "Person", "name": author.label}
            for author in material.listed_authors
            if author.is_named
        ],
        "about": material.hub.title if material.hub else "",
        "datePublished": _iso(material.first_published_at),
        "dateModified": _iso(material.last_published_at),
        "encoding": [_encoding(request, row) for row in material.listed_files],
    }
    return {name: value for name, value in data.items() if value not in ("", None, [])}


def _iso(moment):
    return moment.isoformat() if moment else ""


def _encoding(request, row):
    return {
        "@type": "MediaObject",
        "name": row.label,
        "contentUrl": absolute_url(request, row.url) if row.url else "",
        "encodingFormat": row.stored.media_type,
        "contentSize": str(row.stored.size),
    }
