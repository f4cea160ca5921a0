"""The words for complaints, decisions and sanctions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Rule(models.TextChoices):
    """What a complaint or a decision is about: the conduct that members answer for (S0 3.6),
    and what a site of today needs beside it."""

    PROPAGANDA = "propaganda", _("political or religious propaganda")
    VIOLENCE = "violence", _("propaganda of violence, racism or nationalism")
    HATRED = "hatred", _("incitement of hatred between peoples or confessions")
    INSULT = "insult", _("insult")
    PERSONAL_DATA = "personal_data", _("somebody's personal data")
    MODERATORS = "moderators", _("talk of the moderators' acts outside the topics made for it")
    INTERFERENCE = "interference", _("interference with the work of the moderators")
    SPAM = "spam", _("advertising or spam")
    COPYRIGHT = "copyright", _("somebody else's work without permission")
    OTHER = "other", _("something else")


class ComplaintStatus(models.TextChoices):
    """What became of a complaint."""

    OPEN = "open", _("waiting")
    UPHELD = "upheld", _("upheld")
    DISMISSED = "dismissed", _("not upheld")
    SETTLED = "settled", _("gone before it was decided on")


class HoldReason(models.TextChoices):
    """Why something waits for a moderator."""

    NEWCOMER = "newcomer", _("first words of a newcomer")
    LINKS = "links", _("links or contacts of a newcomer")
    PERSONAL_DATA = "personal_data", _("looks like personal data")
    WORDS = "words", _("words from the list")
    TRAP = "trap", _("filled in as a program does it")
    COMPLAINTS = "complaints", _("complaints")


class CaseStatus(models.TextChoices):
    OPEN = "open", _("waiting")
    CLOSED = "closed", pgettext_lazy("case", "decided")


class Act(models.TextChoices):
    """What a moderator decides."""

    APPROVE = "approve", _("leave it up")
    HIDE = "hide", pgettext_lazy("decision", "hide")
    REMOVE = "remove", pgettext_lazy("decision", "remove")
    EDIT = "edit", _("take out personal data")
    SANCTION = "sanction", _("leave it up and warn or suspend")
    RESTORE = "restore", _("put back")


# What an author reads of what became of her words.
OUTCOMES = {
    Act.APPROVE: _("left as it is"),
    Act.HIDE: pgettext_lazy("decision", "hidden"),
    Act.REMOVE: pgettext_lazy("decision", "removed"),
    Act.EDIT: _("personal data taken out"),
    Act.SANCTION: _("left, with a measure"),
    Act.RESTORE: pgettext_lazy("decision", "put back"),
}

# The words stay, or come back: no rule is named, and nobody has anything to appeal against.
IN_FAVOUR = {Act.APPROVE, Act.RESTORE}


class SanctionKind(models.TextChoices):
    """What a person gets beside what happens to her words."""

    WARNING = "warning", _("warning")
    HUB = "hub", _("may not write in the hub")
    SITE = "site", _("suspended from the site")


class AppealStatus(models.TextChoices):
    OPEN = "open", _("waiting")
    UPHELD = "upheld", _("the decision stands")
    OVERTURNED = "overturned", _("the decision is taken back")


class WordForm(models.TextChoices):
    """How a word of the list is looked for."""

    EXACT = "exact", _("exactly so")
    ANY_FORM = "any_form", _("in any form")
