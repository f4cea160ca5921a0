"""The register of organisations: the schools of the fictional district, and those beside them."""

from community.members.enums import OrganisationKind
from community.members.models import Organisation
from demo.factories.members import OrganisationFactory
from demo.texts import texts

FIELDS = ["name", "full_name", "place", "address", "website"]


def load_organisations():
    """Create the organisations that are missing, known by name and place."""
    known = set(Organisation.objects.values_list("name", "place"))
    for entry in texts("schools"):
        if (entry["name"], entry["place"]) in known:
            continue
        OrganisationFactory(
            **{name: entry[name] for name in FIELDS},
            kind=entry.get("kind", OrganisationKind.SCHOOL),
            label=entry.get("label", "ordinary"),
        )


def organisations():
    """``{key: Organisation}`` by the keys of ``schools.yaml``."""
    by_name = {(row.name, row.place): row for row in Organisation.objects.all()}
    return {entry["key"]: by_name[entry["name"], entry["place"]] for entry in texts("schools")}
