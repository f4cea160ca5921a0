"""How much of an upload the server takes in before any form sees it."""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from .limits import MEGABYTE


class BoundedUploadHandler(FileUploadHandler):
    """Drops what lies beyond the largest file that the site accepts.

    The form still gets a file with its true name and size, only without content: so it says
    that the file is too large and keeps all the rest that was typed, while neither the disk
    nor the memory ever holds two hundred megabytes. First in ``FILE_UPLOAD_HANDLERS``.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.limit = max(settings.MAX_UPLOAD_MB, settings.MAX_IMAGE_MB) * MEGABYTE

    def receive_data_chunk(self, raw_data, start):
        # What is returned goes on to the next handler, None ends here.
        return raw_data if start + len(raw_data) <= self.limit else None

    def file_complete(self, file_size):
        if file_size <= self.limit:
            return None
        return InMemoryUploadedFile(
            file=BytesIO(),
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
