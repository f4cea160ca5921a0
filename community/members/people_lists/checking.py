"""What would become of each row of a list: somebody to invite, or what is wrong and where."""

from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from home.text.keys import search_key
from subjects.models import HubPage
from subjects.permissions import is_site_editor

from ..actions.invitations import Newcomer
from ..enums import PersonRole
from ..invitation_rights import hubs_to_invite_to, person_roles_to_invite
from ..models import Organisation, User
from .names import read_email, read_name, split_full_name

AT_ONCE = 500
ROLE_WORDS = {
    PersonRole.TEACHER: "учитель; педагог; преподаватель; воспитатель; teacher",
    PersonRole.MANAGER: "руководитель; директор; завуч; заместитель директора; администрация; "
    "руководитель школы; школьный руководитель; manager; head",
    PersonRole.METHODIST: "методист; methodist",
    PersonRole.PARENT: "родитель; законный представитель; parent",
    PersonRole.PUPIL: "ученик; ученица; учащийся; учащаяся; школьник; обучающийся; pupil; student",
    PersonRole.OTHER: "другое; другая; иное; other",
}
AMBIGUOUS = object()
LENGTHS = {
    "school_class": User._meta.get_field("school_class").max_length,
    "position": User._meta.get_field("position").max_length,
}


@dataclass
class CheckedRow:
    """A row with its ``values`` as they were read, ``errors`` by columns, and the ``newcomer``
    where there are none."""

    number: int
    values: dict
    errors: dict = field(default_factory=dict)
    newcomer: Newcomer | None = None

    @property
    def is_good(self):
        return not self.errors

    @property
    def role_label(self):
        return PersonRole(self.newcomer.role).label

    def refuse(self, column, message):
        self.errors.setdefault(column, []).append(str(message))


@dataclass(frozen=True)
class Defaults:
    """What holds for rows that say nothing."""

    role: str = PersonRole.TEACHER
    organisation: Organisation | None = None
    hubs: tuple = ()


class ListChecker:
    """Checks rows for ``actor``. Asks the database a few times, however many rows there are
    (addresses are asked about in packets)."""

    def __init__(self, actor, defaults):
        self.defaults = defaults
        self.allowed_roles = set(person_roles_to_invite(actor))
        self.own_hubs = list(hubs_to_invite_to(actor))
        self.own_hub_keys = {hub.pk for hub in self.own_hubs}
        # Whoever edits the whole site invites to the site itself too.
        self.needs_hub = not is_site_editor(actor)
        self.roles = _keys(
            [([*words.split(";"), role.label], role) for role, words in ROLE_WORDS.items()]
        )
        self.hubs = _keys(
            [([hub.title], hub) for hub in HubPage.objects.active().only("title", "path", "depth")]
        )
        self.organisations = _keys(
            [
                ([row.name, row.full_name, str(row)], row)
                for row in Organisation.objects.defer("search_key", "address", "website")
            ]
        )

    def check(self, rows):
        """``CheckedRow``s of pairs of a number and ``{column: text}``."""
        checked = [self._check_row(CheckedRow(number, dict(values))) for number, values in rows]
        self._refuse_known(checked)
        _refuse_repeated(checked)
        return checked

    def _check_row(self, row):
        last_name, first_name, middle_name = self._read_names(row)
        email = self._read(row, "email", read_email)
        role = self._read(row, "role", self._find_role) or self.defaults.role
        organisation = self._read(row, "organisation", self._find_organisation)
        hubs = self._read(row, "hubs", self._find_hubs) or self.defaults.hubs
        for column, length in LENGTHS.items():
            if len(row.values.get(column, "")) > length:
                row.refuse(column, _("Too long: at most %(limit)s signs.") % {"limit": length})
        if role not in self.allowed_roles:
            row.refuse("role", _("You may not invite people in this role."))
        if self.needs_hub and not hubs and "hubs" not in row.errors:
            row.refuse("hubs", _("Name a hub that you moderate."))
        is_pupil = role == PersonRole.PUPIL
        if row.is_good:
            row.newcomer = Newcomer(
                last_name=last_name,
                first_name=first_name,
                # Of a pupil only the name, the school and the class are kept.
                middle_name="" if is_pupil else middle_name,
                email=email or "",
                role=role,
                organisation=organisation or self.defaults.organisation,
                school_class=row.values.get("school_class", "") if is_pupil else "",
                position="" if is_pupil else row.values.get("position", ""),
                hubs=tuple(hubs),
            )
        return row

    def _read(self, row, column, read):
        """The value of a cell, or ``None`` when it is empty or wrong."""
        text = row.values.get(column, "")
        if not text:
            return None
        try:
            return read(text)
        except ValidationError as error:
            row.refuse(column, " ".join(error.messages))
            return None

    def _read_names(self, row):
        values = row.values
        parts = dict(
            zip(
                ["last_name", "first_name", "middle_name"],
                split_full_name(values.get("full_name", "")),
                strict=True,
            )
        )
        names = []
        for column, part in parts.items():
            text = values.get(column) or part
            place = column if column in values else "full_name" if part else column
            if not text and column != "middle_name":
                place = "full_name" if "full_name" in values else column
                row.refuse(
                    place,
                    _("The surname is missing.")
                    if column == "last_name"
                    else _("The first name is missing."),
                )
            try:
                names.append(read_name(text))
            except ValidationError as error:
                row.refuse(place, " ".join(error.messages))
                names.append("")
        return names

    def _find_role(self, text):
        role = self.roles.get(search_key(text))
        if role is None:
            raise ValidationError(
                _("There is no such role. There are: %(roles)s.")
                % {"roles": ", ".join(str(PersonRole(role).label) for role in PersonRole)}
            )
        return role

    def _find_organisation(self, text):
        found = self.organisations.get(search_key(text))
        if found is AMBIGUOUS:
            raise ValidationError(
                _("There are several such organisations. Add the place after a comma.")
            )
        if found is None:
            raise ValidationError(_("This organisation is not in the register."))
        return found

    def _find_hubs(self, text):
        names = [text] if search_key(text) in self.hubs else _split(text)
        hubs = {}
        for name in names:
            hub = self.hubs.get(search_key(name))
            if hub is AMBIGUOUS:
                raise ValidationError(
                    _("There are several hubs “%(name)s”. Choose the hub when you upload the list.")
                    % {"name": name[:80]}
                )
            if hub is None:
                raise ValidationError(_("There is no hub “%(name)s”.") % {"name": name[:80]})
            if hub.pk not in self.own_hub_keys:
                raise ValidationError(
                    _("You do not moderate the hub “%(name)s”.") % {"name": hub.title}
                )
            hubs[hub.pk] = hub
        return list(hubs.values())

    def _refuse_known(self, rows):
        """Refuse the addresses of people who are here already."""
        emails = {row.newcomer.email for row in rows if row.newcomer and row.newcomer.email}
        known = known_emails(emails)
        for row in rows:
            if row.newcomer and row.newcomer.email in known:
                row.refuse("email", _("Somebody with this e-mail is already registered."))


def _split(text):
    """Names in a cell: parted by semicolons, or by commas."""
    sign = ";" if ";" in text else ","
    return [name.strip() for name in text.split(sign) if name.strip()]


def known_emails(emails):
    """Those of ``emails`` (small letters) that belong to somebody."""
    emails, known = sorted(emails), set()
    for start in range(0, len(emails), AT_ONCE):
        part = emails[start : start + AT_ONCE]
        for model in [User, EmailAddress]:
            rows = model.objects.annotate(key=Lower("email")).filter(key__in=part)
            known.update(rows.order_by().values_list("key", flat=True))
    return known


def _keys(entries):
    """``{key: thing}`` of pairs of names and a thing; a name of two things is ``AMBIGUOUS``."""
    found = {}
    for names, thing in entries:
        for key in {search_key(str(name)) for name in names if str(name).strip()}:
            found[key] = AMBIGUOUS if found.get(key, thing) is not thing else thing
    return found


def _refuse_repeated(rows):
    """Refuse whoever stands in the list twice."""
    by_email, by_name = {}, {}
    for row in rows:
        person = row.newcomer
        if person is None:
            continue
        names = (person.last_name, person.first_name, person.middle_name)
        place = (person.organisation.pk if person.organisation else None, person.school_class)
        twin = by_name.get((*names, *place))
        if person.email and person.email in by_email:
            message = _("The same e-mail stands in row %(row)s.")
            row.refuse("email", message % {"row": by_email[person.email].number})
        # People of one name are told apart by their addresses.
        elif twin and not (person.email and twin.newcomer.email):
            column = "last_name" if "last_name" in row.values else "full_name"
            message = _("The same person stands in row %(row)s.")
            row.refuse(column, message % {"row": twin.number})
        else:
            by_name.setdefault((*names, *place), row)
            if person.email:
                by_email[person.email] = row
