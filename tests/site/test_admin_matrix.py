"""Every admin view of every model that belongs to a hub, for every role.

The addresses are read from the viewsets and registers themselves, so that a new model, or
a new view of one, is in the matrix on the day it is registered.
"""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models
from wagtail_factories import ImageFactory
from wagtail_modeladmin.helpers import AdminURLHelper

from demo.factories.members import UserFactory
from demo.factories.sections import AnnouncementPageFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from subjects.modeladmin import ScopedModelAdmin
from subjects.viewsets import ScopedSnippetViewSet

from .examples import PRIVATE, SITE_WIDE, make_example

pytestmark = pytest.mark.django_db

INSIDERS = ["superuser", "editor", "moderator"]
OUTSIDERS = ["other_moderator", "member", "visitor"]
ACTIONS = {"add", "change", "delete", "view"}
SECRET = "Сочинение о никому не видной вещи"


def scoped_viewsets():
    return [
        model.snippet_viewset
        for model in get_snippet_models()
        if isinstance(model.snippet_viewset, ScopedSnippetViewSet)
    ]


def scoped_registers():
    found, waiting = [], [ScopedModelAdmin]
    while waiting:
        for register in waiting.pop().__subclasses__():
            waiting.append(register)
            if register.model is not None:
                found.append(register)
    return found


SNIPPETS = {viewset.model._meta.label_lower: viewset for viewset in scoped_viewsets()}
REGISTERS = {register.model._meta.label_lower: register for register in scoped_registers()}


@pytest.fixture
def hub():
    return HubPageFactory(title="Математика")


@pytest.fixture
def people(hub):
    other = HubPageFactory(title="Биология")
    return {
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "editor": site_editor(),
        "moderator": moderator_of(hub),
        "other_moderator": moderator_of(other),
        "member": UserFactory(),
        "visitor": AnonymousUser(),
    }


@pytest.fixture
def sign_in(client, people):
    def sign_in(role):
        client.logout()
        if role != "visitor":
            client.force_login(people[role])
        return client

    return sign_in


def is_refused(response):
    """Whether the admin sent the person away: 403, or a redirect to its first page, where
    it says why, or to the sign-in page."""
    if response.status_code in {403, 404}:
        return True
    target = response.headers.get("Location", "")
    return response.status_code == 302 and (
        target == reverse("wagtailadmin_home") or target.startswith(reverse("account_login"))
    )


def text_of(response):
    """What the person gets to read, also where the page comes inside JSON."""
    if response.headers["Content-Type"].startswith("application/json"):
        return str(response.json())
    return response.content.decode()


def instance_addresses(viewset, instance):
    """Name and address of each view of ``viewset`` that takes the key of an object."""
    revision = getattr(instance, "latest_revision", None)
    values = {
        "pk": instance.pk,
        "revision_id": revision.pk if revision else 1,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "action_name": "approve",
        "task_state_id": 1,
        "task_id": 1,
        "workflow_state_id": 1,
    }
    for pattern in viewset.get_urlpatterns():
        names = pattern.pattern.regex.groupindex if hasattr(pattern.pattern, "regex") else {}
        names = set(names) | set(getattr(pattern.pattern, "converters", {}))
        if "pk" in names:
            kwargs = {name: values[name] for name in names}
            yield pattern.name, reverse(viewset.get_url_name(pattern.name), kwargs=kwargs)


# Views that answer only when a decision in a workflow is pending: 404 for everybody here.
NEEDS_WORKFLOW = {
    "workflow_action",
    "collect_workflow_action_data",
    "confirm_workflow_cancellation",
    "workflow_preview",
    "workflow_history_detail",
}


@pytest.mark.parametrize("label", SNIPPETS)
def test_views_of_a_snippet(label, hub, sign_in):
    viewset = SNIPPETS[label]
    instance = make_example(label, hub, SECRET)
    for name, address in instance_addresses(viewset, instance):
        for role in OUTSIDERS:
            for method in ["get", "post"]:
                response = getattr(sign_in(role), method)(address)
                assert is_refused(response), f"{role} {method} {name}: {response.status_code}"
                assert SECRET not in response.content.decode()
    instance.refresh_from_db()
    for name, address in instance_addresses(viewset, instance):
        if name in NEEDS_WORKFLOW or name in {"reorder", "revisions_unschedule"}:
            continue
        for role in INSIDERS:
            response = sign_in(role).get(address)
            assert not is_refused(response), f"{role} {name}: {response.status_code}"
            assert response.status_code < 500


@pytest.mark.parametrize("label", SNIPPETS)
def test_listing_and_export_of_a_snippet(label, hub, sign_in):
    viewset = SNIPPETS[label]
    make_example(label, hub, SECRET)
    for name in ["list", "list_results"]:
        address = reverse(viewset.get_url_name(name))
        for role in INSIDERS:
            response = sign_in(role).get(address)
            assert response.status_code == 200, f"{role} {name}"
            assert SECRET in response.content.decode(), f"{role} {name}"
        assert SECRET not in sign_in("other_moderator").get(address).content.decode()
        for role in ["member", "visitor"]:
            assert is_refused(sign_in(role).get(address)), f"{role} {name}"
    export = reverse(viewset.get_url_name("list")) + "?export=csv"
    if viewset.list_export:
        content = b"".join(sign_in("moderator").get(export)).decode()
        assert SECRET in content
        content = b"".join(sign_in("other_moderator").get(export)).decode()
        assert SECRET not in content


@pytest.mark.parametrize("label", SNIPPETS)
def test_choosers_of_a_snippet(label, hub, sign_in):
    viewset = SNIPPETS[label]
    instance = make_example(label, hub, SECRET)
    chooser = viewset.chooser_viewset
    for name in ["choose", "choose_results"]:
        address = reverse(chooser.get_url_name(name))
        assert SECRET in text_of(sign_in("moderator").get(address))
        assert SECRET not in text_of(sign_in("other_moderator").get(address))
    chosen = reverse(chooser.get_url_name("chosen"), args=[instance.pk])
    assert sign_in("moderator").get(chosen).status_code == 200
    multiple = f"{reverse(chooser.get_url_name('chosen_multiple'))}?id={instance.pk}"
    for address in [chosen, multiple]:
        for role in OUTSIDERS:
            assert is_refused(sign_in(role).get(address)), f"{role} {address}"


@pytest.mark.parametrize("label", SNIPPETS)
def test_bulk_acts_on_a_snippet(label, hub, sign_in):
    from wagtail.admin.views.bulk_action.registry import bulk_action_registry

    viewset = SNIPPETS[label]
    instance = make_example(label, hub, SECRET)
    app_label, model_name = label.split(".")
    actions = bulk_action_registry.get_bulk_actions_for_model(app_label, model_name)
    assert actions
    for action in actions:
        address = reverse("wagtail_bulk_action", args=[app_label, model_name, action.action_type])
        for role in OUTSIDERS:
            for method in ["get", "post"]:
                response = getattr(sign_in(role), method)(f"{address}?id={instance.pk}")
                assert is_refused(response), f"{role} {action.action_type}"
                assert SECRET not in response.content.decode()
        response = sign_in("moderator").get(f"{address}?id={instance.pk}")
        assert response.status_code == 200, action.action_type
    assert viewset.model.objects.filter(pk=instance.pk).exists()


def sides(label):
    """Who works with the register, and who must not."""
    if label in SITE_WIDE:
        return ["superuser", "editor"], ["moderator", *OUTSIDERS]
    if label in PRIVATE:
        return [], [*INSIDERS, *OUTSIDERS]
    return INSIDERS, OUTSIDERS


def views_of(register):
    """Views that take the key of a row, with the right that each asks for."""
    views = {"edit": "change", "delete": "delete"}
    if register.inspect_view_enabled:
        views["inspect"] = "view"
    if register.history_view_enabled:
        views["history"] = "view"
    return views


@pytest.mark.parametrize("label", REGISTERS)
def test_views_of_a_register(label, hub, people, sign_in):
    register = REGISTERS[label]
    instance = make_example(label, hub, SECRET)
    urls = AdminURLHelper(register.model)
    policy = policy_registry.get_by_type(register.model)
    allowed = {
        action
        for action in ACTIONS
        if policy.user_has_permission_for_instance(people["superuser"], action, instance)
    }
    insiders, outsiders = sides(label)
    for view, action in views_of(register).items():
        address = urls.get_action_url(view, instance.pk)
        for role in outsiders:
            for method in ["get", "post"]:
                response = getattr(sign_in(role), method)(address)
                assert is_refused(response), f"{role} {method} {view}: {response.status_code}"
        for role in insiders:
            response = sign_in(role).get(address)
            if action in allowed:
                assert response.status_code == 200, f"{role} {view}: {response.status_code}"
            else:
                assert is_refused(response), f"{role} {view}: {response.status_code}"
    for role in ["member", "visitor"]:
        assert is_refused(sign_in(role).get(urls.index_url))
        assert is_refused(sign_in(role).get(urls.create_url))
    assert register.model.objects.filter(pk=instance.pk).exists()


@pytest.mark.parametrize("label", REGISTERS)
def test_listing_and_export_of_a_register(label, hub, sign_in):
    register = REGISTERS[label]
    make_example(label, hub, SECRET)
    address = AdminURLHelper(register.model).index_url
    insiders, outsiders = sides(label)
    for query in ["", "?export=csv"]:
        for role in insiders:
            response = sign_in(role).get(address + query)
            assert response.status_code == 200, f"{role} {query}"
            is_told = not query or bool(register.list_export)
            assert (SECRET in b"".join(response).decode()) is is_told, f"{role} {query}"
        for role in outsiders:
            response = sign_in(role).get(address + query)
            assert SECRET not in b"".join(response).decode(), f"{role} {query}"


def test_pages_of_another_hub(hub, sign_in):
    for name in ["edit", "delete", "unpublish", "move", "copy", "history", "view_draft"]:
        address = reverse(f"wagtailadmin_pages:{name}", args=[hub.pk])
        for role in OUTSIDERS:
            assert is_refused(sign_in(role).get(address)), f"{role} {name}"
    edit = reverse("wagtailadmin_pages:edit", args=[hub.pk])
    for role in INSIDERS:
        assert sign_in(role).get(edit).status_code == 200, role


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_bulk_acts_on_pages_of_another_hub(hub, sign_in, action):
    page = AnnouncementPageFactory(hub=hub, title=SECRET, live=action != "publish")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    for role in OUTSIDERS:
        response = sign_in(role).get(f"{address}?id={page.pk}")
        assert is_refused(response), f"{role} {action}"
        assert SECRET not in response.content.decode()
    for role in INSIDERS:
        response = sign_in(role).get(f"{address}?id={page.pk}")
        assert response.status_code == 200, f"{role} {action}"
        assert SECRET in response.content.decode()


def test_a_picture_of_another_hub_is_not_taken(people):
    mine, theirs = HubPageFactory(), HubPageFactory()
    user = moderator_of(mine)
    form_class = SNIPPETS["achievements.achievement"].get_form_class()
    for hub, is_taken in [(mine, True), (theirs, False)]:
        scan = ImageFactory(collection=hub.provision.collection)
        form = form_class({"scan": scan.pk}, for_user=user, instance=form_class.Meta.model())
        assert ("scan" not in form.errors) is is_taken


@pytest.mark.indexed
def test_drafts_of_another_hub_are_not_in_the_page_chooser(hub, sign_in):
    AnnouncementPageFactory(hub=hub, title="Зимний черновик", slug="draft", live=False)
    address = f"{reverse('wagtailadmin_choose_page_search')}?q=черновик"
    for role in INSIDERS:
        assert "Зимний черновик" in text_of(sign_in(role).get(address)), role
    assert "Зимний черновик" not in text_of(sign_in("other_moderator").get(address))


def test_first_page_and_menu_for_those_who_work_there(sign_in):
    for role in [*INSIDERS, "other_moderator"]:
        assert sign_in(role).get(reverse("wagtailadmin_home")).status_code == 200, role
    for role in ["member", "visitor"]:
        assert is_refused(sign_in(role).get(reverse("wagtailadmin_home"))), role


def test_an_archive_is_closed_to_its_moderator(hub, sign_in):
    hub.wound_up_on = datetime.date(2026, 1, 15)
    hub.save_revision().publish()
    edit = reverse("wagtailadmin_pages:edit", args=[hub.pk])
    assert is_refused(sign_in("moderator").get(edit))
    assert sign_in("editor").get(edit).status_code == 200
