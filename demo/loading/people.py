"""The cast: accounts for every role and the teachers of the fictional district."""

from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from community.members.enums import PersonRole, Visibility
from demo.factories.members import PASSWORD
from demo.texts import picture_texts, texts
from home.models import HomePage
from subjects.provisioning import provision_site

from .dates import days_from_now
from .organisations import organisations
from .pictures import get_picture

ADMIN = "admin"
EDITOR = "editor"
# What the cast is called in its file, where the site's word is another.
ROLES = {"staff": PersonRole.METHODIST, "expert": PersonRole.OTHER}
# Whoever has a face here shows it to everybody, and what she does; others to members only.
FACES = dict.fromkeys(["photo", "about", "memberships"], Visibility.EVERYBODY)


def load_people():
    """Create the people that are missing; rights come when the hubs are there."""
    places = organisations()
    save_people(build_person(entry, places) for entry in cast())
    get_user_model().objects.get(username=EDITOR).groups.add(provision_site(HomePage.objects.get()))


@cache
def cast():
    """All people of the content, each with the same keys."""
    return [*map(_from_people, texts("people")), *map(_from_line, texts("members"))]


def _from_people(entry):
    said = texts("profiles").get(entry["username"], {})
    is_pupil = entry["role"] == PersonRole.PUPIL
    return {
        **entry,
        "middle_name": "" if is_pupil else entry["middle_name"],
        "position": "" if is_pupil else entry["position"],
        "class": "8Б" if is_pupil else "",
        "role": said.get("role", ROLES.get(entry["role"], entry["role"])),
        "public": not is_pupil,
    }


def _from_line(entry):
    last_name, first_name, *middle_name = entry["name"].split()
    return {
        "last_name": last_name,
        "first_name": first_name,
        "middle_name": " ".join(middle_name),
        "position": entry.get("position", ""),
        "class": entry.get("class", ""),
        "public": entry["role"] != PersonRole.PUPIL,
        "moderates": [],
        "hubs": [],
        "school": None,
        **{key: entry[key] for key in entry if key != "name"},
    }


def build_person(entry, places, **fields):
    """An account, not saved yet, that everybody may try: the password of all is one.
    ``places`` are the organisations by their keys."""
    said = texts("profiles").get(entry["username"], {})
    portrait = f"portrait-{entry['username']}"
    photo = get_picture(portrait) if portrait in picture_texts() else None
    number = sum(map(ord, entry["username"]))
    person = get_user_model()(
        username=entry["username"],
        email=f"{entry['username']}@example.org",
        password=hashed_password(),
        last_name=entry["last_name"],
        first_name=entry["first_name"],
        middle_name=entry["middle_name"],
        position=entry["position"] or "",
        role=entry["role"],
        organisation=places.get(entry["school"]),
        other_organisation=entry.get("other", ""),
        school_class=entry["class"],
        taught_subjects=said.get("subjects", ""),
        about=said.get("about", ""),
        photo=photo,
        name_is_public=entry["public"],
        visibility=FACES if photo is not None else {},
        is_staff=entry["username"] == ADMIN,
        is_superuser=entry["username"] == ADMIN,
        date_joined=days_from_now(-100 - number % 600),
        last_seen_on=days_from_now(-(number % 45)).date(),
    )
    for name, value in fields.items():
        setattr(person, name, value)
    person.prepare()
    return person


def save_people(people, verified=True):
    """Save those who are not there yet, with their addresses; gives them."""
    User = get_user_model()
    known = set(User.objects.values_list("username", flat=True))
    made = User.objects.bulk_create(person for person in people if person.username not in known)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=verified, primary=True)
        for person in made
        if person.email
    )
    return made


@cache
def hashed_password():
    """Made once: it is slow on purpose."""
    return make_password(PASSWORD)
