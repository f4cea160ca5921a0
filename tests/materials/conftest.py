"""A hub, another one, a material and everybody who may want it."""

import pytest

from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def other():
    return HubPageFactory(title="Биология")


@pytest.fixture
def material(hub):
    return MaterialFactory(
        title="Сравнение дробей", hub=hub, files=[StoredFileFactory()], grades=[5],
        authors=["О. В. Лебедева"], with_revision=True,
    )  # fmt: skip


@pytest.fixture
def people(hub, other):
    return {
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "editor": site_editor(),
        "moderator": moderator_of(hub),
        "other moderator": moderator_of(other),
        "member": UserFactory(),
        "visitor": None,
    }
