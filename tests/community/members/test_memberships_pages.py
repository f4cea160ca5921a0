"""Joining and leaving on the site, and the list of a hub's members."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from community.members.actions import memberships as acts
from community.members.enums import (
    MembershipRole,
    MembershipStatus,
    PersonRole,
    UserStatus,
    Visibility,
)
from community.members.models import Membership
from demo.factories.members import UserFactory
from demo.factories.subjects import (
    CommunityIndexPageFactory,
    HubPageFactory,
    moderator_of,
    site_editor,
)
from subjects.enums import JoinPolicy, MembersVisibility

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    return HubPageFactory(title="Физика", join_policy=JoinPolicy.OPEN)


def member_of(hub, role=MembershipRole.MEMBER, **kwargs):
    user = UserFactory(**kwargs)
    acts.add(user, hub, None, role)
    return user


def address(name, hub):
    return reverse(f"members:{name}", args=[hub.pk])


def text_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def status_of(user, hub):
    return Membership.objects.filter(user=user, hub=hub).values_list("status", flat=True).first()


# -- The button in the hub's head ---------------------------------------------------------


def test_visitors_get_a_link_and_no_token(client, hub):
    response = client.get(hub.url)
    content = response.content.decode()
    assert f"{reverse('members:signup')}?hub={hub.pk}" in content
    assert "csrfmiddlewaretoken" not in content
    assert not response.cookies


@pytest.mark.parametrize(
    ("policy", "status", "words"),
    [
        (JoinPolicy.OPEN, None, "Вступить"),
        (JoinPolicy.ON_REQUEST, None, "Вступить"),
        (JoinPolicy.CLOSED, None, "добавляют модераторы"),
        (JoinPolicy.ON_REQUEST, "asked", "ждёт решения модератора"),
        (JoinPolicy.OPEN, "member", "Вы участник"),
    ],
)
def test_button_says_how_one_stands(client, policy, status, words):
    hub = HubPageFactory(join_policy=policy)
    user = UserFactory()
    if status == "asked":
        acts.join(user, hub)
    elif status == "member":
        acts.add(user, hub, None)
    client.force_login(user)
    assert words in text_of(client, hub.url)


def test_archive_offers_nothing(client, hub):
    hub.wound_up_on = date(2025, 6, 1)
    hub.save()
    assert (
        "signup"
        not in client.get(hub.url)
        .content.decode()
        .partition("tabs-list")[0]
        .partition("hub-label")[2]
    )


def test_full_hub_says_so(client):
    hub = HubPageFactory(join_policy=JoinPolicy.OPEN, member_limit=1)
    member_of(hub)
    client.force_login(UserFactory())
    assert "Свободных мест нет" in text_of(client, hub.url)
    assert "1 участник" in text_of(client, address("join", hub))


# -- Joining ------------------------------------------------------------------------------


def test_joining_asks_once(client, hub):
    user = UserFactory()
    client.force_login(user)
    assert "Вступить" in text_of(client, address("join", hub))
    assert status_of(user, hub) is None
    response = client.post(address("join", hub), follow=True)
    assert response.redirect_chain == [(hub.url, 302)]
    assert "Теперь вы участник" in response.content.decode()
    assert client.post(address("join", hub)).status_code == 302
    assert status_of(user, hub) == MembershipStatus.ACTIVE


def test_request_with_a_note(client):
    hub, user = HubPageFactory(), UserFactory()
    client.force_login(user)
    client.post(address("join", hub), {"note": "Веду кружок"})
    assert Membership.objects.get(user=user).note == "Веду кружок"
    assert "Заявка ждёт" in text_of(client, address("join", hub)).replace("Ваша заявка", "Заявка")


@pytest.mark.parametrize("note", ["x" * 1001, "a\0b"])
def test_wrong_note_is_answered_at_the_field(client, note):
    hub, user = HubPageFactory(), UserFactory()
    client.force_login(user)
    response = client.post(address("join", hub), {"note": note})
    assert response.status_code == 200
    assert response.context["form"].errors["note"]
    assert status_of(user, hub) is None


def test_last_place_taken_meanwhile(client):
    hub = HubPageFactory(join_policy=JoinPolicy.OPEN, member_limit=1)
    client.force_login(UserFactory())
    client.get(address("join", hub))
    member_of(hub)
    response = client.post(address("join", hub), follow=True)
    assert "1 участник" in response.content.decode()
    assert Membership.objects.count() == 1


def test_closed_list_names_whom_to_ask(client):
    hub = HubPageFactory(join_policy=JoinPolicy.CLOSED)
    moderator = moderator_of(hub)
    client.force_login(UserFactory())
    assert moderator.last_name in text_of(client, address("join", hub))


def test_person_who_waits_for_the_site_asks(client, hub):
    user = UserFactory(status=UserStatus.PENDING)
    client.force_login(user)
    client.post(address("join", hub))
    assert status_of(user, hub) == MembershipStatus.REQUESTED


def test_reason_of_the_refusal_is_shown(client):
    hub, user = HubPageFactory(), UserFactory()
    acts.join(user, hub)
    acts.refuse(Membership.objects.get(), None, "Нужна рекомендация")
    client.force_login(user)
    assert "Нужна рекомендация" in text_of(client, address("join", hub))
    assert "Нужна рекомендация" in text_of(client, reverse("members:me_memberships"))


@pytest.mark.parametrize("name", ["join", "leave", "withdraw"])
def test_visitors_sign_in_first(client, hub, name):
    response = client.get(address(name, hub))
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/?next=/members/")


@pytest.mark.parametrize("key", [0, 10**25])
@pytest.mark.parametrize("name", ["join", "leave", "withdraw"])
def test_hub_that_is_none(client, name, key):
    client.force_login(UserFactory())
    assert client.get(f"/members/{name}/{key}/").status_code == 404


def test_hub_that_one_may_not_enter(client, hub):
    restriction = PageViewRestriction.objects.create(page=hub, restriction_type="groups")
    restriction.groups.add(hub.provision.members_group)
    client.force_login(UserFactory())
    assert client.get(address("join", hub)).status_code == 404
    assert client.post(address("join", hub)).status_code == 404
    client.force_login(member_of(hub))
    assert client.get(address("join", hub)).status_code == 200
    response = client.post(address("leave", hub))
    assert response.url == reverse("members:me_memberships")


# -- Leaving ------------------------------------------------------------------------------


def test_leaving_asks_once(client, hub):
    user = member_of(hub)
    client.force_login(user)
    assert "Выйти из хаба" in text_of(client, address("leave", hub))
    assert status_of(user, hub) == MembershipStatus.ACTIVE
    client.post(address("leave", hub))
    client.post(address("leave", hub))
    assert status_of(user, hub) == MembershipStatus.LEFT


def test_last_who_leads_is_warned(client, hub):
    head = member_of(hub, MembershipRole.HEAD)
    client.force_login(head)
    assert "никто не ведёт" in text_of(client, address("leave", hub))
    member_of(hub, MembershipRole.MODERATOR)
    assert "никто не ведёт" not in text_of(client, address("leave", hub))


def test_request_is_taken_back(client):
    hub, user = HubPageFactory(), UserFactory()
    acts.join(user, hub)
    client.force_login(user)
    text_of(client, address("withdraw", hub))
    assert status_of(user, hub) == MembershipStatus.REQUESTED
    client.post(address("withdraw", hub))
    assert status_of(user, hub) == MembershipStatus.LEFT


def test_nobody_elses_membership_is_touched(client, hub):
    other = member_of(hub)
    client.force_login(UserFactory())
    for name in ["leave", "withdraw"]:
        assert client.post(address(name, hub)).status_code == 404
    assert status_of(other, hub) == MembershipStatus.ACTIVE


def test_own_hubs(client, hub):
    user = member_of(hub, MembershipRole.TUTOR)
    client.force_login(user)
    content = text_of(client, reverse("members:me_memberships"))
    assert "Физика" in content
    assert "тьютор" in content


# -- The list of members ------------------------------------------------------------------


def listed(client, hub, query=""):
    return text_of(client, f"{hub.url}members/{query}")


@pytest.mark.parametrize(
    ("visibility", "sees"),
    [
        (MembersVisibility.EVERYBODY, {"visitor", "stranger", "member", "moderator"}),
        (MembersVisibility.COMMUNITY, {"stranger", "member", "moderator"}),
        (MembersVisibility.HUB, {"member", "moderator"}),
    ],
)
def test_who_sees_the_list(client, visibility, sees):
    hub = HubPageFactory(members_visible_to=visibility)
    member_of(hub, last_name="Ольшанская")
    viewers = {
        "visitor": None,
        "stranger": UserFactory(),
        "member": member_of(hub),
        "moderator": site_editor(),
    }
    for name, viewer in viewers.items():
        client.logout()
        if viewer:
            client.force_login(viewer)
        assert ("Ольшанская" in listed(client, hub)) == (name in sees), name
        assert ("Ольшанская" in listed(client, hub, "?q=ольш")) == (name in sees), name


def test_pending_people_are_visitors(client, hub):
    member_of(hub, last_name="Ольшанская")
    client.force_login(UserFactory(status=UserStatus.PENDING))
    assert "Ольшанская" not in listed(client, hub)


def test_visitors_see_public_names_only(client):
    hub = HubPageFactory(members_visible_to=MembersVisibility.EVERYBODY)
    member_of(hub, MembershipRole.TUTOR, last_name="Скрытная", name_is_public=False)
    member_of(hub, last_name="Тихая", name_is_public=False)
    member_of(hub, last_name="Малова", role=MembershipRole.MEMBER)
    pupil = member_of(hub, last_name="Ученикова")
    pupil.role = PersonRole.PUPIL
    pupil.save()
    content = listed(client, hub)
    assert "Малова" in content
    for hidden in ["Скрытная", "Тихая", "Ученикова", "Участник сообщества"]:
        assert hidden not in content
    client.force_login(UserFactory())
    content = listed(client, hub)
    assert "Скрытная" in content
    assert "Ученикова" not in content
    client.force_login(member_of(hub))
    assert "Ученикова" in listed(client, hub)


def test_whoever_hides_her_hubs_is_not_listed(client, hub):
    user = member_of(hub, last_name="Тайнова")
    user.visibility = {"memberships": Visibility.NOBODY}
    user.save()
    client.force_login(member_of(hub))
    assert "Тайнова" not in listed(client, hub)
    assert "Тайнова" not in listed(client, hub, "?q=тайн")
    client.force_login(user)
    assert "Тайнова" in listed(client, hub)
    client.force_login(moderator_of(hub))
    assert "Тайнова" in listed(client, hub)


def test_those_who_lead_are_shown_to_everybody(client, hub):
    member_of(hub, MembershipRole.HEAD, last_name="Главная")
    tutor = member_of(hub, MembershipRole.TUTOR, last_name="Тьюторова", about="Веду кружок")
    tutor.visibility = {"about": Visibility.EVERYBODY}
    tutor.save()
    content = listed(client, hub)
    for words in ["Руководители", "Главная", "Тьюторы", "Тьюторова", "Веду кружок"]:
        assert words in content
    assert "Главная" in text_of(client, hub.url)


def test_suspended_people_are_not_shown(client, hub):
    user = member_of(hub, MembershipRole.TUTOR, last_name="Выключенная")
    user.status = UserStatus.SUSPENDED
    user.save()
    assert "Выключенная" not in listed(client, hub)


def test_filters(client, hub):
    member_of(hub, MembershipRole.EXPERT, last_name="Знатокова")
    member_of(hub, last_name="Простая")
    client.force_login(UserFactory())
    content = listed(client, hub, "?role=expert")
    assert "Знатокова" in content
    assert "Простая" not in content
    assert "Простая" in listed(client, hub, "?q=ПРОСТ")
    assert "Никого не нашлось" in listed(client, hub, "?q=нет+такой")
    for wrong in ["?role=king", "?q=%00", "?q=" + "я" * 3000]:
        listed(client, hub, wrong)
    for wrong in ["?page=99", "?page=x", "?page=-1"]:
        assert client.get(f"{hub.url}members/{wrong}").status_code == 404


def test_empty_hub(client, hub):
    client.force_login(UserFactory())
    assert "Здесь пока никого нет" in listed(client, hub)


def test_tab_counts_the_hubs_own_members(client, hub):
    child = HubPageFactory(parent=hub)
    member_of(hub), member_of(child), member_of(child)
    tabs = {tab.slug: tab.count for tab in client.get(hub.url).context["tabs"]}
    assert tabs["members"] == 1


def test_communities_have_it_too(client):
    hub = HubPageFactory(parent=CommunityIndexPageFactory())
    member_of(hub, MembershipRole.HEAD, last_name="Главная")
    assert "Главная" in listed(client, hub)


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_number_of_queries(client, django_assert_max_num_queries, hub, is_signed_in):
    hub.members_visible_to = MembersVisibility.EVERYBODY
    hub.save()
    if is_signed_in:
        client.force_login(UserFactory())
    listed(client, hub)
    for role in [*MembershipRole] * 3:
        member_of(hub, role)
    with django_assert_max_num_queries(15 + 3 * is_signed_in):
        listed(client, hub)
