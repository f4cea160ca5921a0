"""What this app keeps of a person; the account itself is emptied by ``erasing``."""

from django.apps import apps
from django.db.models import Q
from wagtail.models import ModelLogEntry, PageLogEntry

from home.plugins import PersonalDataSource
from home.uploads.names import split_extension

from .portfolio.scans import forget_kept_scans


class AccountData(PersonalDataSource):
    """The account, where the person belongs, what she agreed to and what was decided."""

    name = "account"
    order = 10

    def export(self, person):
        data = {
            "profile.json": _profile(person),
            "memberships.json": _memberships(person),
            "consents.json": _consents(person),
            "registration.json": _registration(person),
            "log.json": _log(person),
            "sign-in.json": _sign_in(person),
        }
        if person.photo is not None:
            extension = split_extension(person.photo.file.name)[1] or "jpg"
            data[f"photo.{extension}"] = person.photo.file
        return data


class PortfolioData(PersonalDataSource):
    """The portfolio with its scans."""

    name = "portfolio"
    order = 20

    def export(self, person):
        entries = list(person.portfolio_entries.all())
        rows = [
            {
                "part": entry.get_kind_display(),
                "what": entry.title,
                "where": entry.organisation,
                "year": entry.year,
                "until": entry.end_year,
                "text": entry.text,
                "address": entry.url,
                "who_sees_it": entry.get_visibility_display(),
                "scan": _scan_name(entry) if entry.scan else None,
            }
            for entry in entries
        ]
        scans = {_scan_name(entry): entry.scan for entry in entries if entry.scan}
        return {"portfolio.json": rows, **scans}

    def erase(self, person, public_name):
        # The entries go with all rows of the person; this file has no row yet.
        forget_kept_scans(person)


def _scan_name(entry):
    name = entry.scan_name or f"scan.{split_extension(entry.scan.name)[1]}"
    return f"portfolio/{entry.pk} {name}"


def _profile(person):
    return {
        "user_name": person.username,
        "e_mail": person.email,
        "surname": person.last_name,
        "first_name": person.first_name,
        "patronymic": person.middle_name,
        "public_name": person.public_name,
        "name_is_public": person.name_is_public,
        "role": person.get_role_display(),
        "position": person.position,
        "organisation": str(person.organisation or person.other_organisation),
        "class": person.school_class,
        "subjects": person.taught_subjects,
        "about": person.about,
        "who_sees_what": person.visibility,
        "status": person.get_status_display(),
        "suspended_until": person.suspended_until,
        "reason_of_suspension": person.suspension_reason,
        "registered": person.date_joined,
        "last_seen": person.last_seen_on,
        "last_sign_in": person.last_login,
        "groups": list(person.groups.order_by("name").values_list("name", flat=True)),
    }


def _memberships(person):
    return [
        {
            "hub": row.hub.title,
            "role": row.get_role_display(),
            "status": row.get_status_display(),
            "words_with_the_request": row.note,
            "reason_of_the_decision": row.reason,
            "requested": row.requested_at,
            "joined": row.joined_at,
            "ended": row.ended_at,
        }
        for row in person.memberships.select_related("hub").order_by("requested_at")
    ]


def _consents(person):
    return [
        {
            "text": row.text.title,
            "version": row.text.version,
            "in_force_from": row.text.published_at,
            "given": row.given_at,
            "how": row.get_source_display(),
            "withdrawn": row.withdrawn_at,
        }
        for row in person.consents.select_related("text").order_by("given_at")
    ]


def _registration(person):
    row = getattr(person, "registration", None)
    if row is None:
        return {}
    return {
        "status": row.get_status_display(),
        "words_to_the_moderator": row.note,
        "reason_of_the_decision": row.reason,
        "applied": row.created_at,
        "e_mail_confirmed": row.confirmed_at,
        "decided": row.decided_at,
    }


def _log(person):
    """What was done with the account, and what the person did; others are not named."""
    about = Q(object_id=str(person.pk), content_type__model=person._meta.model_name)
    mine = [
        *ModelLogEntry.objects.filter(about | Q(user_id=person.pk)).select_related("content_type"),
        *PageLogEntry.objects.filter(user_id=person.pk).select_related("content_type"),
    ]
    return [
        {
            "when": entry.timestamp,
            "what": str(entry.formatter.label if entry.formatter else entry.action),
            "by_me": entry.user_id == person.pk,
            "on": str(entry.object_verbose_name),
            "title": entry.label,
        }
        for entry in sorted(mine, key=lambda entry: entry.timestamp)
    ]


def _sign_in(person):
    """Addresses, devices and other ways to sign in, without any secret."""
    found = {}
    for name, label, fields in [
        ("addresses", "account.EmailAddress", ["email", "verified", "primary"]),
        ("devices", "usersessions.UserSession", ["created_at", "last_seen_at", "user_agent", "ip"]),
        ("second_factors", "mfa.Authenticator", ["type", "created_at", "last_used_at"]),
        ("connected_accounts", "socialaccount.SocialAccount", ["provider", "uid", "date_joined"]),
    ]:
        if apps.is_installed(f"allauth.{label.partition('.')[0]}"):
            found[name] = list(apps.get_model(label).objects.filter(user=person).values(*fields))
    return found
