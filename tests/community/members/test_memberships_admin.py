"""The register of members: who sees it, decides in it and adds people; who is told."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from community.members.actions import memberships as acts
from community.members.enums import MembershipRole, MembershipStatus, SchoolLabel, UserStatus
from community.members.models import Membership
from community.members.notices import NOTICE_KINDS
from demo.factories.members import MembershipFactory, OrganisationFactory, UserFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from subjects.enums import JoinPolicy
from subjects.signals import activity

pytestmark = pytest.mark.django_db

INDEX = "/admin/members/membership/"


@pytest.fixture
def hub():
    return HubPageFactory(title="Физика")


@pytest.fixture
def moderator(hub):
    return moderator_of(hub)


def asking(hub, **kwargs):
    user = UserFactory(**kwargs)
    acts.join(user, hub)
    return Membership.objects.get(user=user, hub=hub)


def member(hub, role=MembershipRole.MEMBER, **kwargs):
    user = UserFactory(**kwargs)
    acts.add(user, hub, None, role)
    return Membership.objects.get(user=user, hub=hub)


def act_on(client, name, *rows, **data):
    keys = "".join(f"&id={row.pk}" for row in rows)
    return client.post(f"{INDEX}bulk/?act={name}{keys}", data, follow=True)


def rows_of(response):
    return list(response.context["object_list"])


def test_requests_of_newcomers_wait_below_and_say_why(client, hub, moderator):
    newcomer = MembershipFactory(
        hub=hub, user__status=UserStatus.PENDING, status=MembershipStatus.REQUESTED
    )
    decidable = asking(hub)
    client.force_login(moderator)
    response = client.get(INDEX)
    assert rows_of(response)[:2] == [decidable, newcomer]
    assert response.content.decode().count("человек ещё не принят на сайт") == 1
    page = client.get(f"{INDEX}inspect/{decidable.pk}/").content.decode()
    assert page.count("ждёт решения") == 1
    assert "Когда попросился" in page


def test_the_table_of_members_is_in_russian(client, hub, moderator):
    row = asking(hub)
    asked = datetime(2026, 9, 1, 21, 30, tzinfo=UTC)
    Membership.objects.filter(pk=row.pk).update(requested_at=asked)
    client.force_login(moderator)
    lines = client.get(f"{INDEX}?export=csv").getvalue().decode("utf-8-sig").splitlines()
    assert "Слова к просьбе,Когда попросился" in lines[0]
    asking_row = next(line for line in lines if str(row.user) in line)
    assert ",участник,ждёт решения," in asking_row
    assert asking_row.endswith(",2026-09-02 00:30:00,,,")


# -- Who may look -------------------------------------------------------------------------


def test_moderators_see_their_own_hubs_only(client, hub, moderator):
    own, foreign = asking(hub), asking(HubPageFactory())
    client.force_login(moderator)
    assert own in rows_of(client.get(INDEX))
    assert foreign not in rows_of(client.get(INDEX))
    assert client.get(f"{INDEX}inspect/{own.pk}/").status_code == 200
    for view in ["inspect", "history"]:
        assert client.get(f"{INDEX}{view}/{foreign.pk}/").status_code in {302, 403}
    client.force_login(site_editor())
    assert {own, foreign} <= set(rows_of(client.get(INDEX)))


@pytest.mark.parametrize("view", ["", "create/", "bulk/?act=approve&id=1"])
def test_members_do_not_see_it(client, hub, view):
    client.force_login(member(hub).user)
    assert client.get(f"{INDEX}{view}").status_code in {302, 403}


@pytest.mark.parametrize("view", ["edit", "delete"])
def test_nobody_edits_by_hand(client, hub, view):
    row = member(hub)
    client.force_login(site_editor())
    for answer in [client.get(f"{INDEX}{view}/{row.pk}/"), client.post(f"{INDEX}{view}/{row.pk}/")]:
        assert answer.status_code in {302, 403}
    assert Membership.objects.get(pk=row.pk).is_active


def test_filters_and_search(client, hub, moderator):
    school = OrganisationFactory(label=SchoolLabel.LEADER)
    wanted = member(hub, last_name="Ольшанская", organisation=school)
    other = asking(hub, last_name="Берестов")
    client.force_login(moderator)
    for query in [
        "?q=ОЛЬШ", f"?organisation={school.pk}", "?label=leader",
        f"?in_hub={hub.pk}&status__exact=active&role__exact=member",
    ]:  # fmt: skip
        found = rows_of(client.get(INDEX + query))
        assert wanted in found, query
        assert other not in found, query
    for wrong in ["?in_hub=x", "?organisation=9999999999999999999999", "?label=x", "?q=%00"]:
        assert client.get(INDEX + wrong).status_code in {200, 302}


def test_export(client, hub, moderator):
    member(hub, last_name="=Ольшанская")
    client.force_login(moderator)
    response = client.get(f"{INDEX}?export=csv")
    assert "'=Ольшанская" in b"".join(response.streaming_content).decode()


def test_number_of_queries(client, hub, moderator, django_assert_max_num_queries):
    client.force_login(moderator)
    client.get(INDEX)
    for _ in range(8):
        member(hub, organisation=OrganisationFactory())
    with django_assert_max_num_queries(30):
        client.get(INDEX)


def test_panel_of_requests(client, hub, moderator):
    waiting = asking(hub, last_name="Ольшанская")
    asking(HubPageFactory(), last_name="Чужакова")
    asking(hub, last_name="Неподтверждённая", status=UserStatus.PENDING)
    client.force_login(moderator)
    content = client.get("/admin/").content.decode()
    assert "Ольшанская" in content
    assert f"{INDEX}inspect/{waiting.pk}/" in content
    assert "Чужакова" not in content
    assert "Неподтверждённая" not in content


# -- Deciding -----------------------------------------------------------------------------


def test_requests_are_decided_in_bulk(client, hub, moderator):
    rows = [asking(hub), asking(hub)]
    client.force_login(moderator)
    page = client.get(f"{INDEX}bulk/?act=approve&id={rows[0].pk}&id={rows[1].pk}")
    assert page.status_code == 200
    assert not Membership.objects.active().filter(pk__in=[row.pk for row in rows]).exists()
    assert "Принято: 2" in act_on(client, "approve", *rows).content.decode()
    assert Membership.objects.active().filter(pk__in=[row.pk for row in rows]).count() == 2
    act_on(client, "approve", *rows)


def test_limit_is_told_by_person(client, moderator, hub):
    hub.member_limit = 2
    hub.save()
    first, second = asking(hub), asking(hub)
    client.force_login(moderator)
    content = act_on(client, "approve", first, second).content.decode()
    assert "Принято: 1" in content
    assert "может быть 2 участника" in content
    assert Membership.objects.active().filter(hub=hub).count() == 2


@pytest.mark.parametrize(("name", "row"), [("refuse", asking), ("exclude", member)])
def test_reason_is_needed(client, hub, moderator, name, row):
    row = row(hub)
    client.force_login(moderator)
    before = row.status
    assert act_on(client, name, row, reason=" ").context["form"].errors
    row.refresh_from_db()
    assert row.status == before
    act_on(client, name, row, reason="Так решили")
    row.refresh_from_db()
    assert row.status in {MembershipStatus.REFUSED, MembershipStatus.EXCLUDED}
    assert row.reason == "Так решили"


def test_other_hubs_rows_are_not_touched(client, hub, moderator):
    foreign = asking(HubPageFactory(), last_name="Чужакова")
    client.force_login(moderator)
    response = act_on(client, "approve", foreign)
    assert "Чужакова" not in response.content.decode()
    foreign.refresh_from_db()
    assert foreign.status == MembershipStatus.REQUESTED


def test_moderator_offers_roles_that_are_hers_to_give(client, hub, moderator):
    row, head = member(hub), member(hub, MembershipRole.HEAD)
    client.force_login(moderator)
    page = client.get(f"{INDEX}bulk/?act=role&id={row.pk}").content.decode()
    assert 'value="tutor"' in page
    assert 'value="head"' not in page
    assert act_on(client, "role", row, role="head").context["form"].errors
    act_on(client, "role", row, role="tutor")
    act_on(client, "role", head, role="tutor")
    act_on(client, "exclude", head, reason="Спор")
    row.refresh_from_db(), head.refresh_from_db()
    assert row.role == MembershipRole.TUTOR
    assert head.role == MembershipRole.HEAD
    assert head.is_active
    client.force_login(site_editor())
    act_on(client, "role", row, role="head")
    row.refresh_from_db()
    assert row.role == MembershipRole.HEAD


# -- Adding people ------------------------------------------------------------------------


def add(client, hub, people, role="member", q="ольш"):
    return client.post(
        f"{INDEX}create/?hub={hub.pk}&q={q}",
        {"people": [person.pk for person in people], "role": role},
        follow=True,
    )


def test_closed_list_grows_by_its_moderators(client, hub, moderator):
    hub.join_policy = JoinPolicy.CLOSED
    hub.save()
    wanted = [UserFactory(last_name="Ольшанская"), UserFactory(last_name="Ольшевская")]
    client.force_login(moderator)
    assert client.get(f"{INDEX}create/").status_code == 200
    page = client.get(f"{INDEX}create/?hub={hub.pk}&q=ОЛЬШ").content.decode()
    assert "Ольшанская" in page
    assert Membership.objects.filter(hub=hub).count() == 1
    assert "Добавлено: 2" in add(client, hub, wanted).content.decode()
    add(client, hub, wanted)
    assert Membership.objects.active().filter(hub=hub).count() == 3
    assert "Никого" in client.get(f"{INDEX}create/?hub={hub.pk}&q=ольш").content.decode().replace(
        "Не нашлось никого", "Никого"
    )


def test_nobody_adds_past_the_rules(client, hub, moderator):
    other = HubPageFactory()
    person = UserFactory(last_name="Ольшанская")
    waiting = UserFactory(last_name="Ольшин", status=UserStatus.PENDING)
    client.force_login(moderator)
    add(client, other, [person])
    add(client, hub, [waiting])
    add(client, hub, [person], role="moderator")
    assert not Membership.objects.filter(user__in=[person, waiting]).exists()
    for wrong in ["?hub=x&q=а", "?hub=99999999999999999999999&q=а", f"?hub={hub.pk}&q=%00"]:
        assert client.get(f"{INDEX}create/{wrong}").status_code == 200
        assert client.post(f"{INDEX}create/{wrong}", {"people": ["x"]}).status_code == 200


# -- Who is told --------------------------------------------------------------------------


@pytest.fixture
def told():
    """``[(verb, people told)]`` of what happens."""
    kinds = {kind.verb: kind for kind in NOTICE_KINDS}
    news = []

    class Event:
        def __init__(self, **facts):
            self.__dict__.update(facts)

    def listen(sender, actor, verb, target, hub, **kwargs):
        if verb in kinds:
            event = Event(actor=actor, verb=verb, target=target, hub=hub)
            assert kinds[verb].get_url(event)
            news.append((verb, {person.pk for person in kinds[verb].get_recipients(event)}))

    activity.connect(listen)
    yield news
    activity.disconnect(listen)


def test_news_reach_those_concerned(hub, moderator, told):
    told.clear()
    row = asking(hub)
    user = row.user
    acts.refuse(row, moderator, "Причина")
    acts.join(user, hub)
    acts.approve(row, moderator)
    acts.change_role(row, MembershipRole.TUTOR, moderator)
    acts.exclude(row, moderator, "Причина")
    acts.add(user, hub, moderator)
    acts.leave(row)
    assert told == [
        ("membership_requested", {moderator.pk}),
        ("membership_refused", {user.pk}),
        ("membership_requested", {moderator.pk}),
        ("membership_approved", {user.pk}),
        ("membership_role_changed", {user.pk}),
        ("membership_excluded", {user.pk}),
        ("membership_added", {user.pk}),
    ]


def test_history_names_each_decision(client, hub, moderator):
    row = asking(hub)
    acts.approve(row, moderator)
    client.force_login(moderator)
    url = reverse("members_membership_modeladmin_history", args=[row.pk])
    content = client.get(url).content.decode()
    assert "Заявка на вступление в хаб одобрена" in content


def test_factory_made_rows_are_shown_too(client, hub, moderator):
    row = MembershipFactory(hub=hub, status=MembershipStatus.EXCLUDED, reason="Реклама")
    client.force_login(moderator)
    assert "Реклама" in client.get(f"{INDEX}inspect/{row.pk}/").content.decode()


@pytest.mark.parametrize(
    "condition",
    [
        "user__password__startswith=", "user__email__startswith=", "user__is_superuser__exact=0",
        "hub__owner__password__startswith=", "decided_by__isnull=1", "status__in=active",
        "user__usersession__session_key__startswith=",
    ],
)  # fmt: skip
def test_the_register_answers_no_questions_about_secrets(client, hub, condition):
    MembershipFactory(hub=hub)
    client.force_login(moderator_of(hub))
    response = client.get(f"/admin/members/membership/?{condition}")
    assert response.status_code == 302
    assert response["Location"] == "/admin/members/membership/"
