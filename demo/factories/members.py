"""People, for tests and for the demo content."""

import factory
from django.contrib.auth import get_user_model

PASSWORD = "methodhub-demo"


class UserFactory(factory.django.DjangoModelFactory):
    """An active person who signs in with ``PASSWORD``."""

    username = factory.Sequence(lambda n: f"person-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    last_name = factory.Iterator(["Рябинина", "Сосновский", "Ольховая", "Берестов"])
    first_name = factory.Iterator(["Нина", "Павел", "Вера", "Олег"])
    middle_name = factory.Iterator(["Петровна", "Ильич", "Андреевна", "Юрьевич"])
    password = factory.django.Password(PASSWORD)

    class Meta:
        model = get_user_model()
        django_get_or_create = ["username"]
