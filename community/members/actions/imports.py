"""Taking in people from a file: read, looked at, then accepted whole or dropped.

Nobody is written before that. What was read is kept with the list until then and no longer.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from subjects.models import HubPage
from subjects.signals import activity

from ..enums import ImportStatus, PersonRole
from ..invitation_rights import can_invite, hubs_to_invite_to
from ..log import log
from ..models import Organisation, PeopleImport
from ..people_lists.checking import Defaults, ListChecker
from ..people_lists.columns import read_people
from ..people_lists.tables import MAX_ROWS, read_table, too_many_rows
from . import invitation_letters
from .invitations import invite

# A list that was looked at and left is forgotten after so many days.
DAYS_TO_DECIDE = 3


@transaction.atomic
def upload(file, actor, *, title, role=PersonRole.TEACHER, organisation=None, hubs=()):
    """Read ``file`` and keep what it says to be looked at; returns the ``PeopleImport``. The
    rest holds for rows that say nothing themselves."""
    if not can_invite(actor):
        raise PermissionDenied(_("Only moderators of hubs and site editors invite people."))
    lines = read_table(file)
    rows, columns, ignored = read_people(lines)
    if len(rows) > MAX_ROWS:
        raise too_many_rows()
    people = PeopleImport.objects.create(
        file_name=file.name[:255],
        rows=rows,
        options={
            "title": title,
            "columns": columns,
            "ignored": ignored,
            "role": str(role),
            "organisation": organisation.pk if organisation else None,
            "hubs": [hub.pk for hub in hubs],
        },
        created_by=actor,
    )
    log("members.upload_list", people, actor, rows=len(rows))
    return people


def check(people, actor):
    """What would become of each row now: ``CheckedRow``s."""
    options = people.options
    allowed = hubs_to_invite_to(actor).values("pk")
    hubs = HubPage.objects.filter(pk__in=options.get("hubs", [])).filter(pk__in=allowed)
    defaults = Defaults(
        role=options.get("role", PersonRole.TEACHER),
        organisation=Organisation.objects.filter(pk=options.get("organisation")).first(),
        hubs=tuple(hubs.order_by("path")),
    )
    return ListChecker(actor, defaults).check(people.rows)


@transaction.atomic
def accept(people, actor, *, only_good=False, with_letters=False):
    """Invite everybody in the list, checked anew; returns the ``InvitationSheet``.

    All or nobody: with bad rows it raises ``ValidationError``, unless ``only_good`` says that
    the others are wanted. A list that was taken in already is left as it is.
    """
    people.refresh_from_db(from_queryset=PeopleImport.objects.select_for_update())
    if people.created_by_id != actor.pk:
        raise PermissionDenied(_("This list is not yours."))
    if people.status != ImportStatus.PREVIEW:
        raise ValidationError(_("This list has been decided on already."), code="decided")
    rows = check(people, actor)
    good = [row.newcomer for row in rows if row.is_good]
    bad = len(rows) - len(good)
    if bad and not only_good:
        message = ngettext(
            "%(count)s row is wrong: nothing was taken in.",
            "%(count)s rows are wrong: nothing was taken in.",
            bad,
        )
        raise ValidationError(message % {"count": bad}, code="bad_rows")
    if not good:
        raise ValidationError(_("There is no row that could be taken in."), code="nobody")
    title = people.options.get("title") or people.file_name
    people.sheet = invite(good, title, actor, organisation=_common(good))
    _finish(people, ImportStatus.DONE)
    log("members.accept_list", people, actor, people=len(good), left_out=bad)
    activity.send(sender=PeopleImport, actor=actor, verb="list_accepted", target=people, hub=None)
    if with_letters:
        invitation_letters.send_sheet(people.sheet, actor)
    return people.sheet


def _common(newcomers):
    """The organisation of all of them, where there is one."""
    found = {newcomer.organisation for newcomer in newcomers}
    return found.pop() if len(found) == 1 else None


@transaction.atomic
def drop(people, actor):
    """Forget a list that was only looked at. Returns whether there was anything to forget."""
    people.refresh_from_db(from_queryset=PeopleImport.objects.select_for_update())
    if people.created_by_id != actor.pk:
        raise PermissionDenied(_("This list is not yours."))
    if people.status != ImportStatus.PREVIEW:
        return False
    _finish(people, ImportStatus.CANCELLED)
    log("members.drop_list", people, actor)
    return True


def _finish(people, status):
    people.status = status
    # The people are in the register now, or nowhere: their data is not kept twice.
    people.rows = []
    people.save()


def forget_old(now=None):
    """Forget the lists that nobody decided on; returns how many."""
    before = (now or timezone.now()) - timedelta(days=DAYS_TO_DECIDE)
    old = PeopleImport.objects.filter(status=ImportStatus.PREVIEW, created_at__lt=before)
    return old.update(status=ImportStatus.CANCELLED, rows=[])
