"""People, for tests and for the demo content."""

import factory
from django.contrib.auth import get_user_model
from django.utils import timezone

from community.members.enums import ConsentKind, ConsentSource, MembershipStatus
from community.members.models import (
    Consent,
    ConsentText,
    Membership,
    Organisation,
    PortfolioEntry,
    Registration,
)

PASSWORD = "methodhub-demo"


class UserFactory(factory.django.DjangoModelFactory):
    """An active person who signs in with ``PASSWORD``."""

    username = factory.Sequence(lambda n: f"person-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    last_name = factory.Iterator(["Рябинина", "Сосновский", "Ольховая", "Берестов"])
    first_name = factory.Iterator(["Нина", "Павел", "Вера", "Олег"])
    middle_name = factory.Iterator(["Петровна", "Ильич", "Андреевна", "Юрьевич"])
    name_is_public = True
    password = factory.django.Password(PASSWORD)

    class Meta:
        model = get_user_model()
        django_get_or_create = ["username"]


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A school of the register."""

    name = factory.Sequence(lambda n: f"Школа № {n + 20}")
    place = "город Заречный"

    class Meta:
        model = Organisation
        django_get_or_create = ["name", "place"]


class MembershipFactory(factory.django.DjangoModelFactory):
    """A membership as it stands, past ``actions.memberships``: the groups are not touched."""

    user = factory.SubFactory(UserFactory)
    status = MembershipStatus.ACTIVE
    joined_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = Membership


class RegistrationFactory(factory.django.DjangoModelFactory):
    """An application as it stands."""

    user = factory.SubFactory(UserFactory)

    class Meta:
        model = Registration


class ConsentTextFactory(factory.django.DjangoModelFactory):
    """A version of a text that is in force."""

    kind = ConsentKind.RULES
    version = factory.Sequence(lambda n: n + 1)
    title = "Правила сообщества"
    body = "<p>Пишем по делу и уважаем друг друга.</p>"
    published_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = ConsentText


class ConsentFactory(factory.django.DjangoModelFactory):
    """An agreement."""

    user = factory.SubFactory(UserFactory)
    text = factory.SubFactory(ConsentTextFactory)
    source = ConsentSource.REGISTRATION
    given_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = Consent


class PortfolioEntryFactory(factory.django.DjangoModelFactory):
    """A line of a portfolio."""

    person = factory.SubFactory(UserFactory)
    kind = "course"
    title = "Функциональная грамотность на уроках математики"
    year = 2025

    class Meta:
        model = PortfolioEntry
