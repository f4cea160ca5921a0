"""The one check that every uploaded file passes, wherever on the site it is uploaded."""

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from . import antivirus, archives, compound, limits, pictures, signatures, types
from .names import safe_name, split_extension


def check_upload(file, allowed, max_size):
    """What kind of file ``file`` is, judging by its content.

    ``allowed`` are the extensions that are accepted, ``max_size`` the limit in bytes. The
    file is anything with ``name``, ``size``, ``read`` and ``seek``; it is rewound. Raises
    ``ValidationError`` with a message for the person who chose the file.
    """
    check_announced(file.name, file.size, allowed, max_size)
    stem, extension = split_extension(safe_name(file.name))
    try:
        kind = detect(file)
    finally:
        file.seek(0)
    if kind is None or not kind.is_named(extension):
        raise _mismatch(file, stem, extension, kind)
    if kind.family == "image":
        pictures.check_picture(file)
    antivirus.check(file)
    # The same text is a CSV table under its own name.
    return types.CSV if extension == "csv" else kind


def check_announced(name, size, allowed, max_size):
    """The checks that need no content, for a file that is still to be sent. Raises
    ``ValidationError``."""
    _check_extension(split_extension(safe_name(name))[1], allowed)
    _check_size(size, max_size)


def detect(file):
    """The kind of ``file`` by its content, ``None`` when the site does not know it."""
    file.seek(0)
    head = file.read(signatures.HEAD_BYTES)
    if head.startswith((signatures.ZIP_START, signatures.EMPTY_ZIP_START)):
        return archives.inspect_zip(file)
    if head.startswith(signatures.OLE_START):
        return compound.inspect_compound(file)
    if kind := signatures.by_start(head):
        return kind
    text = signatures.as_text(head)
    return None if text is None or signatures.is_svg(text) else types.TXT


def _check_extension(extension, allowed):
    allowed = {name.lower() for name in allowed}
    if extension in allowed:
        return
    if extension == "svg":
        message = _("SVG drawings may carry scripts and are not accepted. Save the drawing as PNG.")
    elif not extension:
        message = _(
            "The file name has no extension, so readers could not open it. Accepted: %(allowed)s."
        )
    elif extension in {"docm", "xlsm", "pptm", "dotm", "xltm", "potm", "ppsm", "xlsb"}:
        raise archives.has_macros()
    else:
        message = _("Files .%(extension)s are not accepted. Accepted: %(allowed)s.")
    raise ValidationError(
        message,
        code="extension",
        params={"extension": extension, "allowed": ", ".join(sorted(allowed))},
    )


def _check_size(size, max_size):
    if not size:
        raise ValidationError(_("The file is empty (0 bytes). Choose another one."), code="empty")
    if size > max_size:
        raise ValidationError(
            _("The file is too large: %(size)s MB. The limit is %(limit)s MB."),
            code="too_large",
            params={"size": megabytes(size), "limit": megabytes(max_size)},
        )


def megabytes(size):
    """``size`` in megabytes as readers write it: «12,5», and «50» without a fraction."""
    value = round(size / limits.MEGABYTE, 1)
    return number_format(value, decimal_pos=0 if value == int(value) else 1)


def _mismatch(file, stem, extension, kind):
    """The error for a file that is not what its name says."""
    if kind is not None:
        return ValidationError(
            _(
                "The file is named .%(extension)s, but inside it is %(found)s. "
                "Rename it to «%(name)s» or save it in the right format."
            ),
            code="mismatch",
            params={
                "extension": extension,
                "found": kind.label,
                "name": f"{stem}.{kind.extension}",
            },
        )
    head = file.read(signatures.HEAD_BYTES)
    file.seek(0)
    if head.startswith(signatures.PROGRAM_STARTS):
        found = _("a program")
    elif (text := signatures.as_text(head)) is not None and signatures.is_svg(text):
        found = _("an SVG drawing")
    else:
        found = signatures.stranger_name(head)
    if found:
        message = _(
            "The file is named .%(extension)s, but inside it is something else: %(found)s. "
            "Such files are not accepted."
        )
    else:
        message = _(
            "The content of the file does not look like .%(extension)s. "
            "Perhaps it is damaged: save it anew and try again."
        )
    return ValidationError(
        message, code="mismatch", params={"extension": extension, "found": found}
    )
