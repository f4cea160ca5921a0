"""Leaving for good: nothing of the person stays, in any table and in any file."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ModelLogEntry

from community.discussions.models import Mention, PostVersion
from community.members.actions import consents, deletion, exports, memberships, tidying
from community.members.enums import ConsentKind, RegistrationStatus, UserStatus
from community.members.indexing import reindex_people
from community.members.log import log
from community.members.models import (
    AccountDeletion,
    Consent,
    DataExport,
    Membership,
    Registration,
    User,
)
from community.notifications.models import Notice
from demo.factories.discussions import (
    FollowFactory,
    PostFactory,
    ThanksFactory,
    TopicFactory,
    read_up_to,
)
from demo.factories.materials import MaterialFactory
from demo.factories.members import (
    ConsentTextFactory,
    MembershipFactory,
    PortfolioEntryFactory,
    RegistrationFactory,
    UserFactory,
)
from demo.factories.subjects import HubPageFactory
from home.models import SiteImage
from materials.actions import store_file
from materials.indexing import reindex
from materials.models import Material, MaterialAuthor, StoredFile

pytestmark = pytest.mark.django_db

# Whatever of this is found anywhere after the deletion is a fault; the stem of the surname is
# how the search keeps it.
TRACES = [
    "щербаковск", "shcherbakovskaya", "евлампи", "порфирьевн", "наставничеств", "кружевоплетен",
    "академии туризма", "7щ",
]  # fmt: skip


@pytest.fixture
def stay(django_capture_on_commit_callbacks):
    """A test's transaction never ends: run what waits for its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def person():
    return UserFactory(
        username="shcherbakovskaya",
        email="shcherbakovskaya@example.org",
        last_name="Щербаковская",
        first_name="Евлампия",
        middle_name="Порфирьевна",
        position="руководитель наставничества",
        other_organisation="Филиал академии туризма",
        school_class="7Щ",
        taught_subjects="кружевоплетение",
        about="Веду кружок кружевоплетения, Щербаковская Е. П.",
        suspension_reason="Щербаковская не отвечала на письма",
        visibility={"about": "everybody"},
    )


def give_posts(person, hub, stored):
    """What is said of her and by her in discussions."""
    topic = TopicFactory(hub=hub, author=person, source="С чего начать дроби?")
    post = PostFactory(discussion=topic, author=person, files=[stored])
    PostVersion.objects.create(post=post, source="Пишите: Щербаковская", replaced_by=person)
    called = f'<p><span class="mention mention-{person.pk}">@участник</span>, а вы как?</p>'
    source = f"@{person.username}, а вы как?"
    call = PostFactory(discussion=topic, source=source, html=called)
    Mention.objects.create(post=call, user=person)
    ThanksFactory(post=call, user=person)
    FollowFactory(discussion=topic, user=person)
    read_up_to(person, topic)


def give_everything(person, hub):
    """All that the site can keep of a person."""
    for kind in ConsentKind.values:
        consents.give(person, ConsentTextFactory(kind=kind, version=1))
    memberships.add(person, hub, None, "moderator")
    MembershipFactory(user=person, hub=HubPageFactory(), status="requested", note="Я, Щербаковская")
    gone = MembershipFactory(user=person, hub=HubPageFactory())
    log("members.membership_joined", gone, person, person=person.pk)
    gone.delete()
    RegistrationFactory(user=person, status="approved", note="Щербаковская из академии туризма")
    person.photo = SiteImage.objects.create(
        title="Щербаковская", file=get_test_image_file("shcherbakovskaya.png")
    )
    person.save()
    person.photo.get_rendition("width-40")
    reindex_people(User.objects.filter(pk=person.pk))
    entry = PortfolioEntryFactory(
        person=person, title="Грамота Щербаковской", scan_name="Щербаковская.pdf"
    )
    entry.scan.save("scan.pdf", ContentFile("Щербаковская".encode()))
    stored = store_file(ContentFile(b"1;2\n3;4\n", name="Щербаковская_план.csv"), person)
    work = MaterialFactory(
        hub=hub,
        title="Урок о дробях",
        owner=person,
        authors=[person],
        files=[(stored, "План, Щербаковская")],
        with_revision=True,
    )
    reindex(work)
    work.save_revision(user=person)
    give_posts(person, hub, stored)
    log("members.reinstate", person, person)
    LogEntry.objects.create(
        user=person,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(person.pk),
        object_repr="Щербаковская",
        action_flag=2,
    )
    for words in (person.get_full_name(), person.get_community_name()):
        Notice.objects.create(
            recipient=UserFactory(),
            verb="membership_requested",
            title=f"{words} хочет вступить",
            text=f"Просит: {words}.",
            url=person.get_absolute_url(),
        )
    if apps.is_installed("allauth.account"):
        apps.get_model("account.EmailAddress").objects.get_or_create(
            user=person, email=person.email, defaults={"verified": True, "primary": True}
        )
    if apps.is_installed("allauth.socialaccount"):
        apps.get_model("socialaccount.SocialAccount").objects.create(
            user=person, provider="yandex", uid="1", extra_data={"name": "Щербаковская"}
        )
    return work


def find_traces():
    """``table.column: what`` of everything in the database that still names the person."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(" ".join(["SELECT * FROM", connection.ops.quote_name(table)]))
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    text = as_text(value)
                    found += [f"{table}.{column}: {trace}" for trace in TRACES if trace in text]
    return sorted(set(found))


def as_text(value):
    """A value as it would be read: JSON may hold letters as their numbers."""
    if isinstance(value, bytes | memoryview):
        value = bytes(value).decode(errors="ignore")
    text = str(value)
    if "\\u0" in text:
        text = json.dumps(json.loads(text), ensure_ascii=False) if text[0] in "{[" else text
    return text.lower().replace("ё", "е")


def find_files():
    roots = [Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_ROOT)]
    files = [path for root in roots for path in root.rglob("*") if path.is_file()]
    return [
        path.name
        for path in files
        if "shcherbakovskaya" in path.name or "Щербаковская".encode() in path.read_bytes()
    ]


def test_nothing_of_the_person_stays(person, stay):
    hub = HubPageFactory(title="Математика")
    other = UserFactory(username="other", last_name="Иволгин")
    memberships.add(other, hub, None, "head")
    with stay():
        work = give_everything(person, hub)
    with stay():
        exports.request_export(person)
    assert DataExport.objects.get().status == "ready"
    with stay():
        deletion.request_deletion(person)
    assert len(find_traces()) > 20
    assert find_files()

    with stay():
        later = timezone.now() + timedelta(days=deletion.DAYS_TO_THINK, minutes=1)
        assert tidying.carry_out_deletions(later) == 1
    assert find_traces() == []
    assert find_files() == []

    person.refresh_from_db()
    assert (person.username, person.email, person.status) == (
        f"former-{person.pk}", None, UserStatus.LEFT,
    )  # fmt: skip
    assert not person.is_active and not person.has_usable_password()
    assert not person.groups.exists()
    assert not Membership.objects.filter(user=person).exists()
    assert not Consent.objects.held().filter(user=person).exists()
    assert Consent.objects.filter(user=person).count() == 4
    work = Material.objects.get(pk=work.pk)
    author = MaterialAuthor.objects.get(material=work, user=person)
    assert author.label == author.name == "Бывший участник"
    assert StoredFile.objects.get(uses__material=work).name == "план.csv"
    assert ModelLogEntry.objects.filter(action="members.erase").count() == 1
    assert not deletion.erase(person)
    assert ModelLogEntry.objects.filter(action="members.erase").count() == 1


def test_the_signature_stays_if_she_wants_so(person, stay):
    hub = HubPageFactory()
    with stay():
        work = give_everything(person, hub)
        deletion.request_deletion(person, keeps_name=True)
        deletion.erase(person)
    author = MaterialAuthor.objects.get(material=work, user=person)
    assert author.label == author.name == "Е.\u00a0П.\u00a0Щербаковская"
    person.refresh_from_db()
    assert person.get_public_name() == "Е.\u00a0П.\u00a0Щербаковская"
    assert person.last_name == person.about == ""
    assert not [trace for trace in find_traces() if "example.org" in trace or "туризма" in trace]


def test_the_search_finds_no_name_that_left(person, stay, client):
    def is_found(words):
        return f"/materials/{work.pk}/" in client.get("/materials/", {"q": words}).content.decode()

    with stay():
        work = give_everything(person, HubPageFactory())
    assert is_found("Щербаковская")
    with stay():
        deletion.erase(person)
    assert not is_found("Щербаковская")
    assert is_found("дробях")


def test_many_works_cost_no_more_questions(person, django_assert_max_num_queries):
    hub = HubPageFactory()
    few = count_queries(with_works(person, hub, 3))
    many = count_queries(with_works(UserFactory(), hub, 30))
    assert many <= few + 5


def with_works(person, hub, number):
    for _ in range(number):
        MaterialFactory(hub=hub, authors=[person], with_revision=True)
    return person


def count_queries(person):
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        deletion.erase(person)
    return len(queries)


# -- Asking for it -----------------------------------------------------------------------


def test_two_weeks_to_think(person, stay, mailoutbox):
    with stay():
        assert deletion.request_deletion(person)
        assert not deletion.request_deletion(person)
    row = AccountDeletion.objects.get()
    assert timedelta(days=13) < row.due_at - timezone.now() <= timedelta(days=14)
    assert [letter.to for letter in mailoutbox] == [["shcherbakovskaya@example.org"]]
    assert deletion.cancel_deletion(person)
    assert not deletion.cancel_deletion(person)
    assert not AccountDeletion.objects.exists()


def test_an_administrator_does_not_go(admin_user):
    for act in (deletion.request_deletion, deletion.erase):
        with pytest.raises(ValidationError):
            act(admin_user)
    admin_user.refresh_from_db()
    assert admin_user.is_active


def test_without_consent_to_processing_the_account_goes(person):
    consents.give(person, ConsentTextFactory(kind=ConsentKind.PERSONAL_DATA, version=1))
    assert consents.withdraw(person, ConsentKind.PERSONAL_DATA)
    assert AccountDeletion.objects.get().user == person


def test_without_the_rules_nobody_takes_part(person):
    memberships.add(person, HubPageFactory(), None, "moderator")
    consents.give(person, ConsentTextFactory(kind=ConsentKind.RULES, version=1))
    assert consents.withdraw(person, ConsentKind.RULES)
    assert not Membership.objects.active().filter(user=person).exists()
    assert not person.groups.exists()
    assert consents.is_due(person)


# -- The command -------------------------------------------------------------------------


def tidy():
    out = StringIO()
    call_command("tidy_people", stdout=out)
    return out.getvalue()


def test_what_is_due_is_carried_out(person, stay):
    early = UserFactory(username="early")
    for user, days in ((person, -1), (early, 3)):
        AccountDeletion.objects.create(user=user, due_at=timezone.now() + timedelta(days=days))
    ago = timezone.now() - timedelta(days=8)
    stale = UserFactory(username="stale", status="pending")
    fresh = UserFactory(username="fresh", status="pending")
    waiting = UserFactory(username="waiting", status="pending")
    for user, status in (
        (stale, RegistrationStatus.UNCONFIRMED),
        (fresh, RegistrationStatus.UNCONFIRMED),
        (waiting, RegistrationStatus.WAITING),
    ):
        RegistrationFactory(user=user, status=status)
    Registration.objects.exclude(user=fresh).update(created_at=ago)
    log("members.reinstate", stale)
    with stay():
        summary = tidy()
    assert "1" in summary
    person.refresh_from_db()
    assert person.has_left
    assert set(User.objects.exclude(pk=person.pk).values_list("username", flat=True)) >= {
        "early", "fresh", "waiting",
    }  # fmt: skip
    assert not User.objects.filter(username="stale").exists()
    assert "stale" not in ModelLogEntry.objects.get(object_id=str(stale.pk)).label
    before = User.objects.count()
    tidy()
    assert User.objects.count() == before


def test_invited_people_who_never_came_are_forgotten():
    from community.members.models import Invitation, InvitationSheet

    sheet = InvitationSheet.objects.create(title="Школа № 5")
    for number, days in enumerate((-100, -10, 10)):
        Invitation.objects.create(
            sheet=sheet,
            user=UserFactory(username=f"guest-{number}", status="invited"),
            code=f"CODE-{number}",
            expires_at=timezone.now() + timedelta(days=days),
        )
    tidy()
    left = User.objects.filter(username__startswith="guest")
    names = set(left.values_list("username", flat=True))
    assert names == {"guest-1", "guest-2"}
