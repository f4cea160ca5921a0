"""Every view of people, for every role: public pages, one's own pages, and the admin.

The addresses are read from the url modules, so that a new view without a line below fails.
A line has one sign for each of ``ROLES`` that asks by GET, and of ``POST_ROLES`` by POST; a
single m stands for all of them:

    .  answers          i  to the page for signing in       x  refused
    >  leads elsewhere  -  nothing there (any more)         m  no such method
"""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from community.members import urls as people_urls
from community.members.enums import UserStatus
from community.members.models import DataExport
from community.members.viewsets import PersonViewSet
from community.notifications import urls as notice_urls
from community.notifications.models import Notice
from demo.factories.members import (
    ConsentTextFactory,
    MembershipFactory,
    PortfolioEntryFactory,
    UserFactory,
)
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from home.views import errors

pytestmark = pytest.mark.django_db

ROLES = [
    "visitor",
    "suspended",
    "pending",
    "pupil",
    "outsider",  # A member of another hub.
    "member",  # Of the same hub as the person.
    "person",  # The one whose page, entry, notice it is.
    "stranger",  # Moderates another hub.
    "moderator",  # Moderates the person's hub.
    "editor",
    "superuser",
]
POST_ROLES = ["visitor", "pending", "outsider", "person", "moderator", "editor"]

# A name after @ is another object than that of the person: see ``kwargs_of``.
TABLE = """
members:account                          >>>>>>>>>>>  >>>>>>
members:new_password                     ii>>>>>>>>>  i>>>>>
members:me_security                      ii.........  i.....
members:signup                           ..>>>>>>>>>  .>>>>>
members:social_signup                    iiiiiiiiiii  iiiiii
members:organisations                    ...........  m
members:waiting                          ii.>>>>>>>>  i>>>>>
members:waiting_withdraw                 m            i-----
members:waiting_confirm                  m            i-----
members:welcome                          ii>........  m
members:invitation                       ..>>>>>>>>>  .>>>>>
members:invitation_entry                 >>>>>>>>>>>  >>>>>>
members:me                               ii.........  m
members:me_profile                       ii.........  i.....
members:me_photo                         ii.-.......  i.....
members:me_photo_remove                  m            i>>>>>
members:me_portfolio                     ii.........  i.....
members:me_portfolio_add                 ii.........  i.....
members:me_portfolio_order               iimmmmmmmmm  i.....
members:me_portfolio_change              ii----.----  i--.--
members:me_portfolio_delete              ii----.----  i>>>>>
members:me_portfolio_move                iimmmmmmmmm  i-->--
members:me_memberships                   ii.........  m
members:text                             ...........  ......
members:text_version                     ...........  ......
members:consents_due                     ii>>>>>>>>>  i>>>>>
members:me_consents                      ii.........  i.....
members:consent_give                     iimmmmmmmmm  i>>>>>
members:consent_withdraw                 ii>>>>>>>>>  i>>>>>
members:me_data                          ii.........  i>>>>>
members:data_download                    ii----.----  immmmm
members:me_delete                        ii.........  i.....
members:cancel_deletion                  iimmmmmmmmm  i>>>>>
members:directory                        ii.........  m
members:join                             ii.........  i>>>>>
members:leave                            ii-.-..-.--  i-->>-
members:withdraw                         ii->->>->--  i-->>-
members:profile                          ...........  m
members:portfolio                        ...........  m
members:portfolio_pdf                    ...........  m
members:portfolio_scan                   ...........  m
notifications:notices                    ii.........  i.....
notifications:open                       ii---->----  i-->--
notifications:mark_all_read              iimmmmmmmmm  i>>>>>
notifications:choose                     ii.........  i.....
notifications:stop                       -----------  ------
members:profile@hidden                   ---........  m
members:profile@child                    ---........  m
members:profile@former-1                 -----------  m
members:profile@nobody                   -----------  m
members:portfolio@child                  -----------  m
members:portfolio@hidden                 ---........  m
members:portfolio_pdf@child              -----------  m
members:portfolio_scan@secret            ------.----  m
members:portfolio_scan@child             -----------  m
members:join@closed                      ii.........  i>>>>>
members:join@walled                      ii-------..  i---->
members:join@endless                     ii---------  i-----
wagtailusers_users:index                 iiiiiiixx..  iiiixm
wagtailusers_users:index_results         iiiiiiixx..  iiiixm
wagtailusers_users:add                   iiiiiiixx..  iiiix.
wagtailusers_users:edit                  iiiiiiixx..  iiiix.
wagtailusers_users:delete                iiiiiiixxxx  iiiixx
wagtailusers_users:history               iiiiiiixx..  iiiixm
wagtailusers_users:history_results       iiiiiiixx..  iiiixm
wagtailusers_users:usage                 iiiiiiixx..  iiiixm
wagtailusers_users:inspect               iiiiiiix...  iiiimm
wagtailusers_users:to_hub                iiiiiiixx..  iiiix.
wagtailusers_users:role                  iiiiiiixx..  iiiix.
wagtailusers_users:confirm_email         iiiiiiixx..  iiiix>
wagtailusers_users:suspend               iiiiiiixx..  iiiix.
wagtailusers_users:reinstate             iiiiiiixx..  iiiix>
wagtailusers_users:delete_account        iiiiiiixx..  iiiix.
wagtailusers_users:keep_account          iiiiiiixx..  iiiix>
members_admin_new_password               iiiiiiixx..  iiiix.
"""
LINES = {line.split()[0]: line.split()[1:] for line in TABLE.strip().splitlines()}
SIGNS = {200: ".", 204: ".", 400: ".", 403: "x", 404: "-", 405: "m", 410: "-"}


def patterns():
    """Every view of people: its name with the namespace, and its pattern."""
    viewset = PersonViewSet("wagtailusers_users", url_prefix="users")
    for namespace, found in [
        ("members", people_urls.urlpatterns),
        ("notifications", notice_urls.urlpatterns),
        ("wagtailusers_users", viewset.get_urlpatterns()),
    ]:
        for pattern in found:
            yield f"{namespace}:{pattern.name}", pattern.pattern.converters


def test_every_view_has_a_line():
    names = {name for name, _converters in patterns()}
    # A view in one of wagtail's hooks, which stands in no url module.
    assert {line.partition("@")[0] for line in LINES} == names | {"members_admin_new_password"}
    for gets, posts in LINES.values():
        assert len(gets) in {1, len(ROLES)}
        assert len(posts) in {1, len(POST_ROLES)}


@pytest.fixture
def hubs():
    hubs = {name: HubPageFactory() for name in ["own", "other", "walled"]}
    hubs["closed"] = HubPageFactory(join_policy="closed")
    wall = PageViewRestriction.objects.create(page=hubs["walled"], restriction_type="groups")
    wall.groups.add(hubs["walled"].provision.members_group)
    return hubs


@pytest.fixture
def people(hubs):
    people = {
        "suspended": UserFactory(status=UserStatus.SUSPENDED),
        "pending": UserFactory(status=UserStatus.PENDING),
        "pupil": UserFactory(role="pupil"),
        "outsider": UserFactory(),
        "member": UserFactory(),
        "person": UserFactory(username="person"),
        "hidden": UserFactory(username="hidden", name_is_public=False),
        "child": UserFactory(username="child", role="pupil"),
        "gone": UserFactory(username="former-1", status=UserStatus.LEFT),
        "stranger": moderator_of(hubs["other"]),
        "moderator": moderator_of(hubs["own"]),
        "editor": site_editor(),
        "superuser": UserFactory(is_superuser=True),
    }
    for name in ["pupil", "member", "person", "hidden", "child"]:
        MembershipFactory(user=people[name], hub=hubs["own"])
    MembershipFactory(user=people["outsider"], hub=hubs["other"])
    return people


@pytest.fixture
def things(people):
    """What belongs to the person: keys of it, by the view that shows it."""
    person = people["person"]
    ConsentTextFactory(kind="public_name", version=1)
    entry, secret = [
        PortfolioEntryFactory(
            person=person,
            visibility=visibility,
            scan=ContentFile(b"%PDF-1.4", "scan.pdf"),
            scan_name="scan.pdf",
        )
        for visibility in ["everybody", "nobody"]
    ]
    now = timezone.now()
    export = DataExport.objects.create(
        user=person,
        status="ready",
        file=ContentFile(b"zip", "data.zip"),
        ready_at=now,
        expires_at=now + datetime.timedelta(days=3),
    )
    notice = Notice.objects.create(recipient=person, verb="x", title="Новость")
    return {"entry": entry, "secret": secret, "export": export, "notice": notice}


def kwargs_of(name, converters, hubs, people, things):
    """The address of which thing ``name`` asks for."""
    name, _at, which = name.partition("@")
    pk = {
        "members:data_download": things["export"].pk,
        "notifications:open": things["notice"].pk,
    }.get(name, things["entry"].pk)
    if name.startswith("wagtailusers_users"):
        pk = people["person"].pk
    values = {
        "handle": "person",
        "hub_id": hubs["own"].pk,
        "kind": "public_name",
        "version": 1,
        "token": "forged",
        "pk": pk,
    }
    values |= {
        "secret": {"pk": things["secret"].pk},
        "closed": {"hub_id": hubs["closed"].pk},
        "walled": {"hub_id": hubs["walled"].pk},
        "endless": {"hub_id": 10**30},
        "": {},
    }.get(which, {"handle": which})
    return {converter: values[converter] for converter in converters}


def sign_of(response):
    """One of the signs of the table; a status that is not foreseen stands for itself."""
    target = response.headers.get("Location", "")
    if response.status_code not in {301, 302}:
        return SIGNS.get(response.status_code, f"({response.status_code})")
    if target == reverse("wagtailadmin_home"):
        return "x"
    return "i" if target.startswith(reverse("account_login")) else ">"


def ask(client, method, address):
    """The answer, and no trace of the question."""
    with transaction.atomic():
        sign = sign_of(getattr(client, method)(address))
        transaction.set_rollback(True)
    return sign


def test_who_gets_what_where(hubs, people, things, monkeypatch):
    # Whether somebody is let in is decided before the page is drawn.
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    monkeypatch.setattr(errors, "render", lambda *args, status: HttpResponse(status=status))
    clients = {role: Client() for role in ROLES}
    for role in ROLES[1:]:
        clients[role].force_login(people[role])
    converters_of = dict(patterns())
    wrong = []
    for name, (gets, posts) in LINES.items():
        if name == "members_admin_new_password":
            address = reverse(name, args=[people["person"].pk])
        else:
            view = name.partition("@")[0]
            kwargs = kwargs_of(name, converters_of[view], hubs, people, things)
            address = reverse(view, kwargs=kwargs)
        for method, expected, roles in [("get", gets, ROLES), ("post", posts, POST_ROLES)]:
            roles = ["editor"] if expected == "m" else roles
            found = "".join(ask(clients[role], method, address) for role in roles)
            if found != expected:
                wrong.append(f"{method:4} {name:40} {expected} but {found}")
    assert not wrong, "\n".join(wrong)


def test_nobody_moves_or_deletes_what_is_another_s(people, things, client):
    entry = things["entry"]
    for role in ["member", "moderator", "editor", "superuser"]:
        client.force_login(people[role])
        for name in ["me_portfolio_change", "me_portfolio_delete", "me_portfolio_move"]:
            client.post(reverse(f"members:{name}", args=[entry.pk]), {"title": "Моё", "to": "up"})
        client.post(reverse("members:me_portfolio_order"), {"order": str(entry.pk)})
        client.post(reverse("notifications:open", args=[things["notice"].pk]))
        client.post(reverse("notifications:mark_all_read"))
    entry.refresh_from_db()
    things["notice"].refresh_from_db()
    assert entry.title != "Моё"
    assert things["notice"].read_at is None
