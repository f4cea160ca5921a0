"""How well a thing answers to a query: by which word stands where, the same for both databases.
Each score can be explained."""

from dataclasses import dataclass, field
from itertools import islice, product

from django.db.models import CharField, F
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from .models import EntryText
from .tree import And, Not, Or, wanted_terms

# What is looked through of a long text when a candidate is weighed.
LOOKED_THROUGH = 3_000
MOST_PHRASES = 24

WEIGHTS = {"title": 10.0, "tags": 6.0, "summary": 4.0, "body": 2.0, "files": 1.0}
BESIDE = {"title": 6.0, "tags": 2.0, "summary": 3.0, "body": 1.5, "files": 0.0}
WHOLE_TITLE, TITLE_BEGINS = 8.0, 2.0

FIELD_LABELS = {
    "title": _("in the title"),
    "tags": _("in the topics"),
    "summary": _("in the summary"),
    "body": _("in the text"),
    "files": _("in a file"),
}


@dataclass(frozen=True)
class Reason:
    """Why a thing stands where it does: so many ``points`` for what ``label`` says."""

    label: str
    points: float


@dataclass
class Score:
    points: float = 0.0
    reasons: list = field(default_factory=list)

    def add(self, label, points):
        self.points += points
        self.reasons.append(Reason(label, round(points, 2)))


@dataclass(frozen=True)
class _Sought:
    """A term as it is looked for in a text: runs of terms between spaces."""

    label: str
    runs: tuple
    marked: tuple
    is_required: bool


def _runs(term):
    return [
        " ".join(words)
        for option in term.options
        for words in islice(product(*option), MOST_PHRASES)
    ]


def sought_of(tree):
    """What is looked for in texts, once for all candidates."""
    required = set(tree.parts if isinstance(tree, And) else [tree])
    return [
        _Sought(term.label, tuple(runs), tuple(f" {run} " for run in runs), term in required)
        for term in dict.fromkeys(wanted_terms(tree))
        for runs in [_runs(term)]
    ]


def neighbours_of(tree):
    """The runs that all terms of a query make when they stand beside each other."""
    if not isinstance(tree, And):
        return ()
    terms = [part for part in tree.parts if not isinstance(part, Not | Or)]
    if len(terms) < 2 or len(terms) != len(wanted_terms(tree)):
        return ()
    runs = [_runs(term)[:4] for term in terms]
    orders = [runs] if len(runs) > 2 else [runs, runs[::-1]]
    return tuple(
        f" {' '.join(run)} " for order in orders for run in islice(product(*order), MOST_PHRASES)
    )


def score_of(texts, sought, neighbours):
    """The ``Score`` of a thing whose ``texts`` (terms by column, between spaces) are given."""
    score = Score()
    for one in sought:
        name = next((name for name in WEIGHTS if _has(texts, name, one.marked)), None)
        if name is None and one.is_required:
            # The database found it: so it stands where nothing was looked through.
            name = "files"
        if name is not None:
            score.add(f"«{one.label}»: {FIELD_LABELS[name]}", WEIGHTS[name])
    for name, points in BESIDE.items():
        if points and _has(texts, name, neighbours):
            score.add(_("the words beside each other: %s") % FIELD_LABELS[name], points)
            break
    title = texts.get("title", "").strip()
    for one in sought if len(sought) == 1 else []:
        if title in one.runs:
            score.add(_("the whole title"), WHOLE_TITLE)
        elif any(title.startswith(f"{run} ") for run in one.runs):
            score.add(_("begins the title"), TITLE_BEGINS)
    if any(f" {title} " == run for run in neighbours):
        score.add(_("the whole title"), WHOLE_TITLE)
    return score


def _has(texts, name, runs):
    text = texts.get(name, "")
    return any(run in text for run in runs)


def texts_of(entries):
    """``{entry: texts by column between spaces}``, so much of each as is looked through."""
    rows = EntryText.objects.filter(pk__in=entries).annotate(
        **{f"some_{name}": Substr(F(name), 1, LOOKED_THROUGH, output_field=CharField())
           for name in ("body", "files")}
    )  # fmt: skip
    names = ["title", "tags", "summary", "body", "files"]
    found = rows.values_list("pk", "title", "tags", "summary", "some_body", "some_files")
    return {
        key: {name: f" {text} " for name, text in zip(names, texts, strict=True)}
        for key, *texts in found
    }
