"""Works in moderation, as the hub's moderators meet them in the admin."""

import json

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from demo.factories.materials import MaterialFactory, StoredFileFactory
from demo.factories.members import MembershipFactory
from demo.factories.sections import AnnouncementPageFactory
from demo.factories.subjects import HubPageFactory, moderator_of, site_editor
from materials import actions, submission
from materials.contribute import drafting
from materials.enums import Licence, Outcome, WorkState
from materials.models import Material, Submission
from materials.workflow_links import review_url

from .admin_forms import admin_url, enter, file_row, material_form

pytestmark = pytest.mark.django_db

HOME = "wagtailadmin_home"
REGISTER = "materials_submission_modeladmin"
IN_WINDOW = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture
def author(hub):
    return MembershipFactory(hub=hub, user__last_name="Лебедева").user


@pytest.fixture
def draft(hub, author):
    return MaterialFactory(
        title="Доли и дроби",
        hub=hub,
        owner=author,
        live=False,
        files=[StoredFileFactory()],
        with_revision=True,
    )


@pytest.fixture
def waiting(draft, author):
    submission.submit(draft, author)
    return fresh(draft)


def fresh(material):
    return Material.objects.get(pk=material.pk)


def decide_url(material, action="approve", task_state=None, name="workflow_action"):
    task_state = task_state or fresh(material).current_workflow_task_state
    return admin_url(name, material.pk, action, task_state.pk)


def messages_of(client, url):
    return client.get(url).content.decode()


def edit_form(user, material, **extra):
    """The form of the work as its page posts it, with a decision."""
    version = fresh(material).get_latest_revision_as_object()
    form = material_form(hub=version.hub_id, title=version.title)
    row = version.files.first()
    form.update({"files-TOTAL_FORMS": "1", "files-INITIAL_FORMS": "1", "files-0-id": row.pk})
    form["files-0-ORDER"] = "1"
    posted = file_row(user, row.stored)
    form.update({f"files-0-{name}": value for name, value in posted.items()})
    return {**form, **extra}


def decision(name, comment=None, **extra):
    data = {} if comment is None else {"comment": comment}
    return {
        "action-workflow-action": "true",
        "workflow-action-name": name,
        "workflow-action-extra-data": json.dumps(data),
        **extra,
    }


# -- What waits ------------------------------------------------------------------------------


def test_the_first_page_says_what_waits_the_oldest_first(client, people, hub, other, author):
    titles = ["Ранняя", "Поздняя"]
    for title in titles:
        work = MaterialFactory(
            title=title, hub=hub, owner=author, live=False,
            files=[StoredFileFactory()], with_revision=True,
        )  # fmt: skip
        submission.submit(work, author)
    for who in ["moderator", "editor", "superuser"]:
        enter(client, people[who])
        html = client.get(reverse(HOME)).content.decode()
        assert html.index("works-waiting") < html.index("Ранняя") < html.index("Поздняя"), who
        assert html.count("Ранняя") == 1, who
    enter(client, people["other moderator"])
    html = client.get(reverse(HOME)).content.decode()
    assert "Ранняя" not in html
    assert "works-waiting" not in html


def test_the_page_of_a_work_offers_the_decisions_alone(client, people, waiting):
    enter(client, people["moderator"])
    html = client.get(review_url(waiting)).content.decode()
    for name in ["approve", "reject", "refuse"]:
        assert f'data-workflow-action-name="{name}"' in html
    for name in ["action-publish", "action-submit", "action-cancel-workflow"]:
        assert f'name="{name}"' not in html
    for words in ["Одобрить и опубликовать", "Вернуть с замечанием", "Отклонить"]:
        assert words in html


def test_other_moderators_are_refused_everywhere(client, people, waiting):
    task_state = waiting.current_workflow_task_state
    stored = waiting.listed_files[0].stored_id
    enter(client, people["other moderator"])
    for action in ["approve", "reject", "refuse"]:
        for name in ["workflow_action", "collect_workflow_action_data"]:
            url = decide_url(waiting, action, task_state, name)
            for answer in [client.get(url), client.post(url, {"comment": "нет"})]:
                assert answer.status_code in {302, 403}
    client.post(review_url(waiting), decision("approve"))
    assert client.get(
        admin_url("workflow_preview", waiting.pk, task_state.task_id)
    ).status_code in {
        302,
        403,
    }
    assert client.get(reverse("materials:file", args=[waiting.pk, stored])).status_code == 404
    row = waiting.submissions.get()
    assert client.get(reverse(f"{REGISTER}_inspect", args=[row.pk])).status_code in {302, 403}
    assert submission.state_of(fresh(waiting)) == WorkState.IN_REVIEW


def test_the_task_of_another_work_decides_nothing(client, people, waiting, other):
    theirs = MaterialFactory(hub=other, live=False, files=[StoredFileFactory()], with_revision=True)
    theirs.get_workflow().start(theirs, None)
    enter(client, people["moderator"])
    foreign = fresh(theirs).current_workflow_task_state
    assert client.post(decide_url(waiting, task_state=foreign)).status_code == 404
    assert not fresh(theirs).live


# -- Decisions -------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["moderator", "editor", "superuser"])
def test_a_work_is_approved_by_a_word(client, people, waiting, who):
    enter(client, people[who])
    response = client.post(decide_url(waiting), {"comment": "Спасибо!"})
    assert response.status_code == 302
    assert submission.state_of(fresh(waiting)) == WorkState.PUBLISHED
    row = waiting.submissions.get()
    assert (row.outcome, row.comment, row.decided_by) == (
        Outcome.APPROVED, "Спасибо!", people[who],
    )  # fmt: skip
    assert "опубликован" in messages_of(client, response["Location"])


@pytest.mark.parametrize("action", ["reject", "refuse"])
@pytest.mark.parametrize("comment", ["", "   \n "])
def test_a_comment_is_required(client, people, waiting, action, comment):
    enter(client, people["moderator"])
    for name in ["workflow_action", "collect_workflow_action_data"]:
        url = decide_url(waiting, action, name=name)
        window = client.post(url, {"comment": comment}, **IN_WINDOW).json()
        assert window["step"] == "action"
        assert "Напишите" in window["html"]
        client.post(url, {"comment": comment})
    form = edit_form(people["moderator"], waiting, **decision(action, comment))
    assert client.post(review_url(waiting), form).status_code == 200
    assert submission.state_of(fresh(waiting)) == WorkState.IN_REVIEW


def test_a_comment_that_is_too_long_stays_in_its_field(client, people, waiting):
    enter(client, people["moderator"])
    words = "Добавьте ответы. " * 200
    url = decide_url(waiting, "reject", name="collect_workflow_action_data")
    window = client.post(url, {"comment": words}, **IN_WINDOW).json()
    assert "Добавьте ответы. Добавьте" in window["html"]
    assert client.post(url, {"comment": "\x00"}, **IN_WINDOW).json()["step"] == "action"


@pytest.mark.parametrize(
    ("action", "state"), [("reject", WorkState.RETURNED), ("refuse", WorkState.REFUSED)]
)
def test_a_work_comes_back_with_a_comment(client, people, waiting, action, state):
    enter(client, people["moderator"])
    url = decide_url(waiting, action, name="collect_workflow_action_data")
    window = client.post(url, {"comment": "Добавьте ответы."}, **IN_WINDOW).json()
    assert window["cleaned_data"] == {"comment": "Добавьте ответы."}
    form = edit_form(people["moderator"], waiting, **decision(action, "Добавьте ответы."))
    assert client.post(review_url(waiting), form).status_code == 302
    assert submission.state_of(fresh(waiting)) == state
    assert waiting.submissions.get().comment == "Добавьте ответы."


def test_what_a_moderator_mended_is_published(client, people, waiting):
    enter(client, people["moderator"])
    form = edit_form(people["moderator"], waiting, title="Дроби: доли", **decision("approve"))
    response = client.post(review_url(waiting), form)
    assert response.status_code == 302
    assert "опубликована" in messages_of(client, response["Location"])
    assert fresh(waiting).live
    assert fresh(waiting).title == "Дроби: доли"
    assert waiting.submissions.get().outcome == Outcome.APPROVED


def test_an_incomplete_work_is_returned_but_not_published(client, people, waiting):
    version = waiting.get_latest_revision_as_object()
    version.files = []
    version.save_revision(clean=False)
    enter(client, people["moderator"])
    response = client.post(decide_url(waiting))
    assert response.status_code == 302
    html = messages_of(client, response["Location"])
    assert "пока ничего нет" in html
    assert submission.state_of(fresh(waiting)) == WorkState.IN_REVIEW
    client.post(decide_url(waiting, "reject"), {"comment": "Где файл?"})
    assert submission.state_of(fresh(waiting)) == WorkState.RETURNED


def test_a_work_published_in_a_list_counts_as_approved(people, waiting):
    assert actions.publish(waiting, people["moderator"])
    assert waiting.submissions.get().outcome == Outcome.APPROVED


# -- Too late --------------------------------------------------------------------------------


def test_the_second_of_two_moderators_is_told(client, people, hub, waiting):
    second = moderator_of(hub)
    url = decide_url(waiting, "approve")
    refuse = decide_url(waiting, "refuse", name="collect_workflow_action_data")
    form = edit_form(second, waiting, title="Поверх", **decision("refuse", "Нет."))
    submission.approve(waiting, people["moderator"])
    enter(client, second)
    name = people["moderator"].get_community_name()
    response = client.post(url)
    assert response.status_code == 302
    assert name in messages_of(client, response["Location"])
    assert name in client.get(refuse, **IN_WINDOW).json()["html"]
    response = client.post(review_url(waiting), form)
    assert name in messages_of(client, response["Location"])
    assert fresh(waiting).title != "Поверх"
    assert fresh(waiting).get_latest_revision_as_object().title != "Поверх"
    assert waiting.submissions.get().outcome == Outcome.APPROVED


def test_a_work_taken_back_is_not_decided(client, people, waiting, author):
    url = decide_url(waiting)
    form = edit_form(people["moderator"], waiting, **decision("approve"))
    submission.withdraw(waiting, author)
    enter(client, people["moderator"])
    for post in [lambda: client.post(url), lambda: client.post(review_url(waiting), form)]:
        response = post()
        assert "Автор забрал" in messages_of(client, response["Location"])
    assert "Автор забрал" in client.post(url, **IN_WINDOW).json()["html"]
    assert not fresh(waiting).live


def test_a_work_sent_anew_is_looked_at_once_more(client, people, waiting, author):
    url = decide_url(waiting)
    seen = waiting.latest_revision
    submission.withdraw(waiting, author)
    drafting.change(fresh(waiting), author, lambda version: setattr(version, "title", "Новая"))
    submission.submit(fresh(waiting), author)
    enter(client, people["moderator"])
    response = client.post(url)
    assert "ещё раз" in messages_of(client, response["Location"])
    form = edit_form(
        people["moderator"],
        waiting,
        loaded_revision_id=seen.pk,
        loaded_revision_created_at=seen.created_at.isoformat(),
        **decision("approve"),
    )
    response = client.post(review_url(waiting), form)
    assert response.status_code == 200
    assert "ещё раз" in response.content.decode()
    assert submission.state_of(fresh(waiting)) == WorkState.IN_REVIEW


def test_moderators_do_not_take_works_back_for_their_authors(client, people, waiting):
    enter(client, people["moderator"])
    for name in ["action-cancel-workflow", "action-restart-workflow", "action-submit"]:
        client.post(review_url(waiting), edit_form(people["moderator"], waiting, **{name: "1"}))
    assert submission.state_of(fresh(waiting)) == WorkState.IN_REVIEW
    assert waiting.submissions.get().sent_by == waiting.owner


# -- What she wrote --------------------------------------------------------------------------


def window_for(client, material, action="approve"):
    url = decide_url(material, action, name="collect_workflow_action_data")
    return client.get(url, **IN_WINDOW).json()["html"]


def test_a_comment_is_kept_while_the_form_has_faults(client, people, waiting, draft):
    enter(client, people["moderator"])
    words = "Спасибо! Опечатка <на> второй странице."
    form = edit_form(people["moderator"], waiting, title="", **decision("approve", words))
    html = client.post(review_url(waiting), form).content.decode()
    assert "Опечатка &lt;на&gt; второй" in html
    for action in ["approve", "reject", "refuse"]:
        assert "Опечатка &lt;на&gt; второй" in window_for(client, waiting, action)
    other_work = MaterialFactory(
        hub=waiting.hub, live=False, files=[StoredFileFactory()], with_revision=True
    )
    other_work.get_workflow().start(other_work, None)
    assert "Опечатка" not in window_for(client, other_work)
    form = edit_form(people["moderator"], waiting, **decision("approve", words))
    assert client.post(review_url(waiting), form).status_code == 302
    assert waiting.submissions.get().comment == words
    assert (
        "Опечатка" not in client.get(review_url(waiting)).content.decode().split("review__talk")[0]
    )


def test_a_comment_is_kept_when_the_work_is_not_complete(client, people, waiting):
    version = waiting.get_latest_revision_as_object()
    version.files = []
    version.save_revision(clean=False)
    enter(client, people["moderator"])
    client.post(decide_url(waiting), {"comment": "Отлично, публикую"})
    assert "Отлично, публикую" in window_for(client, waiting)


def test_whoever_comes_too_late_gets_her_words_back(client, people, waiting, author):
    url = decide_url(waiting, "reject")
    form = edit_form(people["moderator"], waiting, **decision("reject", "Нет ответов."))
    submission.withdraw(waiting, author)
    enter(client, people["moderator"])
    for address, data in [(url, {"comment": "Нет ответов."}), (review_url(waiting), form)]:
        response = client.post(address, data)
        assert "Нет ответов." in messages_of(client, response["Location"])
    assert (
        "Нет ответов." in client.post(url, {"comment": "Нет ответов."}, **IN_WINDOW).json()["html"]
    )


@pytest.mark.parametrize("name", ["", "publish", "approve\x00", "__class__"])
@pytest.mark.parametrize("extra", ["", "[1]", "{", '{"comment": 5}', '{"comment": ["a"]}'])
def test_an_odd_decision_decides_nothing(client, people, waiting, name, extra):
    enter(client, people["moderator"])
    posted = {**decision(name), "workflow-action-extra-data": extra}
    response = client.post(review_url(waiting), edit_form(people["moderator"], waiting, **posted))
    assert response.status_code in {200, 302, 403}
    assert submission.state_of(fresh(waiting)) == WorkState.IN_REVIEW


# -- What a moderator reads ------------------------------------------------------------------


def test_the_talk_and_what_looks_like_personal_data(client, people, draft, author):
    version = draft.get_latest_revision_as_object()
    version.summary = "Звоните: 8 912 345-67-89"
    version.save_revision(user=author)
    with pytest.raises(submission.PersonalDataFoundError) as caught:
        submission.submit(fresh(draft), author)
    keys = [found.key for found in caught.value.findings]
    submission.submit(fresh(draft), author, confirmed=keys)
    submission.return_for_changes(fresh(draft), people["moderator"], "Уберите телефон.")
    version = fresh(draft).get_latest_revision_as_object()
    version.summary += ", почта ivanov@mail.ru"
    version.save_revision(user=author)
    with pytest.raises(submission.PersonalDataFoundError) as caught:
        submission.submit(fresh(draft), author, confirmed=keys)
    keys += [found.key for found in caught.value.findings]
    submission.submit(fresh(draft), author, confirmed=keys)
    enter(client, people["moderator"])
    for name in ["edit", "inspect"]:
        html = client.get(admin_url(name, draft.pk)).content.decode()
        for words in ["Уберите телефон.", "8 912 345-67-89</mark>", "ivanov@mail.ru</mark>"]:
            assert words in html, (name, words)
        assert author.get_community_name() in html
        assert str(Licence(draft.licence).label) in html


def test_what_the_author_did_not_confirm_stands_apart(client, people, waiting):
    version = waiting.get_latest_revision_as_object()
    version.summary = "Звоните: 8 912 345-67-89"
    version.save_revision()
    enter(client, people["moderator"])
    assert "не подтвержд" in client.get(review_url(waiting)).content.decode()


def test_a_work_is_seen_as_readers_will_see_it_with_its_files(client, people, waiting):
    enter(client, people["moderator"])
    html = client.get(review_url(waiting)).content.decode()
    preview = admin_url("revisions_view", waiting.pk, waiting.latest_revision_id)
    assert preview in html
    page = client.get(preview)
    assert page.status_code == 200
    row = waiting.listed_files[0]
    assert row.url in page.content.decode()
    assert client.get(row.url).status_code == 200
    enter(client, people["member"])
    assert client.get(row.url).status_code == 404
    client.logout()
    assert client.get(row.url).status_code == 404


def test_versions_are_compared_with_text_files_and_authors(client, people, waiting, author):
    submission.return_for_changes(waiting, people["moderator"], "Добавьте.")
    new = StoredFileFactory(name="ответы.txt")

    def alter(version):
        drafting.add_files(version, [new])
        drafting.set_typed_text(version, "Ответы к заданиям")
        version.title = "Доли, дроби и ответы"

    drafting.change(fresh(waiting), author, alter)
    submission.submit(fresh(waiting), author)
    enter(client, people["moderator"])
    html = client.get(review_url(waiting)).content.decode()
    first = waiting.submissions.last().revision_id
    compare = admin_url("revisions_compare", waiting.pk, first, fresh(waiting).latest_revision_id)
    assert compare in html
    html = client.get(compare).content.decode()
    for words in ["ответы.txt", "Ответы к заданиям", "и ответы"]:
        assert words in html


def test_a_work_that_was_never_sent_has_no_talk(client, people, material):
    enter(client, people["moderator"])
    for name in ["edit", "inspect"]:
        html = client.get(admin_url(name, material.pk)).content.decode()
        assert 'class="review"' not in html


# -- Another hub -----------------------------------------------------------------------------


def test_a_work_is_passed_on_to_a_hub_that_is_not_ones_own(client, people, waiting, other):
    enter(client, people["moderator"])
    move = reverse("wagtail_bulk_action", args=["materials", "material", "move"])
    assert f"{move}?id={waiting.pk}" in client.get(review_url(waiting)).content.decode()
    url = f"{move}?id={waiting.pk}&next={admin_url('list')}"
    assert other.title in client.get(url).content.decode()
    assert client.post(url, {"hub": other.pk}).status_code == 302
    assert submission.state_of(fresh(waiting)) == WorkState.IN_REVIEW
    assert fresh(waiting).hub == other
    assert waiting.submissions.get().hub == other
    assert client.get(review_url(waiting)).status_code in {302, 403}
    assert client.post(decide_url(waiting)).status_code in {302, 403}
    assert not fresh(waiting).live
    enter(client, people["other moderator"])
    assert waiting.title in client.get(reverse(HOME)).content.decode()
    assert client.post(decide_url(waiting)).status_code == 302
    assert fresh(waiting).live


def test_what_readers_have_is_moved_between_ones_own_hubs_only(client, people, material, other):
    enter(client, people["moderator"])
    move = reverse("wagtail_bulk_action", args=["materials", "material", "move"])
    url = f"{move}?id={material.pk}&next={admin_url('list')}"
    assert f'value="{other.pk}"' not in client.get(url).content.decode()
    client.post(url, {"hub": other.pk})
    assert fresh(material).hub != other


# -- Drafts of authors -----------------------------------------------------------------------


@pytest.fixture
def private(author, hub):
    work = drafting.start(author, hub)
    file = StoredFileFactory()

    def alter(version):
        drafting.add_files(version, [file])
        version.title, version.summary, version.kind = "Тайный черновик", "О дробях.", "test"

    drafting.change(work, author, alter)
    return fresh(work)


@pytest.mark.parametrize("who", ["moderator", "editor", "superuser"])
def test_a_draft_that_was_never_sent_is_its_authors_alone(client, people, private, who):
    enter(client, people[who])
    for url in [admin_url("list"), admin_url("list") + "?q=черновик", reverse(HOME)]:
        assert "Тайный черновик" not in client.get(url).content.decode(), url
    chooser = reverse(Material.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    for query in ["", "?q=тайный"]:
        assert "Тайный" not in client.get(chooser + query).content.decode()
    export = client.get(admin_url("list") + "?export=csv")
    assert "Тайный" not in b"".join(export.streaming_content).decode()
    for name in ["edit", "inspect", "history", "delete", "usage"]:
        assert client.get(admin_url(name, private.pk)).status_code in {302, 403}, name
    move = reverse("wagtail_bulk_action", args=["materials", "material", "move"])
    assert client.get(f"{move}?id={private.pk}").status_code in {302, 403}
    stored = private.listed_files[0].stored_id
    assert client.get(reverse("materials:file", args=[private.pk, stored])).status_code == 404


def test_a_draft_is_the_hubs_business_once_it_was_sent(client, people, private, author):
    submission.submit(private, author)
    enter(client, people["moderator"])
    assert "Тайный черновик" in client.get(admin_url("list")).content.decode()
    submission.withdraw(fresh(private), author)
    assert "Тайный черновик" in client.get(admin_url("list")).content.decode()


def test_a_draft_made_in_the_admin_is_shared_with_its_moderators(client, people, hub):
    enter(client, people["moderator"])
    form = material_form(hub=hub.pk, title="Общий черновик")
    assert client.post(admin_url("add"), form).status_code == 302
    enter(client, moderator_of(hub))
    assert "Общий черновик" in client.get(admin_url("list")).content.decode()


# -- Lists, registers, reports ---------------------------------------------------------------


def test_the_list_says_and_filters_where_works_stand(client, people, hub, author, waiting):
    returned, refused = (
        MaterialFactory(
            hub=hub, owner=author, live=False, files=[StoredFileFactory()], with_revision=True
        )
        for _n in range(2)
    )
    for work, act in [(returned, submission.return_for_changes), (refused, submission.refuse)]:
        submission.submit(work, author)
        act(fresh(work), people["moderator"], "Нет.")
    shown = MaterialFactory(hub=hub, with_revision=True)
    enter(client, people["moderator"])
    works = {
        WorkState.IN_REVIEW: waiting,
        WorkState.RETURNED: returned,
        WorkState.REFUSED: refused,
        WorkState.PUBLISHED: shown,
    }
    for state, work in works.items():
        response = client.get(admin_url("list"), {"work_state": state})
        assert list(response.context["object_list"]) == [work], state
        assert submission.state_of(fresh(work)) == state


def test_the_register_of_sendings(client, people, waiting, other):
    theirs = MaterialFactory(
        title="Лягушка", hub=other, live=False, files=[StoredFileFactory()], with_revision=True
    )
    theirs.get_workflow().start(theirs, None)
    index = reverse(f"{REGISTER}_index")
    enter(client, people["moderator"])
    for query in ["", "?outcome__exact=waiting", f"?hub={waiting.hub_id}", "?hub=x"]:
        html = client.get(index + query).content.decode()
        assert "Доли и дроби" in html, query
        assert "Лягушка" not in html
    assert "Доли и дроби" not in client.get(f"{index}?outcome__exact=refused").content.decode()
    export = b"".join(client.get(f"{index}?export=csv").streaming_content).decode()
    assert "Доли и дроби" in export
    assert "ожидает" in export.lower() or "ждёт" in export.lower()
    assert client.get(f"{index}?export=xlsx").status_code == 200
    enter(client, people["editor"])
    html = client.get(index).content.decode()
    assert "Лягушка" in html
    assert "Доли и дроби" in html


def test_a_long_register_costs_no_more_queries(
    client, people, hub, author, waiting, django_assert_max_num_queries
):
    for _n in range(12):
        Submission.objects.create(material=waiting, hub=hub, sent_by=author, decided_by=author)
    enter(client, people["moderator"])
    client.get(reverse(f"{REGISTER}_index"))
    with django_assert_max_num_queries(30):
        client.get(reverse(f"{REGISTER}_index"))


@pytest.mark.parametrize("name", ["workflow", "workflow_results", "workflow_tasks"])
def test_reports_on_workflows_show_ones_own_hubs(client, people, waiting, name):
    url = reverse(f"wagtailadmin_reports:{name}")
    for who in ["moderator", "editor", "superuser"]:
        enter(client, people[who])
        assert waiting.title in client.get(url).content.decode(), who
    enter(client, people["other moderator"])
    response = client.get(url)
    assert response.status_code == 200
    assert waiting.title not in response.content.decode()
    enter(client, people["member"])
    assert client.get(url).status_code in {302, 403}


def test_a_long_report_costs_no_more_queries(client, people, hub, author, waiting):
    url = reverse("wagtailadmin_reports:workflow_tasks")
    enter(client, people["moderator"])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(8):
        other = MaterialFactory(
            title=f"Дроби, часть {number}", hub=hub, owner=author, live=False, with_revision=True
        )
        hub.get_workflow().start(other, author)
    with CaptureQueriesContext(connection) as many:
        html = client.get(url).content.decode()
    assert "Дроби, часть 7" in html
    assert len(many) <= len(few)


def test_the_history_of_the_site_names_no_works_of_others(client, people, waiting):
    enter(client, people["other moderator"])
    response = client.get(reverse("wagtailadmin_reports:site_history"))
    assert waiting.title not in response.content.decode()


# -- Letters ---------------------------------------------------------------------------------


@pytest.fixture
def letters(django_capture_on_commit_callbacks):
    def letters(act):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return sorted((letter.to[0], letter.subject) for letter in mail.outbox)

    return letters


def test_each_is_told_once(letters, people, draft, author):
    moderator = people["moderator"]

    def told(subject, person):
        return [(person.email, subject)]

    assert letters(lambda: submission.submit(draft, author)) == told(
        "«Доли и дроби» ждёт вашего решения", moderator
    )
    assert review_url(draft) in mail.outbox[0].body
    found = letters(lambda: submission.return_for_changes(fresh(draft), moderator, "Ещё."))
    assert [to for to, _subject in found] == [author.email]
    assert "Ещё." in mail.outbox[0].body
    assert reverse("materials:work", args=[draft.pk]) in mail.outbox[0].body
    assert "/admin/" not in mail.outbox[0].body
    letters(lambda: submission.submit(fresh(draft), author))
    found = letters(lambda: submission.refuse(fresh(draft), moderator, "Не наше."))
    assert [to for to, _subject in found] == [author.email]
    letters(lambda: submission.submit(fresh(draft), author))
    found = letters(lambda: submission.approve(fresh(draft), moderator))
    assert [to for to, _subject in found] == [author.email]


def test_a_hub_without_moderators_asks_those_above(letters):
    hub = HubPageFactory(title="Без модераторов")
    author = MembershipFactory(hub=hub).user
    editor = site_editor()
    work = MaterialFactory(
        hub=hub, owner=author, live=False, files=[StoredFileFactory()], with_revision=True
    )
    found = letters(lambda: submission.submit(work, author))
    assert [to for to, _subject in found] == [editor.email]


def test_letters_about_pages_are_still_wagtails(letters, hub):
    moderator, sender = moderator_of(hub), moderator_of(hub)
    page = AnnouncementPageFactory(hub=hub, title="Собрание", live=False)
    page.save_revision(user=sender)
    workflow = page.get_workflow() or hub.provision.workflow
    found = letters(lambda: workflow.start(page, sender))
    assert moderator.email in [to for to, _subject in found]


def test_a_moved_work_is_told_to_its_new_moderators(letters, people, waiting, other):
    found = letters(lambda: actions.move_to_hub(waiting, other, people["moderator"]))
    assert [to for to, _subject in found] == [people["other moderator"].email]
    states = WorkflowState.objects.for_instance(waiting)
    assert states.filter(status=WorkflowState.STATUS_IN_PROGRESS).count() == 1
    assert TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count() == 1


def test_a_word_of_thanks_comes_with_the_news(letters, people, waiting):
    letters(lambda: submission.approve(waiting, people["moderator"], "Отличные карточки!"))
    assert "Отличные карточки!" in mail.outbox[0].body


def test_whoever_only_decides_makes_no_version(client, people, waiting):
    moderator = people["moderator"]
    enter(client, moderator)
    client.post(review_url(waiting), edit_form(moderator, waiting))
    kept = fresh(waiting).latest_revision_id
    form = edit_form(moderator, waiting, **decision("reject", "Добавьте ответы."))
    assert client.post(review_url(waiting), form).status_code == 302
    assert submission.state_of(fresh(waiting)) == WorkState.RETURNED
    assert fresh(waiting).latest_revision_id == kept
