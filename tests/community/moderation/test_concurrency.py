"""Two moderators decide at once, several complain at once, an appeal is heard twice at once:
one of them comes first, and the others are told."""

from django.core.exceptions import ValidationError

from community.moderation.actions.appeals import appeal, hear
from community.moderation.actions.cases import open_case
from community.moderation.actions.complaints import complain
from community.moderation.actions.decisions import decide
from community.moderation.enums import Act, Rule
from community.moderation.models import Appeal, Case, Complaint, Decision
from demo.factories.materials import MaterialFactory
from demo.factories.members import UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of
from materials.models import Material

BECAUSE = {"rule": Rule.SPAM, "reason": "Реклама."}


def a_work():
    hub = HubPageFactory()
    work = MaterialFactory(hub=hub, owner=UserFactory(), with_revision=True)
    return hub, work, [moderator_of(hub) for _ in range(3)]


def test_two_moderators_decide_once(crowd):
    def prepare():
        _hub, work, moderators = a_work()
        return work, open_case(work), moderators

    work, case, moderators = crowd.once(prepare)
    acts = [
        lambda: decide(case, moderators[0], Act.HIDE, **BECAUSE),
        lambda: decide(Case.objects.get(pk=case.pk), moderators[1], Act.APPROVE),
        lambda: decide(Case.objects.get(pk=case.pk), moderators[2], Act.HIDE, **BECAUSE),
    ]
    results = crowd.together(acts, refusals=ValidationError)
    made = [result for result in results if isinstance(result, Decision)]
    assert len(made) == 1
    assert {error.code for error in results if isinstance(error, ValidationError)} == {"decided"}

    def look():
        return Decision.objects.count(), Material.objects.get(pk=work.pk).live

    assert crowd.once(look) == (1, made[0].act == Act.APPROVE)


def test_complaints_at_once_make_one_case(crowd):
    def prepare():
        _hub, work, _moderators = a_work()
        return work, [UserFactory() for _ in range(4)]

    work, people = crowd.once(prepare)
    # The first of them presses the button twice.
    acts = [lambda one=one: complain(work, one, Rule.SPAM) for one in [people[0], *people]]
    results = crowd.together(acts, refusals=ValidationError)
    assert sum(isinstance(result, Complaint) for result in results) == 4

    def look():
        return list(Case.objects.values_list("complaint_count", flat=True))

    assert crowd.once(look) == [4]


def test_appeal_is_heard_once(crowd):
    def prepare():
        _hub, work, moderators = a_work()
        decision = decide(open_case(work), moderators[0], Act.HIDE, **BECAUSE)
        return work, appeal(decision, decision.author, "Нет."), moderators

    work, made, moderators = crowd.once(prepare)
    acts = [
        lambda: hear(made, moderators[1], True, "Стоит."),
        lambda: hear(made, moderators[2], False, "Отменяем."),
    ]
    assert sorted(crowd.together(acts)) == [False, True]

    def look():
        is_overturned = Appeal.objects.get(pk=made.pk).status == "overturned"
        return is_overturned == Material.objects.get(pk=work.pk).live

    assert crowd.once(look)
