"""Complaints, decisions and what followed from them, as they stand (past ``actions``: the things
themselves are not touched), for tests and for the demo content."""

import factory
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from community.moderation.enums import Act, CaseStatus, Rule, SanctionKind
from community.moderation.kinds import kind_of
from community.moderation.models import Appeal, Case, Complaint, Decision, Sanction, WatchWord

from .materials import MaterialFactory
from .members import UserFactory


def facts_of(target):
    """What a case keeps of ``target``."""
    kind = kind_of(target)
    return {
        "content_type": ContentType.objects.get_for_model(target),
        "object_id": target.pk,
        "hub": kind.get_hub(target),
        "author": kind.get_author(target),
    }


class CaseFactory(factory.django.DjangoModelFactory):
    """An open case of ``target``, a material when nothing else is given."""

    target = factory.LazyFunction(lambda: MaterialFactory(owner=UserFactory()))

    class Meta:
        model = Case

    @classmethod
    def _create(cls, model_class, target, **kwargs):
        return model_class.objects.create(**{**facts_of(target), **kwargs})


class ComplaintFactory(factory.django.DjangoModelFactory):
    """A complaint of the thing of ``case``."""

    case = factory.SubFactory(CaseFactory)
    content_type = factory.SelfAttribute("case.content_type")
    object_id = factory.SelfAttribute("case.object_id")
    reporter = factory.SubFactory(UserFactory)
    rule = Rule.COPYRIGHT
    text = "Эта работа взята с чужого сайта."

    class Meta:
        model = Complaint


class DecisionFactory(factory.django.DjangoModelFactory):
    """An entry of the log, and the case that it has closed."""

    case = factory.SubFactory(
        CaseFactory, status=CaseStatus.CLOSED, closed_at=factory.LazyFunction(timezone.now)
    )
    hub = factory.SelfAttribute("case.hub")
    author = factory.SelfAttribute("case.author")
    moderator = factory.SubFactory(UserFactory)
    act = Act.HIDE
    rule = Rule.COPYRIGHT
    reason = "Работа взята с чужого сайта без разрешения автора."
    target_label = "Материал"

    class Meta:
        model = Decision


class SanctionFactory(factory.django.DjangoModelFactory):
    """A suspension in the hub of the decision, for good."""

    decision = factory.SubFactory(DecisionFactory)
    user = factory.SelfAttribute("decision.author")
    hub = factory.SelfAttribute("decision.hub")
    kind = SanctionKind.HUB

    class Meta:
        model = Sanction


class AppealFactory(factory.django.DjangoModelFactory):
    """An appeal that nobody has heard."""

    decision = factory.SubFactory(DecisionFactory)
    author = factory.SelfAttribute("decision.author")
    text = "Это моя работа: договор с издательством могу показать."

    class Meta:
        model = Appeal


class WatchWordFactory(factory.django.DjangoModelFactory):
    """A word that holds what is written."""

    text = factory.Sequence(lambda n: f"слово{n}")

    class Meta:
        model = WatchWord
