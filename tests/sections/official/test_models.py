"""An entry of the register must not contradict itself."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import timezone

from demo.factories.sections import OfficialDocumentFactory
from demo.factories.subjects import HubPageFactory
from sections.official.models import OfficialDocument

pytestmark = pytest.mark.django_db

EARLY, LATE = datetime.date(2025, 9, 1), datetime.date(2026, 9, 1)


def errors_of(document):
    with pytest.raises(ValidationError) as caught:
        document.full_clean()
    return set(caught.value.message_dict)


@pytest.fixture
def newer():
    return OfficialDocumentFactory(date=LATE)


@pytest.fixture
def older():
    return OfficialDocumentFactory(date=EARLY)


def test_a_document_in_force(older):
    older.full_clean()


def test_a_date_in_the_future(older):
    older.date = timezone.localdate() + datetime.timedelta(days=1)
    assert errors_of(older) == {"date"}


def test_a_missing_date_is_its_own_error(older, newer):
    older.date, older.status, older.superseded_by = None, "repealed", newer
    assert errors_of(older) == {"date"}


@pytest.mark.parametrize("status", ["repealed", "amended"])
def test_a_newer_document_repeals_or_amends(older, newer, status):
    older.status, older.superseded_by = status, newer
    older.full_clean()


def test_a_document_does_not_repeal_itself(older):
    older.status, older.superseded_by = "repealed", older
    assert errors_of(older) == {"superseded_by"}


def test_an_older_document_repeals_nothing(older, newer):
    newer.status, newer.superseded_by = "repealed", older
    assert errors_of(newer) == {"superseded_by"}


def test_documents_do_not_repeal_each_other_in_a_ring():
    first, second, third = OfficialDocumentFactory.create_batch(3, date=LATE)
    first.superseded_by, first.status = second, "repealed"
    first.save()
    second.superseded_by, second.status = third, "repealed"
    second.save()
    third.superseded_by, third.status = first, "repealed"
    assert errors_of(third) == {"superseded_by"}


def test_what_is_repealed_says_by_what_or_why(older):
    older.status = "repealed"
    assert errors_of(older) == {"superseded_by"}
    older.repeal_reason = "Срок действия истёк"
    older.full_clean()


def test_what_is_amended_says_by_what(older):
    older.status, older.repeal_reason = "amended", "Так решили"
    assert errors_of(older) == {"superseded_by"}


def test_what_is_superseded_is_not_simply_in_force(older, newer):
    older.superseded_by = newer
    assert errors_of(older) == {"status"}


def test_a_document_that_repeals_another_is_not_deleted(older, newer):
    older.status, older.superseded_by = "repealed", newer
    older.save()
    with pytest.raises(ProtectedError):
        newer.delete()


def test_how_one_document_refers_to_another():
    document = OfficialDocumentFactory(kind="order", number="58-од", date=datetime.date(2023, 9, 4))
    assert document.requisites == "Приказ от 04.09.2023 №\u202f58-од"
    assert (
        OfficialDocumentFactory(kind="plan", number="", date=LATE).requisites
        == "План от 01.09.2026"
    )


def test_orders_in_force_come_first_in_a_hub():
    hub = HubPageFactory()
    plan = OfficialDocumentFactory(hub=hub, kind="plan", date=LATE)
    order = OfficialDocumentFactory(hub=hub, kind="order", date=EARLY)
    repealed = OfficialDocumentFactory(hub=hub, status="repealed", repeal_reason="Истёк", date=LATE)
    assert list(OfficialDocument.objects.binding_first()) == [order, plan, repealed]
