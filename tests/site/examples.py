"""One thing of each model that belongs to a hub, recognisable by its title."""

import datetime

from django.utils import timezone

from community.members.models import Invitation, InvitationSheet, PeopleImport
from demo.factories.discussions import BoardFactory
from demo.factories.materials import (
    MaterialCollectionFactory,
    MaterialFactory,
    StoredFileFactory,
)
from demo.factories.members import (
    ConsentFactory,
    ConsentTextFactory,
    MembershipFactory,
    OrganisationFactory,
    RegistrationFactory,
    UserFactory,
)
from demo.factories.moderation import (
    AppealFactory,
    CaseFactory,
    ComplaintFactory,
    DecisionFactory,
    SanctionFactory,
    WatchWordFactory,
)
from demo.factories.sections import (
    AchievementFactory,
    LinkCheckFactory,
    OfficialDocumentFactory,
    UsefulSiteFactory,
)
from materials.models import FileDownloads, Submission
from search.models import Synonym


def make_downloads(hub, title):
    stored = StoredFileFactory()
    material = MaterialFactory(hub=hub, title=title, files=[stored])
    return FileDownloads.objects.create(
        material=material, stored=stored, date=datetime.date(2026, 11, 2), count=3
    )


def make_submission(hub, title):
    material = MaterialFactory(hub=hub, title=title, live=False, with_revision=True)
    return Submission.objects.create(
        material=material, hub=hub, revision=material.latest_revision, sent_by=UserFactory()
    )


def make_person(name):
    return UserFactory(last_name=name, first_name="", middle_name="")


def make_registration(hub, title):
    person = make_person(title)
    MembershipFactory(user=person, hub=hub, status="requested")
    return RegistrationFactory(user=person, status="waiting")


def make_consent(hub, title):
    # Of a kind that nobody is stopped for at sign-in.
    text = ConsentTextFactory(kind="public_name")
    return ConsentFactory(user=make_person(title), text=text)


def make_sheet(hub, title):
    sheet = InvitationSheet.objects.create(title=title)
    sheet.hubs.add(hub)
    return sheet


def make_invitation(hub, title):
    person = make_person(title)
    return Invitation.objects.create(
        sheet=make_sheet(hub, "Учителя"),
        user=person,
        code=f"{person.pk:010}",
        expires_at=timezone.now() + datetime.timedelta(days=7),
    )


def make_case(hub, title):
    return CaseFactory(target=MaterialFactory(hub=hub, owner=make_person(title)))


def make_decision(hub, title):
    return DecisionFactory(case=make_case(hub, title), target_label=title)


# Registers of the whole site: a moderator of a hub is an outsider there.
SITE_WIDE = {
    "members.consent",
    "members.consenttext",
    "members.organisation",
    "moderation.watchword",
    "search.synonym",
}
# Lists that are nobody's but of whoever has uploaded them.
PRIVATE = {"members.peopleimport"}

EXAMPLES = {
    "discussions.board": lambda hub, title: BoardFactory(hub=hub, title=title),
    "materials.material": lambda hub, title: MaterialFactory(
        hub=hub, title=title, with_revision=True
    ),
    "materials.materialcollection": lambda hub, title: MaterialCollectionFactory(
        hub=hub, title=title
    ),
    "materials.filedownloads": make_downloads,
    "materials.submission": make_submission,
    "useful_sites.usefulsite": lambda hub, title: UsefulSiteFactory(hub=hub, title=title),
    "useful_sites.linkcheck": lambda hub, title: LinkCheckFactory(site__hub=hub, site__title=title),
    "achievements.achievement": lambda hub, title: AchievementFactory(hub=hub, who=title),
    "members.registration": make_registration,
    "members.membership": lambda hub, title: MembershipFactory(user=make_person(title), hub=hub),
    "members.invitationsheet": make_sheet,
    "members.invitation": make_invitation,
    "members.peopleimport": lambda hub, title: PeopleImport.objects.create(file_name=title),
    "search.synonym": lambda hub, title: Synonym.objects.create(words=f"{title}, оно же"),
    "members.organisation": lambda hub, title: OrganisationFactory(name=title),
    "members.consent": make_consent,
    "members.consenttext": lambda hub, title: ConsentTextFactory(kind="public_name", title=title),
    "moderation.complaint": lambda hub, title: ComplaintFactory(
        case=make_case(hub, "Берестов"), reporter=make_person(title)
    ),
    "moderation.decision": make_decision,
    "moderation.sanction": lambda hub, title: SanctionFactory(decision=make_decision(hub, title)),
    "moderation.appeal": lambda hub, title: AppealFactory(decision=make_decision(hub, title)),
    "moderation.watchword": lambda hub, title: WatchWordFactory(text=title),
    "official.officialdocument": lambda hub, title: OfficialDocumentFactory(hub=hub, title=title),
}


def make_example(label, hub, title):
    """An instance of the model ``label`` in ``hub``; a new model needs an entry above."""
    instance = EXAMPLES[label](hub, title)
    if hasattr(instance, "save_revision") and instance.latest_revision is None:
        instance.save_revision()
    return instance
