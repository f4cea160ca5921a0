"""Choices of the bank of materials."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MaterialKind(models.TextChoices):
    """What a material is for a teacher who looks for one."""

    LESSON_PLAN = "lesson_plan", _("Lesson plan")
    PRESENTATION = "presentation", _("Presentation")
    WORKSHEET = "worksheet", _("Worksheet")
    TEST = "test", _("Test")
    VIDEO = "video", _("Video")
    PROGRAMME = "programme", _("Programme")
    PROJECT = "project", _("Project")
    ARTICLE = "article", _("Article")
    SOFTWARE_REVIEW = "software_review", _("Software review")
    PUBLICATION = "publication", _("School publication")
    VIRTUAL_WORK = "virtual_work", _("Virtual work")


class Licence(models.TextChoices):
    """On what terms others may use a material."""

    CC_BY = "cc_by", _("Attribution (CC BY 4.0)")
    CC_BY_SA = "cc_by_sa", _("Attribution, same terms (CC BY-SA 4.0)")
    CC_BY_NC = "cc_by_nc", _("Attribution, non-commercial (CC BY-NC 4.0)")
    CC0 = "cc0", _("Free use (CC0)")
    AUTHOR_PERMISSION = "author_permission", _("By permission of the author")

    @property
    def explanation(self):
        """What it means, in the words of a teacher."""
        return LICENCE_EXPLANATIONS[self]

    @property
    def url(self):
        """Where the text of the licence is; empty when there is none."""
        return LICENCE_ADDRESSES.get(self, "")


LICENCE_EXPLANATIONS = {
    Licence.CC_BY: _("You may use, change and pass it on if you name the author."),
    Licence.CC_BY_SA: _(
        "You may use, change and pass it on if you name the author and share your version on the "
        "same terms."
    ),
    Licence.CC_BY_NC: _(
        "You may use, change and pass it on, but not for money, if you name the author."
    ),
    Licence.CC0: _("The author gave up all rights: use it as you like."),
    Licence.AUTHOR_PERMISSION: _(
        "You may use it in your own lessons. To publish or change it, ask the author."
    ),
}

LICENCE_ADDRESSES = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/deed.ru",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/deed.ru",
    Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/deed.ru",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/deed.ru",
}


class MaterialOrder(models.TextChoices):
    """How the list of materials may be sorted."""

    NEWEST = "newest", _("Newest first")
    POPULAR = "popular", _("Most downloaded first")
    TITLE = "title", _("By title")


class FileTextStatus(models.TextChoices):
    """Whether the text inside a file has been read."""

    QUEUED = "queued", _("waits to be read")
    READY = "ready", _("read")
    FAILED = "failed", _("cannot be read")
    NONE = "none", _("holds no text")


class Outcome(models.TextChoices):
    """What came of a work that was sent to the moderators."""

    WAITING = "waiting", _("waits for a moderator")
    APPROVED = "approved", _("published")
    RETURNED = "returned", _("returned with a comment")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("taken back by the author")


class CoAuthorStatus(models.TextChoices):
    """What somebody who is asked to make a work together has answered."""

    INVITED = "invited", _("invited, has not answered yet")
    ACCEPTED = "accepted", _("co-author")
    DECLINED = "declined", _("declined")


class WorkState(models.TextChoices):
    """Where a work stands, as its author sees it."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("waits for a moderator")
    RETURNED = "returned", _("returned for changes")
    REFUSED = "refused", _("refused")
    SCHEDULED = "scheduled", _("will be published")
    PUBLISHED = "published", _("published")
    REVISING = "revising", _("published, has changes that were not sent")
    REVISION_IN_REVIEW = "revision_in_review", _("published, changes wait for a moderator")
    REVISION_RETURNED = "revision_returned", _("published, changes were returned")
    UNPUBLISHED = "unpublished", _("taken off the site")


# While a moderator looks, nobody changes the work under her eyes.
UNDER_REVIEW = {WorkState.IN_REVIEW, WorkState.REVISION_IN_REVIEW}
