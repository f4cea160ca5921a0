"""Complaints, decisions, sanctions and appeals: what each act checks, changes and leaves."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from community.members.actions import accounts
from community.members.enums import UserStatus
from community.members.models import User
from community.moderation.actions.appeals import appeal, hear
from community.moderation.actions.cases import open_case, settle
from community.moderation.actions.complaints import MOST_IN_A_DAY, complain
from community.moderation.actions.decisions import decide, decide_on
from community.moderation.actions.sanctions import lift
from community.moderation.enums import (
    Act,
    AppealStatus,
    CaseStatus,
    ComplaintStatus,
    HoldReason,
    Rule,
    SanctionKind,
)
from community.moderation.models import Appeal, Case, Complaint, Decision, Sanction
from community.moderation.standing import check_not_barred, is_barred
from demo.factories.materials import MaterialFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from materials.models import Material

pytestmark = pytest.mark.django_db

BECAUSE = {"rule": Rule.COPYRIGHT, "reason": "Работа взята с чужого сайта."}


@pytest.fixture
def hub(db):
    return HubPageFactory()


@pytest.fixture
def author(db):
    return UserFactory()


@pytest.fixture
def work(hub, author):
    return MaterialFactory(hub=hub, owner=author, with_revision=True)


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


def afresh(thing):
    return type(thing).objects.get(pk=thing.pk)


# -- Complaints -----------------------------------------------------------------------------


def test_complaint_opens_a_case(work, hub, author):
    reporter = UserFactory()
    complaint = complain(work, reporter, Rule.COPYRIGHT, " Это моя работа. ")
    case = complaint.case
    assert (case.hub, case.author, case.status) == (hub, author, CaseStatus.OPEN)
    assert (case.reasons, case.complaint_count) == ([HoldReason.COMPLAINTS], 1)
    assert complaint.text == "Это моя работа."


def test_complaints_of_a_thing_join_one_case(work):
    complaints = [complain(work, UserFactory(), Rule.SPAM) for _ in range(3)]
    case = Case.objects.get()
    assert {complaint.case_id for complaint in complaints} == {case.pk}
    assert case.complaint_count == 3
    assert afresh(work).live, "moderators have seen a material before: complaints hold posts only"


def test_one_complaint_of_a_thing_from_each(work):
    reporter = UserFactory()
    complain(work, reporter, Rule.SPAM)
    with pytest.raises(ValidationError) as error:
        complain(work, reporter, Rule.INSULT)
    assert error.value.code == "repeated"
    assert Case.objects.get().complaint_count == 1


def test_nobody_complains_of_herself(work, author):
    with pytest.raises(PermissionDenied):
        complain(work, author, Rule.SPAM)
    with pytest.raises(PermissionDenied):
        complain(author, author, Rule.INSULT)
    assert not Case.objects.exists()


def test_nobody_complains_of_what_she_may_not_read(hub):
    draft = MaterialFactory(hub=hub, live=False)
    with pytest.raises(PermissionDenied):
        complain(draft, UserFactory(), Rule.SPAM)


@pytest.mark.parametrize("status", [UserStatus.PENDING, UserStatus.SUSPENDED])
def test_only_members_complain(work, status):
    with pytest.raises(PermissionDenied):
        complain(work, UserFactory(status=status), Rule.SPAM)


@pytest.mark.parametrize(
    ("rule", "text"), [("тайна", ""), ("", "Плохо"), (Rule.OTHER, "  "), (Rule.SPAM, "а" * 2001)]
)
def test_complaint_says_what_is_wrong(work, rule, text):
    with pytest.raises(ValidationError):
        complain(work, UserFactory(), rule, text)
    assert not Complaint.objects.exists()
    assert not Case.objects.exists()


def test_complaints_of_one_person_are_limited(hub):
    reporter = UserFactory()
    for _ in range(MOST_IN_A_DAY):
        complain(MaterialFactory(hub=hub), reporter, Rule.SPAM)
    with pytest.raises(ValidationError) as error:
        complain(MaterialFactory(hub=hub), reporter, Rule.SPAM)
    assert error.value.code == "limit"


def test_deleted_thing_has_no_case(work):
    complain(work, UserFactory(), Rule.SPAM)
    work.delete()
    case = Case.objects.get()
    assert case.status == CaseStatus.CLOSED
    assert case.complaints.get().status == ComplaintStatus.SETTLED


def test_settling_twice_does_nothing(work):
    open_case(work)
    assert settle(work)
    assert not settle(work)


# -- Decisions ------------------------------------------------------------------------------


def test_hiding_takes_a_material_off(work, moderator, author):
    complaint = complain(work, UserFactory(), Rule.COPYRIGHT)
    decision = decide(complaint.case, moderator, Act.HIDE, **BECAUSE)
    assert not afresh(work).live
    assert (decision.author, decision.moderator, decision.hub) == (author, moderator, work.hub)
    assert afresh(complaint).status == ComplaintStatus.UPHELD
    assert afresh(complaint.case).status == CaseStatus.CLOSED


def test_approving_dismisses_the_complaints(work, moderator):
    complaint = complain(work, UserFactory(), Rule.COPYRIGHT)
    decide(complaint.case, moderator, Act.APPROVE)
    assert afresh(work).live
    assert afresh(complaint).status == ComplaintStatus.DISMISSED
    assert Decision.objects.get().reason == ""


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("rule", {"reason": "Чужая работа."}),
        ("reason", {"rule": Rule.COPYRIGHT}),
        ("reason", {"rule": Rule.COPYRIGHT, "reason": "  "}),
        ("rule", {"rule": "прочее", "reason": "Чужая работа."}),
    ],
)
def test_decision_against_somebody_names_rule_and_reason(work, moderator, missing, words):
    case = open_case(work)
    with pytest.raises(ValidationError) as error:
        decide(case, moderator, Act.HIDE, **words)
    assert list(error.value.message_dict) == [missing]
    assert afresh(work).live
    assert afresh(case).is_open


def test_only_possible_acts(work, moderator):
    with pytest.raises(ValidationError):
        decide(open_case(work), moderator, Act.EDIT, text="Другое", **BECAUSE)
    with pytest.raises(ValidationError):
        decide(open_case(work), moderator, "burn", **BECAUSE)


def test_decided_case_is_not_decided_again(work, hub, moderator):
    case = open_case(work)
    decide(case, moderator, Act.APPROVE)
    with pytest.raises(ValidationError) as error:
        decide(afresh(case), moderator_of(hub), Act.HIDE, **BECAUSE)
    assert error.value.code == "decided"
    assert moderator.get_community_name() in error.value.message
    assert Decision.objects.count() == 1


def test_what_is_gone_is_closed_without_a_decision(work, moderator):
    case = open_case(work)
    Material.objects.filter(pk=work.pk)._raw_delete("default")
    with pytest.raises(ValidationError) as error:
        decide(case, moderator, Act.APPROVE)
    assert error.value.code == "gone"
    assert not afresh(case).is_open
    assert not Decision.objects.exists()


def test_nobody_decides_on_her_own_words(hub, moderator):
    own = MaterialFactory(hub=hub, owner=moderator)
    with pytest.raises(PermissionDenied):
        decide(open_case(own), moderator, Act.APPROVE)


def test_nobody_decides_on_her_own_complaint(work, moderator):
    complaint = complain(work, moderator, Rule.SPAM)
    with pytest.raises(PermissionDenied):
        decide(complaint.case, moderator, Act.HIDE, **BECAUSE)


def test_moderators_decide_in_their_hubs_and_below(work, hub):
    child = HubPageFactory(parent=hub)
    below = MaterialFactory(hub=child)
    with pytest.raises(PermissionDenied):
        decide(open_case(work), moderator_of(child), Act.APPROVE)
    with pytest.raises(PermissionDenied):
        decide(open_case(work), moderator_of(HubPageFactory()), Act.APPROVE)
    assert decide(open_case(below), moderator_of(hub), Act.APPROVE)


def test_suspended_moderator_decides_nothing(work, hub):
    moderator = moderator_of(hub, status=UserStatus.SUSPENDED)
    with pytest.raises(PermissionDenied):
        decide(open_case(work), moderator, Act.APPROVE)


def test_people_are_decided_on_by_site_editors(author, hub, moderator):
    case = complain(author, UserFactory(), Rule.INSULT).case
    with pytest.raises(PermissionDenied):
        decide(case, moderator, Act.APPROVE)
    decide(case, site_editor(), Act.HIDE, rule=Rule.INSULT, reason="Оскорбление в «О себе».")
    assert afresh(author).profile_is_hidden


def test_moderator_decides_on_what_nobody_complained_of(work, moderator):
    decision = decide_on(work, moderator, Act.HIDE, **BECAUSE)
    assert not afresh(work).live
    assert not decision.case.is_open
    assert decide_on(work, moderator, Act.RESTORE, reason="Автор показал договор.")
    assert afresh(work).live


def test_deciding_on_a_thing_opens_no_case_in_vain(work):
    with pytest.raises(PermissionDenied):
        decide_on(work, UserFactory(), Act.HIDE, **BECAUSE)
    assert not Case.objects.exists()


def test_material_comes_back_as_it_was(work, moderator, author):
    work.title = "Новая версия, не проверенная"
    work.save_revision(user=author)
    decide_on(work, moderator, Act.HIDE, **BECAUSE)
    decide_on(work, moderator, Act.RESTORE, reason="Ошибка.")
    found = afresh(work)
    assert found.live
    assert found.title != "Новая версия, не проверенная"
    assert found.has_unpublished_changes


# -- The log --------------------------------------------------------------------------------


def test_log_is_never_changed_by_the_model(work, moderator):
    decision = decide_on(work, moderator, Act.HIDE, **BECAUSE)
    decision.reason = "Другая"
    for act in [
        decision.save,
        decision.delete,
        Decision.objects.all().delete,
        lambda: Decision.objects.update(reason="Другая"),
    ]:
        with pytest.raises(ValidationError):
            act()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE moderation_decision SET reason = 'Другая'",
        "UPDATE moderation_decision SET act = 'approve'",
        "UPDATE moderation_decision SET moderator_id = author_id",
        "DELETE FROM moderation_decision",
    ],
)
def test_log_is_never_changed_in_the_database(work, moderator, statement):
    decide_on(work, moderator, Act.HIDE, **BECAUSE)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Decision.objects.get().reason == BECAUSE["reason"]


def test_log_outlives_people(work):
    moderator = site_editor()
    decide_on(work, moderator, Act.HIDE, **BECAUSE)
    moderator.delete()
    assert Decision.objects.get().moderator is None


# -- Sanctions ------------------------------------------------------------------------------


def in_days(days):
    return timezone.now() + timedelta(days=days)


def bar(work, moderator, until=None):
    decision = decide_on(
        work, moderator, Act.HIDE, sanction=SanctionKind.HUB, until=until, **BECAUSE
    )
    return decision.sanctions.get()


def test_suspension_in_the_hub_holds_below_and_nowhere_else(work, hub, author, moderator):
    child, other = HubPageFactory(parent=hub), HubPageFactory()
    assert not is_barred(author, hub)
    bar(work, moderator, in_days(3))
    author = afresh(author)
    assert is_barred(author, hub)
    assert is_barred(author, child)
    assert not is_barred(author, other)
    assert not is_barred(author, None)
    with pytest.raises(PermissionDenied, match="Работа взята"):
        check_not_barred(author, child)


def test_standing_is_asked_once(work, hub, author, moderator, django_assert_num_queries):
    bar(work, moderator)
    author = afresh(author)
    with django_assert_num_queries(1):
        assert is_barred(author, hub)
        assert not is_barred(author, None)


def test_suspension_ends_by_itself(work, hub, author, moderator):
    sanction = bar(work, moderator, in_days(1))
    Sanction.objects.filter(pk=sanction.pk).update(until=timezone.now() - timedelta(seconds=1))
    assert not is_barred(afresh(author), hub)
    assert not lift(sanction, moderator)


def test_lifting_a_suspension(work, hub, author, moderator):
    sanction = bar(work, moderator)
    with pytest.raises(PermissionDenied):
        lift(sanction, moderator_of(HubPageFactory()))
    assert lift(sanction, moderator_of(hub))
    assert not lift(sanction, moderator)
    assert not is_barred(afresh(author), hub)


def test_nobody_lifts_her_own_sanction(hub, author):
    other = moderator_of(hub)
    own = MaterialFactory(hub=hub, owner=other)
    editor = site_editor()
    sanction = bar(own, editor)
    with pytest.raises(PermissionDenied):
        lift(sanction, other)


def test_moderators_are_barred_by_those_above(hub, moderator):
    own = MaterialFactory(hub=hub, owner=moderator_of(hub))
    with pytest.raises(PermissionDenied):
        bar(own, moderator)
    assert afresh(own).live
    assert bar(own, site_editor())


def test_suspension_from_the_site(work, author, moderator):
    sanctions = {"sanction": SanctionKind.SITE, "until": in_days(7)}
    with pytest.raises(PermissionDenied):
        decide_on(work, moderator, Act.HIDE, **BECAUSE, **sanctions)
    editor = site_editor()
    decision = decide_on(work, editor, Act.HIDE, **BECAUSE, **sanctions)
    person = afresh(author)
    assert person.is_suspended
    assert person.suspension_reason == BECAUSE["reason"]
    lift(decision.sanctions.get(), editor)
    assert not afresh(author).is_suspended


def test_account_given_back_by_staff_ends_the_sanction(work, author):
    editor = site_editor()
    decision = decide_on(work, editor, Act.HIDE, sanction=SanctionKind.SITE, **BECAUSE)
    accounts.reinstate(afresh(author), editor)
    sanction = decision.sanctions.get()
    assert sanction.lifted_at
    assert sanction.lifted_by == editor


def test_lifting_leaves_a_suspension_for_another_reason(work, author):
    editor = site_editor()
    decision = decide_on(work, editor, Act.HIDE, sanction=SanctionKind.SITE, **BECAUSE)
    accounts.suspend(afresh(author), editor, "Другая причина")
    lift(decision.sanctions.get(), editor)
    assert afresh(author).is_suspended


def test_warning_bars_from_nothing(work, hub, author, moderator):
    decision = decide_on(work, moderator, Act.SANCTION, sanction=SanctionKind.WARNING, **BECAUSE)
    assert afresh(work).live
    assert not decision.sanctions.get().is_in_force
    assert not is_barred(afresh(author), hub)


@pytest.mark.parametrize(
    "wrong",
    [
        {"act": Act.SANCTION},
        {"act": Act.APPROVE, "sanction": SanctionKind.WARNING},
        {"act": Act.HIDE, "sanction": "whip"},
        {"act": Act.HIDE, "sanction": SanctionKind.HUB, "until": timezone.now()},
    ],
)
def test_impossible_sanctions(work, moderator, wrong):
    case = open_case(work)
    with pytest.raises(ValidationError):
        decide(case, moderator, wrong.pop("act"), **wrong, **BECAUSE)
    assert not Sanction.objects.exists()
    assert afresh(work).live


def test_nobody_is_left_to_sanction(hub, moderator):
    orphan = MaterialFactory(hub=hub, owner=None)
    with pytest.raises(ValidationError):
        decide_on(orphan, moderator, Act.HIDE, sanction=SanctionKind.WARNING, **BECAUSE)


# -- Appeals --------------------------------------------------------------------------------


@pytest.fixture
def hidden(work, moderator):
    complain(work, UserFactory(), Rule.COPYRIGHT)
    return decide_on(work, moderator, Act.HIDE, sanction=SanctionKind.HUB, **BECAUSE)


def test_overturning_puts_all_back(hidden, work, hub, author):
    made = appeal(hidden, author, "Это моя работа, вот договор.")
    other = moderator_of(hub)
    assert hear(made, other, False, "Договор подтверждён.")
    assert afresh(work).live
    assert not is_barred(afresh(author), hub)
    assert afresh(made).status == AppealStatus.OVERTURNED
    assert Complaint.objects.get().status == ComplaintStatus.DISMISSED
    last = Decision.objects.order_by("-pk").first()
    assert (last.act, last.moderator, last.reason) == (Act.RESTORE, other, "Договор подтверждён.")


def test_decision_may_stand(hidden, work, hub, author):
    made = appeal(hidden, author, "Не согласна.")
    assert hear(made, moderator_of(hub), True, "Договора нет.")
    assert not afresh(work).live
    assert is_barred(afresh(author), hub)
    assert Decision.objects.count() == 1


def test_appeal_is_made_once(hidden, author):
    appeal(hidden, author, "Не согласна.")
    with pytest.raises(ValidationError) as error:
        appeal(hidden, author, "Совсем не согласна.")
    assert error.value.code == "repeated"
    assert Appeal.objects.count() == 1


def test_appeal_is_the_authors(hidden):
    with pytest.raises(PermissionDenied):
        appeal(hidden, UserFactory(), "Не согласна.")


def test_appeal_says_something(hidden, author):
    with pytest.raises(ValidationError):
        appeal(hidden, author, "  ")


def test_nothing_to_appeal_in_what_is_in_favour(work, author, moderator):
    decision = decide(open_case(work), moderator, Act.APPROVE)
    with pytest.raises(ValidationError):
        appeal(decision, author, "Не согласна.")


def test_whoever_decided_does_not_hear(hidden, author, moderator, work):
    made = appeal(hidden, author, "Не согласна.")
    for judge in [moderator, author, UserFactory(), moderator_of(HubPageFactory())]:
        with pytest.raises(PermissionDenied):
            hear(made, judge, False, "Хорошо.")
    assert not afresh(work).live
    assert afresh(made).is_open


def test_whoever_complained_does_not_hear(work, hub, author, moderator):
    reporter = moderator_of(hub)
    decision = decide(complain(work, reporter, Rule.SPAM).case, moderator, Act.HIDE, **BECAUSE)
    made = appeal(decision, author, "Не согласна.")
    with pytest.raises(PermissionDenied):
        hear(made, reporter, True, "Верно.")


def test_appeal_is_heard_once(hidden, author, hub):
    made = appeal(hidden, author, "Не согласна.")
    assert hear(made, moderator_of(hub), True, "Верно.")
    assert not hear(made, moderator_of(hub), False, "Неверно.")


def test_answer_is_needed(hidden, author, hub):
    made = appeal(hidden, author, "Не согласна.")
    with pytest.raises(ValidationError):
        hear(made, moderator_of(hub), True, " ")
    assert afresh(made).is_open


def test_overturned_profile_is_shown_again(author):
    decision = decide_on(author, site_editor(), Act.HIDE, rule=Rule.INSULT, reason="Грубо.")
    made = appeal(decision, User.objects.get(pk=author.pk), "Я исправила.")
    hear(made, site_editor(), False, "Да.")
    assert not afresh(author).profile_is_hidden
