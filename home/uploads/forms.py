"""The forms behind every way to upload a document or a picture into Wagtail: the page of
one, of many, the chooser and the editing of what is there."""

from django.conf import settings
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .checks import check_upload
from .names import safe_name


class CheckedFileMixin:
    """Checks a new file by its content and gives it a harmless name."""

    allowed_setting = max_size_setting = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # A long name is shortened, not refused.
            self.fields["file"].max_length = None

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_upload(
                file,
                allowed=getattr(settings, self.allowed_setting),
                max_size=getattr(settings, self.max_size_setting),
            )
            file.name = safe_name(file.name)
        return file


class SiteDocumentForm(CheckedFileMixin, BaseDocumentForm):
    """A document of the site."""

    allowed_setting = "WAGTAILDOCS_EXTENSIONS"
    max_size_setting = "WAGTAILDOCS_MAX_UPLOAD_SIZE"


class SiteImageForm(CheckedFileMixin, BaseImageForm):
    """A picture of the site."""

    allowed_setting = "WAGTAILIMAGES_EXTENSIONS"
    max_size_setting = "WAGTAILIMAGES_MAX_UPLOAD_SIZE"
