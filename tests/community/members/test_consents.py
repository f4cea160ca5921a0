"""What people agree to: given, taken back, asked anew, and what follows."""

import pytest
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from community.members.actions import consents, texts
from community.members.enums import ConsentKind, ConsentSource
from community.members.forms.consents import ConsentFieldsMixin, consent_data
from community.members.models import Consent, ConsentText
from community.members.texts import texts_in_force
from demo.factories.members import ConsentTextFactory, UserFactory
from subjects.signals import activity

pytestmark = pytest.mark.django_db
RULES, DATA = ConsentKind.RULES, ConsentKind.PERSONAL_DATA
PARENTAL, NAME = ConsentKind.PARENTAL, ConsentKind.PUBLIC_NAME


@pytest.fixture
def person():
    return UserFactory(name_is_public=False)


@pytest.fixture
def published():
    """The first version of each text."""
    return {kind: ConsentTextFactory(kind=kind, version=1) for kind in ConsentKind.values}


def log_entries(action):
    return ModelLogEntry.objects.filter(action=action).count()


def test_nothing_is_asked_where_nothing_is_published(person):
    ConsentTextFactory(kind=RULES, version=1, published_at=None)
    assert consents.missing_texts(person) == []
    assert not consents.is_due(person)


def test_who_is_asked_for_what(person, published):
    assert consents.missing_texts(person) == [published[RULES], published[DATA]]
    pupil = UserFactory(role="pupil")
    assert consents.missing_texts(pupil) == [
        published[RULES], published[DATA], published[PARENTAL],
    ]  # fmt: skip


def test_given_once_and_recorded(person, published):
    assert consents.give(person, published[RULES], ConsentSource.SIGN_IN)
    assert not consents.give(person, published[RULES], ConsentSource.SIGN_IN)
    consent = Consent.objects.get()
    assert (consent.text, consent.source) == (published[RULES], "sign_in")
    assert consent.given_at is not None
    assert log_entries("members.give_consent") == 1
    assert consents.missing_texts(person) == [published[DATA]]


def test_only_a_text_in_force_can_be_agreed_to(person, published):
    draft = ConsentTextFactory(kind=RULES, version=2, published_at=None)
    with pytest.raises(ValidationError):
        consents.give(person, draft)
    ConsentTextFactory(kind=RULES, version=3)
    with pytest.raises(ValidationError):
        consents.give(person, published[RULES])
    assert not Consent.objects.exists()


def test_a_new_version_is_asked_anew(person, published):
    consents.give_all(person, published.values(), ConsentSource.REGISTRATION)
    assert not consents.is_due(person)
    newer = ConsentTextFactory(kind=RULES, version=2)
    assert consents.missing_texts(person) == [newer]
    consents.give(person, newer)
    assert not consents.is_due(person)
    assert consents.held_consents(person).filter(text__kind=RULES).count() == 2


def test_the_name_is_public_while_the_person_wants_it(person, published):
    consents.give(person, published[NAME])
    person.refresh_from_db()
    assert person.name_is_public
    assert consents.withdraw(person, NAME)
    assert not consents.withdraw(person, NAME)
    person.refresh_from_db()
    assert not person.name_is_public
    assert log_entries("members.withdraw_consent") == 1
    consent = Consent.objects.get()
    assert consent.withdrawn_at is not None


def test_consents_tell_what_happened(person, published):
    told = []

    def listen(sender, verb, **kwargs):
        told.append(verb)

    activity.connect(listen)
    try:
        consents.give(person, published[NAME])
        consents.give(person, published[NAME])
        consents.withdraw(person, NAME)
    finally:
        activity.disconnect(listen)
    assert told == ["consent_given", "consent_withdrawn"]


def test_asking_costs_one_query(person, published, django_assert_num_queries):
    consents.give_all(person, published.values(), ConsentSource.REGISTRATION)
    texts_in_force()
    with django_assert_num_queries(1):
        assert not consents.is_due(person)


# -- Texts -------------------------------------------------------------------------------


def test_a_draft_becomes_a_version_and_stays_as_it_is(admin_user, published):
    draft = texts.start_version(RULES, admin_user)
    assert (draft.version, draft.body) == (2, published[RULES].body)
    assert texts.start_version(RULES, admin_user) == draft
    with pytest.raises(ValidationError) as error:
        texts.publish(draft, admin_user)
    assert "changes" in error.value.message_dict
    draft.changes = "Добавлено о перепечатке чужих работ."
    draft.save()
    assert texts.publish(draft, admin_user)
    assert not texts.publish(draft, admin_user)
    assert texts_in_force()[RULES].version == 2
    stored = ConsentText.objects.get(pk=draft.pk)
    stored.title = "Другое"
    with pytest.raises(ValidationError):
        stored.save()
    with pytest.raises(ValidationError):
        stored.delete()
    assert log_entries("members.publish_text") == 1


def test_texts_are_up_to_site_editors(person, published):
    with pytest.raises(PermissionDenied):
        texts.start_version(RULES, person)
    with pytest.raises(PermissionDenied):
        texts.publish(ConsentTextFactory(version=2, published_at=None), person)


def test_an_empty_text_is_not_published(admin_user):
    draft = texts.start_version(RULES, admin_user)
    with pytest.raises(ValidationError) as error:
        texts.publish(draft, admin_user)
    assert set(error.value.message_dict) == {"title", "body"}


# -- The boxes ---------------------------------------------------------------------------


class JoinForm(ConsentFieldsMixin, forms.Form):
    def __init__(self, *args, role=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_consent_fields(role)


def test_boxes_are_there_for_what_is_in_force_and_not_ticked(published):
    form = JoinForm(role="teacher")
    assert list(form.fields) == ["consent_rules", "consent_personal_data", "consent_public_name"]
    html = form.as_p()
    assert "checked" not in html
    assert '/texts/rules/" target="_blank" rel="noopener"' in html
    assert [form.fields[name].required for name in form.fields] == [True, True, False]
    assert not JoinForm(role="pupil").fields.keys() & {"consent_public_name"}


def test_no_boxes_without_texts():
    form = JoinForm({}, role="teacher")
    assert form.is_valid()
    assert form.get_agreed_texts() == []


def test_what_is_ticked_is_agreed_to(published):
    form = JoinForm(consent_data("teacher", public_name=True), role="teacher")
    assert form.is_valid()
    assert form.get_agreed_texts() == [published[RULES], published[DATA], published[NAME]]
    assert "checked" in str(form["consent_rules"])
    assert f'value="{published[RULES].pk}"' in form["consent_rules"].as_hidden()


@pytest.mark.parametrize("value", ["", "on", "0", "9" * 40, "\x00"])
def test_a_box_that_is_not_ticked_or_made_up_is_told(published, value):
    form = JoinForm({**consent_data("teacher"), "consent_rules": value}, role="teacher")
    assert not form.is_valid()
    assert list(form.errors) == ["consent_rules"]


def test_a_text_published_meanwhile_is_not_agreed_to_unread(published):
    data = consent_data("teacher")
    ConsentTextFactory(kind=RULES, version=2)
    form = JoinForm(data, role="teacher")
    assert list(form.errors) == ["consent_rules"]
    assert "checked" not in str(form["consent_rules"])


def test_a_form_that_learns_the_role_later(published):
    form = JoinForm(consent_data("teacher"))
    assert form.is_valid()
    form.check_consents("teacher")
    assert form.is_valid()
    form.check_consents("pupil")
    assert list(form.errors) == ["consent_parental"]


# -- Sequences ---------------------------------------------------------------------------

STEPS = st.lists(
    st.tuples(st.sampled_from(["give", "withdraw", "publish"]), st.sampled_from([RULES, NAME])),
    max_size=12,
)


@given(steps=STEPS)
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_happens_the_record_tells_how_it_stands(steps):
    person = UserFactory(name_is_public=False)
    for kind in (RULES, NAME):
        newest = ConsentText.objects.filter(kind=kind).first()
        ConsentTextFactory(kind=kind, version=newest.version + 1 if newest else 1)
    changes, held = 0, {RULES: set(), NAME: set()}
    for step, kind in steps:
        text = ConsentText.objects.current(kind)
        if step == "publish":
            ConsentTextFactory(kind=kind, version=text.version + 1)
        elif step == "give":
            assert consents.give(person, text) == (text.pk not in held[kind])
            changes += text.pk not in held[kind]
            held[kind].add(text.pk)
        else:
            assert consents.withdraw(person, kind) == bool(held[kind])
            changes += bool(held[kind])
            held[kind].clear()
    person.refresh_from_db()
    assert person.name_is_public == bool(held[NAME])
    missing = {text.kind for text in consents.missing_texts(person)}
    assert (RULES in missing) == (ConsentText.objects.current(RULES).pk not in held[RULES])
    entries = ModelLogEntry.objects.filter(object_id=str(person.pk))
    assert entries.filter(action__endswith="_consent").count() == changes
