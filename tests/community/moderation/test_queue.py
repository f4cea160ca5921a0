"""The queue of moderators: what is in it, for whom, and deciding from it."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from community.members.enums import MembershipStatus, RegistrationStatus
from community.members.models import Membership
from community.moderation.actions.appeals import appeal
from community.moderation.actions.complaints import complain
from community.moderation.actions.decisions import decide_on
from community.moderation.enums import Act, Rule, SanctionKind
from community.moderation.models import Case, Decision, Sanction
from community.moderation.queue import listing
from community.moderation.queue.items import Cursor
from demo.factories.materials import MaterialFactory
from demo.factories.members import MembershipFactory, RegistrationFactory, UserFactory
from demo.factories.moderation import AppealFactory, CaseFactory, DecisionFactory, SanctionFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from materials.models import Submission
from subjects.provisioning import provision_hub

pytestmark = pytest.mark.django_db

QUEUE = "/admin/moderation/"
BECAUSE = {"rule": Rule.SPAM, "reason": "Реклама."}


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


def complained(hub, title="Дроби", owner=None):
    work = MaterialFactory(hub=hub, title=title, owner=owner or UserFactory())
    complain(work, UserFactory(), Rule.SPAM, "Одна реклама.")
    return work, Case.objects.of(work).get()


def menu_label(words):
    """As the side bar's data write them."""
    return json.dumps(words)[1:-1]


def one_of_each(hub):
    """All that may wait in ``hub``; returns how many."""
    complained(hub)
    MembershipFactory(hub=hub, status=MembershipStatus.REQUESTED)
    applicant = UserFactory(status="pending")
    MembershipFactory(user=applicant, hub=hub, status=MembershipStatus.REQUESTED)
    RegistrationFactory(user=applicant, status=RegistrationStatus.WAITING)
    work = MaterialFactory(hub=hub, live=False, with_revision=True)
    Submission.objects.create(material=work, hub=hub, revision=work.latest_revision)
    AppealFactory(decision__case__target=MaterialFactory(hub=hub, owner=UserFactory()))
    return 5


def titles(response):
    return [
        link.text.strip()
        for link in BeautifulSoup(response.content, "lxml").select(".queue__title a")
    ]


def test_all_that_waits_is_in_one_list(client, hub, moderator):
    count = one_of_each(hub)
    client.force_login(moderator)
    response = client.get(QUEUE)
    assert len(titles(response)) == count
    assert "Waits" not in response.content.decode()


def test_other_hubs_are_not_there(client, hub):
    one_of_each(hub)
    client.force_login(moderator_of(HubPageFactory()))
    assert titles(client.get(QUEUE)) == []


def test_hubs_below_are_there(client, hub, moderator):
    complained(HubPageFactory(parent=hub), "Из дочернего")
    client.force_login(moderator)
    assert titles(client.get(QUEUE)) == ["Из дочернего"]


@pytest.mark.parametrize("kind", ["material", "membership", "registration", "work", "appeal"])
def test_filter_by_kind(client, hub, moderator, kind):
    one_of_each(hub)
    client.force_login(moderator)
    assert len(titles(client.get(QUEUE, {"kind": kind}))) == 1


def test_filter_by_hub(client, hub):
    other = HubPageFactory(title="Биология")
    one_of_each(hub)
    complained(other, "Клетка")
    client.force_login(moderator_of(hub, other))
    assert titles(client.get(QUEUE, {"hub": other.pk})) == ["Клетка"]


@pytest.mark.parametrize(
    "query", ["kind=тайна", "hub=999999999999999999999999", "hub=-1", "after=а~б~в", "after=~~1"]
)
def test_odd_addresses_show_the_queue(client, hub, moderator, query):
    complained(hub)
    client.force_login(moderator)
    assert len(titles(client.get(f"{QUEUE}?{query}"))) == 1


def test_oldest_first_and_page_by_page(hub, moderator):
    queue = listing.QueueFilter(moderator)
    for _ in range(2):
        one_of_each(hub)
    # All at the same moment: the keys alone keep the order.
    moment = Case.objects.earliest("opened_at").opened_at
    Case.objects.update(opened_at=moment)
    Membership.objects.update(requested_at=moment)
    seen, cursor = [], None
    while True:
        page = queue.page(cursor, size=3)
        seen += [item.key for item in page.items]
        if not page.next_cursor:
            break
        cursor = Cursor.parse(page.next_cursor)
    assert len(seen) == len(set(seen)) == 10


def test_queries_do_not_grow(client, hub, moderator, django_assert_max_num_queries):
    one_of_each(hub)
    client.force_login(moderator)
    client.get(QUEUE)
    with django_assert_max_num_queries(45) as few:
        client.get(QUEUE)
    for _ in range(3):
        one_of_each(hub)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(QUEUE)


@pytest.mark.parametrize("role", ["member", "visitor"])
def test_queue_is_for_moderators(client, hub, role):
    _work, case = complained(hub)
    if role == "member":
        client.force_login(UserFactory())
    for address in [QUEUE, f"{QUEUE}cases/{case.pk}/", f"{QUEUE}act/"]:
        assert client.get(address).status_code in {302, 403, 404}


def test_number_in_the_menu(client, hub, moderator):
    one_of_each(hub)
    client.force_login(moderator)
    assert listing.count_waiting(moderator) == 5
    assert menu_label("Ждёт решения (5)") in client.get("/admin/").content.decode()


def test_first_page_of_the_admin_shows_what_waits(client, hub, moderator):
    complained(hub, "Сомнительные дроби")
    client.force_login(moderator)
    assert "Сомнительные дроби" in client.get("/admin/").content.decode()


# -- One case -------------------------------------------------------------------------------


def case_url(case):
    return reverse("moderation_case", args=[case.pk])


def test_case_shows_what_is_needed(client, hub, moderator):
    author = UserFactory(last_name="Ольховая")
    earlier = MaterialFactory(hub=hub, owner=author)
    decide_on(earlier, moderator, Act.HIDE, sanction=SanctionKind.WARNING, **BECAUSE)
    _work, case = complained(hub, "Дроби", owner=author)
    client.force_login(moderator)
    html = client.get(case_url(case)).content.decode()
    for words in ["Дроби", "Одна реклама.", "Ольховая", "Предупреждение", "Решения об авторе"]:
        assert words in html


def test_deciding_goes_on_to_the_next_case(client, hub, moderator):
    (first, case), (_second, following) = complained(hub, "Первый"), complained(hub, "Второй")
    client.force_login(moderator)
    response = client.post(case_url(case), {"act": "hide", "rule": "spam", "reason": "Реклама."})
    assert response.url == case_url(following)
    first.refresh_from_db()
    assert not first.live
    response = client.post(case_url(following), {"act": "approve"})
    assert response.url == QUEUE


def test_the_filter_stays(client, hub, moderator):
    (_first, case), (_second, following) = complained(hub), complained(hub)
    client.force_login(moderator)
    address = f"{case_url(case)}?kind=material&hub={hub.pk}"
    response = client.post(address, {"act": "approve"})
    assert response.url == f"{case_url(following)}?kind=material&hub={hub.pk}"


def test_what_is_missing_is_said_and_what_was_typed_stays(client, hub, moderator):
    work, case = complained(hub)
    client.force_login(moderator)
    response = client.post(case_url(case), {"act": "hide", "reason": "Мои слова"})
    html = response.content.decode()
    assert "Укажите правило" in html
    assert "Мои слова" in html
    work.refresh_from_db()
    assert work.live


def test_sanction_from_the_queue(client, hub, moderator):
    _work, case = complained(hub)
    client.force_login(moderator)
    data = {"act": "hide", **BECAUSE, "sanction": "hub", "days": "7"}
    client.post(case_url(case), data)
    sanction = Sanction.objects.get()
    assert (sanction.kind, sanction.hub, sanction.user) == (SanctionKind.HUB, hub, case.author)
    assert sanction.is_in_force


def test_hub_moderators_are_not_offered_the_site(client, hub, moderator):
    _work, case = complained(hub)
    client.force_login(moderator)
    assert 'value="site"' not in client.get(case_url(case)).content.decode()
    client.force_login(site_editor())
    assert 'value="site"' in client.get(case_url(case)).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_case_of_another_hub_is_not_found(client, hub, method):
    work, case = complained(hub)
    client.force_login(moderator_of(HubPageFactory()))
    data = {"act": "hide", **BECAUSE}
    assert getattr(client, method)(case_url(case), data).status_code == 404
    restore = reverse("moderation_restore", args=[case.pk])
    assert client.post(restore, {"reason": "Так."}).status_code == 404
    work.refresh_from_db()
    assert work.live
    assert not Decision.objects.exists()


def test_too_late_is_said(client, hub, moderator):
    _work, case = complained(hub)
    decide_on(_work, moderator_of(hub, last_name="Берестов"), Act.APPROVE)
    client.force_login(moderator)
    response = client.post(case_url(case), {"act": "hide", **BECAUSE}, follow=True)
    assert "Решение уже принято" in response.content.decode()
    assert Decision.objects.count() == 1


def test_putting_back(client, hub, moderator):
    work, case = complained(hub)
    decide_on(work, moderator, Act.HIDE, **BECAUSE)
    client.force_login(moderator)
    restore = reverse("moderation_restore", args=[case.pk])
    assert restore in client.get(case_url(case)).content.decode()
    client.post(restore, {"reason": ""})
    work.refresh_from_db()
    assert not work.live
    client.post(restore, {"reason": "Ошиблись."})
    work.refresh_from_db()
    assert work.live


# -- Several at once ------------------------------------------------------------------------


def act_url(act, *items):
    query = "&".join([f"act={act}", *(f"item={item}" for item in items)])
    return f"{QUEUE}act/?{query}"


def test_several_are_decided_at_once(client, hub, moderator):
    pairs = [complained(hub) for _ in range(3)]
    request = MembershipFactory(hub=hub, status=MembershipStatus.REQUESTED)
    keys = [f"material:{case.pk}" for _work, case in pairs]
    client.force_login(moderator)
    address = act_url("refuse", *keys, f"membership:{request.pk}")
    assert client.get(address).status_code == 200
    response = client.post(address, {"rule": "", "reason": ""})
    assert response.status_code == 200
    client.post(address, BECAUSE)
    for work, _case in pairs:
        work.refresh_from_db()
        assert not work.live
    request.refresh_from_db()
    assert request.status == MembershipStatus.REFUSED


def test_at_once_only_what_is_ones_own(client, hub):
    other = HubPageFactory()
    (mine, own), (theirs, foreign) = complained(hub), complained(other)
    request = MembershipFactory(hub=other, status=MembershipStatus.REQUESTED)
    client.force_login(moderator_of(hub))
    keys = [f"material:{own.pk}", f"material:{foreign.pk}", f"membership:{request.pk}"]
    page = client.get(act_url("refuse", *keys))
    assert theirs.title in page.content.decode() or theirs.title != mine.title
    client.post(act_url("refuse", *keys), BECAUSE)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    request.refresh_from_db()
    assert not mine.live
    assert theirs.live
    assert request.status == MembershipStatus.REQUESTED


@pytest.mark.parametrize("query", ["", "act=burn&item=material:1", "act=approve&item=а:б"])
def test_odd_acts_do_nothing(client, moderator, query):
    client.force_login(moderator)
    assert client.get(f"{QUEUE}act/?{query}").status_code == 302
    assert client.post(f"{QUEUE}act/?{query}", BECAUSE).status_code == 302


# -- Appeals --------------------------------------------------------------------------------


def test_appeal_is_heard_in_the_admin(client, hub, moderator):
    author = UserFactory()
    work = MaterialFactory(hub=hub, owner=author)
    decision = decide_on(work, moderator, Act.HIDE, **BECAUSE)
    made = appeal(decision, author, "Это не реклама.")
    address = reverse("moderation_appeal", args=[made.pk])
    client.force_login(moderator)
    assert "обжалование рассматривает другой" in client.get(address).content.decode()
    client.post(address, {"verdict": "overturned", "answer": "Да."})
    work.refresh_from_db()
    assert not work.live
    client.force_login(moderator_of(hub))
    assert "Это не реклама." in client.get(address).content.decode()
    assert client.post(address, {"verdict": "overturned"}).status_code == 200
    client.post(address, {"verdict": "overturned", "answer": "Согласны."})
    work.refresh_from_db()
    assert work.live


def test_appeal_of_another_hub_is_not_found(client, hub):
    made = AppealFactory(decision__case__target=MaterialFactory(hub=hub, owner=UserFactory()))
    client.force_login(moderator_of(HubPageFactory()))
    address = reverse("moderation_appeal", args=[made.pk])
    assert client.get(address).status_code == 404
    data = {"verdict": "overturned", "answer": "Да."}
    assert client.post(address, data).status_code == 404


# -- Registers ------------------------------------------------------------------------------


def test_sanctions_are_lifted_from_the_register(client, hub, moderator):
    sanction = SanctionFactory(decision__case__target=MaterialFactory(hub=hub, owner=UserFactory()))
    address = "/admin/moderation/sanction/bulk/"
    client.force_login(moderator_of(HubPageFactory()))
    client.post(f"{address}?act=lift&id={sanction.pk}")
    sanction.refresh_from_db()
    assert sanction.lifted_at is None
    client.force_login(moderator)
    client.post(f"{address}?act=lift&id={sanction.pk}")
    sanction.refresh_from_db()
    assert sanction.lifted_by == moderator


@pytest.mark.parametrize("name", ["complaint", "decision", "sanction", "appeal"])
def test_registers_are_read_only(client, name):
    client.force_login(UserFactory(is_superuser=True))
    DecisionFactory()
    for view in ["create", "edit/1", "delete/1"]:
        response = client.get(f"/admin/moderation/{name}/{view}/")
        assert response.status_code in {302, 403, 404}, view


def test_site_editors_keep_the_words(client):
    client.force_login(site_editor())
    address = "/admin/moderation/watchword/create/"
    assert (
        client.post(address, {"text": "Реклама", "form": "any_form", "note": ""}).status_code == 302
    )
    again = client.post(address, {"text": "рекламой", "form": "any_form", "note": ""})
    assert "уже есть в списке" in again.content.decode()
    empty = client.post(address, {"text": "!!!", "form": "exact", "note": ""})
    assert "нет ни одного слова" in empty.content.decode()


def test_case_of_a_person_is_for_site_editors(client, hub, moderator):
    person = UserFactory(about="Грубые слова о коллегах")
    case = CaseFactory(target=person)
    client.force_login(moderator)
    assert client.get(case_url(case)).status_code == 404
    client.force_login(site_editor())
    assert "Грубые слова" in client.get(case_url(case)).content.decode()


def test_deleted_hub_leaves_its_log(hub):
    provision_hub(hub)
    decision = DecisionFactory(case__target=MaterialFactory(hub=hub, owner=UserFactory()))
    case = decision.case
    Case.objects.filter(pk=case.pk).update(hub=None)
    assert Decision.objects.get().target_label == decision.target_label
