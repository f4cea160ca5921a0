"""The page for parents with its articles, and the instructions."""

from demo.factories.home import StandardPageFactory
from demo.factories.sections import (
    ForParentsArticleFactory,
    ForParentsDocumentFactory,
    HelpArticlePageFactory,
)
from demo.texts import texts
from home.models import StandardPage
from sections.for_parents.models import ForParentsPage
from sections.instructions.models import HelpArticlePage, HelpIndexPage

from .bodies import raw_blocks, rich_text, set_body, set_stream
from .dates import days_from_now
from .documents import get_document


def load_parents():
    """Articles, timetable and documents of the parents' page."""
    page = ForParentsPage.objects.get()
    entry = texts("for_parents")
    for order, article in enumerate(entry["articles"]):
        if StandardPage.objects.child_of(page).filter(slug=article["slug"]).exists():
            continue
        published = days_from_now(-20 * order - 12)
        child = StandardPageFactory(
            parent=page,
            slug=article["slug"],
            title=article["title"],
            lead=article["lead"],
            search_description=article["search_description"],
            first_published_at=published,
            last_published_at=published,
        )
        ForParentsArticleFactory(page=page, article=child, sort_order=order)
    if not page.documents.exists():
        for order, document in enumerate(entry["documents"]):
            ForParentsDocumentFactory(page=page, document=get_document(document), sort_order=order)
    page.refresh_from_db()
    if not page.timetable:
        page.timetable = [
            {"type": "entry", "value": {**item, "days": [str(day) for day in item["days"]]}}
            for item in entry["timetable"]
        ]
        page.save_revision().publish()


def load_parents_bodies():
    """Fill the texts, once the pages that they link to are there."""
    page = ForParentsPage.objects.get()
    set_body(page, texts("for_parents")["body"])
    for article in texts("for_parents")["articles"]:
        child = StandardPage.objects.child_of(page).get(slug=article["slug"])
        set_body(child, article["body"])


def load_instructions():
    """Create the instructions that are missing, without their texts."""
    index = HelpIndexPage.objects.get()
    for order, entry in enumerate(texts("instructions")):
        if HelpArticlePage.objects.child_of(index).filter(slug=entry["slug"]).exists():
            continue
        published = days_from_now(-9 * order - 30)
        HelpArticlePageFactory(
            parent=index,
            slug=entry["slug"],
            title=entry["title"],
            lead=entry["lead"],
            search_description=entry["lead"],
            audience=entry["audience"],
            service=entry["service"],
            minutes=entry["minutes"],
            steps=[],
            first_published_at=published,
            last_published_at=published,
        )


def load_instruction_bodies():
    """Fill the steps and what stands after them; they link to each other."""
    index = HelpIndexPage.objects.get()
    for entry in texts("instructions"):
        page = HelpArticlePage.objects.child_of(index).get(slug=entry["slug"])
        if page.steps:
            continue
        page.body = raw_blocks(entry.get("body"))
        set_stream(page, "steps", [_step(step) for step in entry["steps"]])


def _step(step):
    return {
        "type": "step",
        "value": {
            "title": step["title"],
            "text": rich_text(step["text"]),
            "image": None,
            "notice": step.get("notice") or "",
        },
    }
